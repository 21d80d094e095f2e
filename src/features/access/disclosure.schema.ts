import { z } from 'zod'
import { choice, requiredDay, requiredText, ticked } from '../../platform/form/fields.ts'
import { CONSENT_MONTHS, DISCLOSABLE, STATUTORY_GROUNDS } from './disclosure.ts'

const categories = z
  .array(z.string())
  .default([])
  .transform((typed) => DISCLOSABLE.filter((one) => typed.includes(one)))
  .pipe(z.array(z.enum(DISCLOSABLE)).min(1, 'choose'))

const receiver = z.string('choose').regex(/^(authority|unit)-\d{1,9}$/, 'choose')

const months = z
  .string()
  .default('')
  .transform((typed, context) => {
    const found = CONSENT_MONTHS.find((one) => String(one) === typed)
    if (found === undefined) context.addIssue({ code: 'custom', message: 'choose' })
    return found as (typeof CONSENT_MONTHS)[number]
  })

export const GIVEN_HOW = ['oral', 'written', 'eid'] as const
export const TEXT_LANGUAGES = ['sv', 'en', 'ar'] as const

/** A consent as it is taken in the conversation. */
export const consentForm = z.object({
  textLanguage: choice(TEXT_LANGUAGES),
  receiver,
  categories,
  months,
  givenHow: choice(GIVEN_HOW),
  interpreter: ticked(),
})
export type ConsentForm = z.output<typeof consentForm>

export const WITHDRAWN_HOW = ['oral', 'written'] as const
export const withdrawForm = z.object({ withdrawnHow: choice(WITHDRAWN_HOW) })

/** A disclosure the law allows or demands without consent. */
export const statutoryForm = z.object({
  receiver,
  categories,
  ground: choice(STATUTORY_GROUNDS),
  detail: requiredText(2000),
  validUntil: requiredDay(),
})
export type StatutoryForm = z.output<typeof statutoryForm>

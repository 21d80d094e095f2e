import { z } from 'zod'
import { choice, requiredDay, requiredText, ticked } from '../../platform/form/fields.ts'
import { CONSENT_MONTHS, DISCLOSABLE, STATUTORY_GROUNDS } from './disclosure.ts'

const categories = z
  .array(z.string())
  .default([])
  .transform((typed) => DISCLOSABLE.filter((one) => typed.includes(one)))
  .pipe(z.array(z.enum(DISCLOSABLE)).min(1, 'choose'))

const RECEIVER = /^(authority|unit)-\d{1,9}$/
const receiver = z.string('choose').regex(RECEIVER, 'choose')

/** More than any person says yes to at once. */
const MOST_RECEIVERS = 20
const receivers = z
  .array(z.string())
  .default([])
  .transform((typed) => [...new Set(typed)])
  .refine((all) => all.length > 0 && all.length <= MOST_RECEIVERS && all.every((one) => RECEIVER.test(one)), 'choose')

const months = z
  .string()
  .default('')
  .transform((typed, context) => {
    const found = CONSENT_MONTHS.find((one) => String(one) === typed)
    if (found === undefined) context.addIssue({ code: 'custom', message: 'choose' })
    return found as (typeof CONSENT_MONTHS)[number]
  })

export const GIVEN_HOW = ['oral', 'written', 'eid'] as const
const TEXT_LANGUAGES = ['sv', 'en', 'ar'] as const

/** A consent as it is taken in the conversation. */
export const consentForm = z.object({
  textLanguage: choice(TEXT_LANGUAGES),
  /** Everybody the same is opened to. */
  receiver: receivers,
  categories,
  months,
  givenHow: choice(GIVEN_HOW),
  interpreter: ticked(),
})
export type ConsentForm = z.output<typeof consentForm>

export const WITHDRAWN_HOW = ['oral', 'written'] as const
/** `from`: the disclosures that end, where the consent has several; otherwise nothing is asked. */
export const withdrawForm = z.object({ withdrawnHow: choice(WITHDRAWN_HOW), from: z.array(z.string()).default([]) })

/** A disclosure the law allows or demands without consent. */
export const statutoryForm = z.object({
  receiver,
  categories,
  ground: choice(STATUTORY_GROUNDS),
  detail: requiredText(2000),
  validUntil: requiredDay(),
})
export type StatutoryForm = z.output<typeof statutoryForm>

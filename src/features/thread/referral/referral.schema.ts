import { z } from 'zod'
import { choice, optionalDay, requiredDay, requiredText, text, ticked } from '../../../platform/form/fields.ts'
import { SPOKEN_LANGUAGES } from '../../../platform/i18n/language-names.ts'
import { isUuid } from '../../../shared/ids.ts'
import { appointmentFields } from '../work/appointment.schema.ts'
import { CHECKLIST_ITEMS, readChecklist } from './checklist.ts'
import { DECLINE_GROUNDS } from './referral.ts'

/** Room for a whole file of history (300,000 characters) in one field, with a margin. */
const LONG_TEXT = 400_000

/** Bytes of a form with three long texts, each character up to nine bytes when a browser has encoded it. */
export const LONG_BODY = 3 * 9 * LONG_TEXT + 100_000

/** The pages of the draft, in order. */
export const DRAFT_PAGES = ['why', 'situation', 'where'] as const
export type DraftPage = (typeof DRAFT_PAGES)[number]

/** Why: the reason, what was tried, the person's own words. A draft may be empty; sending asks for what must be there. */
export const whySchema = z.object({ reason: text(LONG_TEXT), triedBefore: text(LONG_TEXT), ownWords: text(LONG_TEXT) })

/** The field of a checklist item in the form. */
export const checklistField = (item: string): string => `check-${item}`

/** The situation: the common checklist, language and interpreter. */
export const situationSchema = z.looseObject({
  language: choice(SPOKEN_LANGUAGES),
  interpreter: ticked(),
  languageSupport: text(),
})

export const checklistOf = (fields: Readonly<Record<string, unknown>>) =>
  readChecklist(Object.fromEntries(CHECKLIST_ITEMS.map((item) => [item, fields[checklistField(item)]])))

const unitId = () =>
  z
    .string()
    .default('')
    .transform((value, context): number | null => {
      if (value === '') return null
      const id = Number(value)
      if (!Number.isSafeInteger(id) || id < 1 || id > 2_147_483_647) {
        context.addIssue({ code: 'custom', message: 'choose' })
        return z.NEVER
      }
      return id
    })

const userId = () => z.string().default('').refine(isUuid, 'choose')

/** Where to, from when, and who is the contact until intake. */
export const whereSchema = z.object({
  toUnitId: unitId(),
  toIntervention: text(200),
  wishedStart: optionalDay(),
  contactUserId: userId(),
})

/** Sending: the person has agreed, how and when. */
export const sendSchema = z.object({ agreedHow: choice(['oral', 'written']), agreedOn: requiredDay() })

export const planVisitSchema = z.object({ studyVisitOn: requiredDay(), ...appointmentFields })
/** How a study visit went; who was there, where it was. */
export const noteVisitSchema = z
  .object({ outcome: choice(['done', 'no_show', 'cancelled']), present: text(500) })
  .superRefine((value, context) => {
    if (value.outcome === 'done' && value.present === '')
      context.addIssue({ code: 'custom', path: ['present'], message: 'required' })
  })
export const declineSchema = z.object({ ground: choice(DECLINE_GROUNDS), reason: requiredText(20_000) })
export const redirectSchema = z
  .object({ redirectUnitId: unitId(), redirectedTo: text(200), reason: requiredText(20_000) })
  .superRefine((value, context) => {
    if (value.redirectUnitId === null && value.redirectedTo === '')
      context.addIssue({ code: 'custom', path: ['redirectUnitId'], message: 'choose' })
  })
export const withdrawSchema = z.object({ reason: text(20_000) })

import { z } from 'zod'
import { type CalendarDay, parseDay } from '../../shared/calendar-day.ts'
import { latinDigits } from '../../shared/text.ts'

/** What can be wrong with a field; `formTexts` has the sentence for each ("Skriv …", with what to do). */
export type FieldProblem =
  | 'required'
  | 'tooLong'
  | 'day'
  | 'dayRequired'
  | 'dayTooEarly'
  | 'dayTooLate'
  | 'hours'
  | 'wholeNumber'
  | 'choose'
  | 'personNumber'
  | 'email'
  | 'file'

/** Free text, kept as typed but for blanks at the ends. `max` in characters. */
export const text = (max = 2000) =>
  z
    .string()
    .default('')
    .transform((value) => value.trim())
    .pipe(z.string().max(max, 'tooLong'))

/** Free text that must be there. */
export const requiredText = (max = 2000) =>
  z
    .string()
    .default('')
    .transform((value) => value.trim())
    .pipe(z.string().min(1, 'required').max(max, 'tooLong'))

/** A day that exists, as `2026-03-09` (also `20260309`, and Arabic digits). Empty is undefined. */
export const optionalDay = () =>
  z
    .string()
    .default('')
    .transform((value, context): CalendarDay | undefined => {
      const typed = latinDigits(value).trim()
      if (typed === '') return undefined
      const day = parseDay(
        /^\d{8}$/.test(typed) ? `${typed.slice(0, 4)}-${typed.slice(4, 6)}-${typed.slice(6)}` : typed,
      )
      if (!day) context.addIssue({ code: 'custom', message: 'day' })
      return day
    })

/** A day that must be there. */
export const requiredDay = () =>
  optionalDay().transform((value, context): CalendarDay => {
    if (value === undefined) context.addIssue({ code: 'custom', message: 'dayRequired' })
    return value as CalendarDay
  })

/** Hours a week in quarter hours from 0 to 40, decimal comma or point; gives quarter hours (0–160). */
export const quarterHours = () =>
  z
    .string()
    .default('')
    .transform((value, context): number => {
      const typed = latinDigits(value).trim().replace(',', '.')
      const quarters = /^\d{1,2}(\.\d{1,2})?$/.test(typed) ? Number(typed) * 4 : Number.NaN
      if (!Number.isInteger(quarters) || quarters > 160) context.addIssue({ code: 'custom', message: 'hours' })
      return quarters
    })

/** One of a closed list. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, 'choose')

/** A box ticked or not. */
export const ticked = () =>
  z
    .string()
    .optional()
    .transform((value) => value === 'yes' || value === 'on')

/** The version of the row the form was opened with; a stale form shows both texts. */
export const version = () => z.coerce.number().int().min(1).catch(0)

import { z } from 'zod'
import { type CalendarDay, dayAt } from '../../shared/calendar-day.ts'
import { latinDigits } from '../../shared/text.ts'
import { typedDay } from './typed-day.ts'

/** What can be wrong with a field; `formTexts` has the sentence for each ("Skriv …", with what to do). */
export type FieldProblem =
  | 'required'
  | 'tooLong'
  | 'day'
  | 'dayRequired'
  | 'dayTooEarly'
  | 'dayTooLate'
  | 'time'
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

/** A day as people write it (see `typedDay`); without a year the one near today. Empty is undefined. */
export const optionalDay = () =>
  z
    .string()
    .default('')
    .transform((value, context): CalendarDay | undefined => {
      if (value.trim() === '') return undefined
      const day = typedDay(value, dayAt(new Date()))
      if (!day) context.addIssue({ code: 'custom', message: 'day' })
      return day
    })

/** A day that must be there. */
export const requiredDay = () =>
  optionalDay().transform((value, context): CalendarDay => {
    if (value === undefined) context.addIssue({ code: 'custom', message: 'dayRequired' })
    return value as CalendarDay
  })

/** A time of the day, as `09:30`; typed as `9.30`, `kl 9`, `0930` or with Arabic digits. Empty stays empty. */
export const optionalTime = () =>
  z
    .string()
    .default('')
    .transform((value, context): string => {
      const typed = latinDigits(value)
        .trim()
        .replace(/^(?:kl(?:ockan)?\.?|الساعة)\s*/i, '')
      if (typed === '') return ''
      const found = /^(\d{1,2})(?:\s?[.:]\s?(\d\d))?$/.exec(typed) ?? /^(\d\d)(\d\d)$/.exec(typed)
      const [hour, minute] = [Number(found?.[1] ?? 99), Number(found?.[2] ?? 0)]
      if (hour > 23 || minute > 59) {
        context.addIssue({ code: 'custom', message: 'time' })
        return z.NEVER
      }
      return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
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

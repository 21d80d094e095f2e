/**
 * A calendar day in Europe/Stockholm, written `YYYY-MM-DD`. Never a `Date`: a day has no time zone and no clock,
 * so nothing can slip by one when summer time begins. Strings of this form sort and compare as days.
 */
export type CalendarDay = string & { readonly __calendarDay: unique symbol }

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_MS = 86_400_000
/** Days outside these years are typing errors ("0202"), not facts about a person now living. */
const FIRST_YEAR = 1890
const LAST_YEAR = 2199

const utc = (day: CalendarDay): number => Date.parse(`${day}T00:00:00Z`)

/** The day, or `undefined` when the text is not a day that exists (31 February, year 0202, other forms). */
export function parseDay(text: string): CalendarDay | undefined {
  const parts = FORM.exec(text.trim())
  if (!parts) return undefined
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return parts[0] as CalendarDay
}

/** The day of a text known to be right (constants, database values); throws when it is not. */
export function day(text: string): CalendarDay {
  const parsed = parseDay(text)
  if (!parsed) throw new RangeError(`not a calendar day: ${text}`)
  return parsed
}

const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' })

/** The calendar day it is in Stockholm at an instant. */
export const dayAt = (instant: Date): CalendarDay => stockholm.format(instant) as CalendarDay

export const addDays = (from: CalendarDay, days: number): CalendarDay =>
  new Date(utc(from) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDay

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number => Math.round((utc(to) - utc(from)) / DAY_MS)

export const earlier = (a: CalendarDay, b: CalendarDay): CalendarDay => (a <= b ? a : b)
export const later = (a: CalendarDay, b: CalendarDay): CalendarDay => (a >= b ? a : b)

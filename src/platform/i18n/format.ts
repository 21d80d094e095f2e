import type { CalendarDay } from '../../shared/calendar-day.ts'
import { keepLatest } from '../../shared/keep-latest.ts'
import { type Lang, localeOf } from './lang.ts'

/** `short`: 3 mars 2026 · `long`: tisdag 3 mars 2026 · `month`: mars 2026 · `dayMonth`: 3 mars (the year is clear anyway). */
export type DayStyle = 'short' | 'long' | 'month' | 'dayMonth'

const DAY_STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'long', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'long' },
}

/** Making an `Intl` object costs some 50 µs, using one less than 1 µs: each is made once. */
function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    let value = made.get(key)
    if (value === undefined) {
      value = make(key)
      made.set(key, value)
    }
    return value
  }
}

const dayFormats = once((key) => {
  const [lang, style] = key.split(' ') as [Lang, DayStyle]
  return new Intl.DateTimeFormat(localeOf(lang), { ...DAY_STYLES[style], timeZone: 'UTC' })
})

const instantFormats = once(
  (lang) =>
    new Intl.DateTimeFormat(localeOf(lang as Lang), {
      dateStyle: 'long',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: 'Europe/Stockholm',
    }),
)

const timeFormats = once(
  (lang) =>
    new Intl.DateTimeFormat(localeOf(lang as Lang), {
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: 'Europe/Stockholm',
    }),
)

const numberFormats = once((key) => {
  const [lang, least, most] = key.split(' ')
  return new Intl.NumberFormat(localeOf(lang as Lang), {
    minimumFractionDigits: Number(least),
    maximumFractionDigits: Number(most),
    // "1234" and "12 345": so a year stays a year, too.
    useGrouping: 'min2',
  })
})

const percentFormats = once((key) => {
  const [lang, decimals] = key.split(' ')
  const digits = { minimumFractionDigits: Number(decimals), maximumFractionDigits: Number(decimals) }
  return new Intl.NumberFormat(localeOf(lang as Lang), { style: 'percent', ...digits })
})

const listFormats = once((lang) => new Intl.ListFormat(localeOf(lang as Lang), { type: 'conjunction' }))

/** A page says the same few days again and again. */
const writtenDays = keepLatest<string>(5000)

/** A calendar day in words. */
export const formatDay = (lang: Lang, day: CalendarDay, style: DayStyle = 'short'): string =>
  writtenDays(`${lang} ${style} ${day}`, () => dayFormats(`${lang} ${style}`).format(Date.parse(`${day}T00:00:00Z`)))

/** An instant as day and clock time in Stockholm. */
export const formatInstant = (lang: Lang, instant: Date): string => instantFormats(lang).format(instant)

/** An instant as clock time in Stockholm: 10:42. */
export const formatTime = (lang: Lang, instant: Date): string => timeFormats(lang).format(instant)

/** A number with the decimal sign of the language; with `decimals` exactly so many, else at most two. */
export const formatNumber = (lang: Lang, value: number, decimals?: number): string =>
  numberFormats(`${lang} ${decimals ?? 0} ${decimals ?? 2}`).format(value)

/** A share between 0 and 1 as a percentage. */
export const formatPercent = (lang: Lang, share: number, decimals = 0): string =>
  percentFormats(`${lang} ${decimals}`).format(share)

/** Hours, rounded to the quarter hour: 1,5 · 0,75 · 40. Without the unit. */
export const formatHours = (lang: Lang, hours: number): string => formatNumber(lang, Math.round(hours * 4) / 4)

/** "a, b och c". */
export const formatList = (lang: Lang, items: readonly string[]): string => listFormats(lang).format(items)

/** What stands between the items of a list without "and": the Arabic comma faces the other way. */
export const commaOf = (lang: Lang): string => (lang === 'ar' ? '، ' : ', ')

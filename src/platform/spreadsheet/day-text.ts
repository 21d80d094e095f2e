import { addDays, type CalendarDay, parseDay } from '../../shared/calendar-day.ts'
import { latinDigits } from '../../shared/text.ts'

/**
 * - `dayForm`: cannot be read as a day
 * - `dayMissing`: no such day (31 February)
 * - `dayYear`: the year cannot be right (0202, 2204)
 * - `dayIncomplete`: only a year, or a month
 */
export type DayProblem = 'dayForm' | 'dayMissing' | 'dayYear' | 'dayIncomplete'
export type DayRead = { day: CalendarDay } | { problem: DayProblem }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'ma[jy]', 'jun', 'jul', 'aug', 'sep', 'o[kc]t', 'nov', 'dec'].map(
  (month) => new RegExp(`^${month}[a-z]*$`),
)
const WEEKDAY = /^(?:m[åa]n|tis|ons|tors?|fre|l[öo]r|s[öo]n|mon|tue|wed|thu|fri|sat|sun)[a-zåäö]*\.?,?\s+/
/** Clock times that spreadsheet programs put after a day. */
const CLOCK = /(?:t|\s+)\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?z?$/
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/
/** Day 0 of Excel's calendar for every day after February 1900. */
const SERIAL_ZERO = '1899-12-30' as CalendarDay
const FIRST_YEAR = 1980
const YEARS_AHEAD = 5

/** Arabic names of the months: Egypt's and the Maghreb's first, the Levant's and Iraq's after. */
const ARABIC = [
  ['يناير', 'كانون الثاني', 'جانفي'],
  ['فبراير', 'شباط', 'فيفري'],
  ['مارس', 'آذار'],
  ['أبريل', 'نيسان', 'إبريل', 'أفريل'],
  ['مايو', 'أيار', 'ماي'],
  ['يونيو', 'حزيران', 'جوان'],
  ['يوليو', 'تموز', 'جويلية'],
  ['أغسطس', 'آب', 'أوت'],
  ['سبتمبر', 'أيلول'],
  ['أكتوبر', 'تشرين الأول'],
  ['نوفمبر', 'تشرين الثاني'],
  ['ديسمبر', 'كانون الأول'],
]

/** The number of a month by its name or the beginning of it, Swedish, English or Arabic. */
export function monthOf(word: string): number | undefined {
  const arabic = ARABIC.findIndex((names) => names.includes(word))
  if (arabic >= 0) return arabic + 1
  const at = word.length < 3 ? -1 : MONTHS.findIndex((month) => month.test(word))
  return at < 0 ? undefined : at + 1
}

/** The day, or why these three numbers are none. */
function dayOf(year: number, month: number, date: number, today: CalendarDay): DayRead {
  const latest = Number(today.slice(0, 4)) + YEARS_AHEAD
  if (month < 1 || month > 12) return { problem: 'dayForm' }
  if (year < FIRST_YEAR || year > latest) return { problem: 'dayYear' }
  const pad = (value: number) => String(value).padStart(2, '0')
  const day = parseDay(`${year}-${pad(month)}-${pad(date)}`)
  return day ? { day } : { problem: 'dayMissing' }
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

/** Three pairs of digits with hyphens: year first as in Sweden, unless only day first makes a day of our time. */
function pairs(a: string, b: string, c: string, today: CalendarDay): DayRead {
  const yearFirst = dayOf(fullYear(a), Number(b), Number(c), today)
  if ('day' in yearFirst && yearFirst.day <= addDays(today, 366)) return yearFirst
  const dayFirst = dayOf(fullYear(c), Number(b), Number(a), today)
  return 'day' in dayFirst ? dayFirst : yearFirst
}

/** A day as people write it in lists: ISO, `20240301`, `240301`, `1/3 2024`, `1.3.24`, `1 mars 2024`, Excel's serial number. */
export function readDay(cell: string, today: CalendarDay): DayRead {
  const text = latinDigits(cell.slice(0, 60))
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .replace(WEEKDAY, '')
    .replace(/^den /, '')
    .replace(CLOCK, '')
    .replace(/ ?([-./]) ?/g, '$1')
  const of = (year: string, month: string | number, date: string) =>
    dayOf(fullYear(year), Number(month), Number(date), today)
  const serial = SERIAL.exec(text)
  if (serial) {
    const day = addDays(SERIAL_ZERO, Number(serial[1]))
    return of(day.slice(0, 4), day.slice(5, 7), day.slice(8))
  }
  let found = /^(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (found) return of(found[1]!, found[3]!, found[4]!)
  found = /^(\d{4}|\d\d)(\d\d)(\d\d)$/.exec(text)
  if (found) return of(found[1]!, found[2]!, found[3]!)
  found = /^(\d\d)-(\d\d)-(\d\d)$/.exec(text)
  if (found) return pairs(found[1]!, found[2]!, found[3]!, today)
  found = /^(\d{1,2})[-./](\d{1,2})[-./ ](\d{4}|\d\d)$/.exec(text)
  if (found) return of(found[3]!, found[2]!, found[1]!)
  found = /^(\d{1,2})(?::[ae])?\.? ?([a-z]+)\.?,?[ -]*'?(\d{4}|\d\d)?$/.exec(text)
  if (found) return inWords(found[2]!, found[1]!, found[3], today)
  found = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text)
  if (found) return inWords(found[1]!, found[2]!, found[3], today)
  found = /^([a-z]+)?\.? ?(?:19|20)\d\d(?:-\d\d?)?$/.exec(text)
  return { problem: found && (!found[1] || monthOf(found[1])) ? 'dayIncomplete' : 'dayForm' }
}

function inWords(word: string, date: string, year: string | undefined, today: CalendarDay): DayRead {
  const month = monthOf(word)
  if (!month) return { problem: 'dayForm' }
  if (year) return dayOf(fullYear(year), month, Number(date), today)
  // A leap year: the day may exist in some year.
  const any = dayOf(2024, month, Number(date), today)
  return 'day' in any ? { problem: 'dayIncomplete' } : any
}

import { type CalendarDay, daysBetween, parseDay } from '../../shared/calendar-day.ts'
import { latinDigits } from '../../shared/text.ts'
import { monthOf } from '../spreadsheet/day-text.ts'

/** How far from today a day without a year may be: farther, the year might be another, and it is asked for. */
const NEAR_DAYS = 150

/** Marks that steer direction or vowels, which a keyboard may put between the digits without a trace on the screen. */
const UNSEEN = /[\u061c\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const WEEKDAY = /^(?:m[åa]n|tis|ons|tors?|fre|l[öo]r|s[öo]n|mon|tue|wed|thu|fri|sat|sun)[a-zåäö]*\.?,? (?=\d)/

const pad = (part: string | number): string => String(part).padStart(2, '0')
const of = (year: string | number, month: string | number, date: string | number) =>
  parseDay(`${year}-${pad(month)}-${pad(date)}`)

/** The one day with this month and date that is near today; undefined when there is none. */
function nearest(month: string | number, date: string | number, today: CalendarDay): CalendarDay | undefined {
  const year = Number(today.slice(0, 4))
  const days = [year - 1, year, year + 1].flatMap((one) => of(one, month, date) ?? [])
  return days.find((day) => Math.abs(daysBetween(today, day)) <= NEAR_DAYS)
}

/**
 * A day as a person writes it in a form: `2026-11-25`, `2026 11 25`, `20261125`, `25/11`, `25.11.2026`, `25 nov`,
 * `den 25:e november 2026`, `November 25, 2026`, `٢٥/١١/٢٠٢٦`, `25 نوفمبر`. The day stands before the month, as in Sweden and
 * the Arab countries; a day without a year is the one near `today`. Undefined for what is no day, or could be several:
 * years of two digits, six digits in a row, a day without a year half a year away, `i morgon` (a form may lie open over midnight).
 */
export function typedDay(typed: string, today: CalendarDay): CalendarDay | undefined {
  const text = latinDigits(typed.slice(0, 60))
    .replace(UNSEEN, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[،,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(WEEKDAY, '')
    .replace(/^(?:den|the|يوم) (?=\d)/, '')
    .replace(/ ?([-./]) ?/g, '$1')
    .replace(/\.$/, '')
  let found = /^(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^(\d{4})()(\d\d)(\d\d)$/.exec(text)
  if (found) return of(found[1]!, found[3]!, found[4]!)
  found = /^(\d{1,2})[-./ ](\d{1,2})(?:[-./ ](\d{4}))?$/.exec(text)
  if (found) return found[3] ? of(found[3], found[2]!, found[1]!) : nearest(found[2]!, found[1]!, today)
  const dayFirst = /^(\d{1,2})(?::[ae]|st|nd|rd|th)? ?(?:of )?(\p{L}+(?: الثاني| الأول)?)\.? ?(\d{4})?$/u.exec(text)
  const monthFirst = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/u.exec(text)
  const [word, date, year] = dayFirst
    ? [dayFirst[2]!, dayFirst[1]!, dayFirst[3]]
    : monthFirst
      ? [monthFirst[1]!, monthFirst[2]!, monthFirst[3]]
      : []
  const month = word && monthOf(word)
  if (!month || !date) return undefined
  return year ? of(year, month, date) : nearest(month, date, today)
}

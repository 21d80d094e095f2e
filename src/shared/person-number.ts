import { type CalendarDay, parseDay } from './calendar-day.ts'
import { latinDigits } from './text.ts'

/**
 * Swedish personal numbers (personnummer, folkbokföringslagen 1991:481 18 §) and coordination numbers
 * (samordningsnummer, lag 2022:1697 2:8: the day plus 60).
 *
 * Written here rather than taken from the package `personnummer`, which refuses the official coordination numbers of
 * people whose month or day of birth is unknown (month 00, day 60): mending that from outside meant repeating the date,
 * century and check digit rules anyway.
 */
export type PersonNumber = {
  /** `YYYYMMDDNNNN`, as it is stored. */
  digits12: string
  kind: 'personal' | 'coordination'
  /** Missing when the date of a coordination number leaves it open or does not exist. */
  birthDay?: CalendarDay
  sex: 'woman' | 'man'
}

/**
 * - `empty`: nothing written
 * - `form`: not ten or twelve digits
 * - `date`: the date does not exist
 * - `future`: born after today
 * - `check-digit`: most often two digits swapped or one mistyped
 * - `interim`: a letter among the last four: a temporary number of one register, not valid elsewhere
 * - `organisation`: the number of an organisation, not of a person
 */
export type PersonNumberError = 'empty' | 'form' | 'date' | 'future' | 'check-digit' | 'interim' | 'organisation'

export type ParsedPersonNumber = { ok: true; value: PersonNumber } | { ok: false; error: PersonNumberError }

const FORM = /^(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)([\dTRSUWXJKLMN])(\d\d)(\d)$/
/** Blanks, marks of direction and everything people write as a dash. */
const IGNORED = /[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const DASHES = /[\u2010-\u2015\u2212]/g

/** The check digit of nine digits `YYMMDDNNN` (Luhn; Skatteverket SKV 704). */
export function checkDigit(nine: string): number {
  let sum = 0
  for (let i = 0; i < nine.length; i++) {
    const product = Number(nine[i]) * (i % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10
}

/**
 * Reads a number as people write it: ten or twelve digits, with `-`, `+` (a hundred years or more) or nothing between,
 * blanks anywhere. Ten digits mean the latest century that is not in the future.
 */
export function parsePersonNumber(text: string, today: CalendarDay): ParsedPersonNumber {
  const refuse = (error: PersonNumberError): ParsedPersonNumber => ({ ok: false, error })
  const typed = latinDigits(text.slice(0, 100)).replace(IGNORED, '').replace(DASHES, '-').toUpperCase()
  if (typed === '') return refuse('empty')
  const match = FORM.exec(typed)
  if (!match) return refuse('form')
  const [, century, yy = '', month = '', dd = '', separator, first = '', serialRest = '', check] = match
  const interim = /\D/.test(first)
  const digits = yy + month + dd + (interim ? '1' : first) + serialRest
  const right = checkDigit(digits) === Number(check)
  if (Number(month) >= 20) return refuse(right && !interim && (!century || century === '16') ? 'organisation' : 'date')
  const year = century ? Number(century + yy) : yearOf(Number(yy), separator === '+', month + dd, today)
  const birth = birthOf(year, Number(month), Number(dd))
  if (!birth) return refuse('date')
  if (birth.from > today) return refuse('future')
  if (!right) return refuse('check-digit')
  if (interim) return refuse('interim')
  // Serial numbers begin with 001.
  if (first + serialRest === '000') return refuse('form')
  const value: PersonNumber = {
    digits12: `${year}${month}${dd}${first}${serialRest}${check}`,
    kind: birth.kind,
    sex: Number(serialRest[1]) % 2 === 1 ? 'man' : 'woman',
  }
  if (birth.day) value.birthDay = birth.day
  return { ok: true, value }
}

/** `YYYYMMDD-NNNN` of the stored twelve digits. */
export const formatPersonNumber = (digits12: string): string => `${digits12.slice(0, 8)}-${digits12.slice(8)}`

/** `YYMMDD-****` of the stored twelve digits: enough to tell two people of the same name apart. */
export const maskPersonNumber = (digits12: string): string => `${digits12.slice(2, 8)}-****`

/** The full year of two digits: the latest that is not in the future; a century earlier after `+`. */
function yearOf(yy: number, plus: boolean, monthAndDay: string, today: CalendarDay): number {
  const thisYear = Number(today.slice(0, 4))
  const latest = thisYear - ((((thisYear - yy) % 100) + 100) % 100)
  const monthDay = Number(monthAndDay)
  // The day of a coordination number is 60 higher.
  const laterThisYear = (monthDay % 100 > 60 ? monthDay - 60 : monthDay) > Number(today.slice(5, 7) + today.slice(8))
  const notYetBorn = latest === thisYear && laterThisYear
  return plus || notYetBorn ? latest - 100 : latest
}

type Birth = { kind: PersonNumber['kind']; day?: CalendarDay; from: string }

/**
 * The day of birth and the first day it can have been; `undefined` when the date cannot be. The official list of
 * coordination numbers leaves out the month (00) or the day (60), and has days such as 29 February of a common year:
 * there the date need only have the right form, and the day of birth is not known.
 */
function birthOf(year: number, month: number, dd: number): Birth | undefined {
  if (dd < 60) {
    const day = dayOf(year, month, dd)
    return day && { kind: 'personal', day, from: day }
  }
  const firstOfMonth = dayOf(year, month || 1, 1)
  if (!firstOfMonth || dd > 91) return undefined
  const day = dayOf(year, month, dd - 60)
  return { kind: 'coordination', day, from: day ?? firstOfMonth }
}

const dayOf = (year: number, month: number, date: number): CalendarDay | undefined =>
  parseDay([year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-'))

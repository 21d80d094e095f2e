import { plain } from '../../../platform/spreadsheet/plain.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { type ParsedPersonNumber, type PersonNumber, parsePersonNumber } from '../../../shared/person-number.ts'
import { latinDigits } from '../../../shared/text.ts'
import type { Destination } from '../work/discharge.ts'
import type { ErrorKind, NoticeKind } from './import-problem.ts'

/** A cell read: its value, what is wrong with it, or a value with something to know about it. */
export type Read<T> = { value: T; notice?: NoticeKind } | { problem: ErrorKind }

/** What people write where there is nothing to write. */
const NOTHING = new Set([
  '',
  'saknas',
  'saknar',
  'okand',
  'okant',
  'ingen',
  'inget',
  'none',
  'unknown',
  'vet ej',
  'ej angivet',
  'x x',
])
export const isNothing = (cell: string): boolean => NOTHING.has(plain(cell)) && !/\d/.test(cell)

const NUMBER_PROBLEMS = {
  empty: 'numberForm',
  form: 'numberForm',
  date: 'numberDate',
  future: 'numberFuture',
  'check-digit': 'numberCheckDigit',
  interim: 'numberInterim',
  organisation: 'numberOrganisation',
} as const

/** A personal number, also where a spreadsheet program has taken it for a quantity and dropped the zeros it began with. */
export function readNumber(cell: string, today: CalendarDay): Read<PersonNumber> {
  const typed = latinDigits(cell).trim()
  if (/^\d(?:[.,]\d+)?e\+?1[01]$/i.test(typed)) return { problem: 'numberRounded' }
  const asTyped = parsePersonNumber(typed.replace(/[.,]0+$/, ''), today)
  if (asTyped.ok) return { value: asTyped.value }
  const short = /^0*(\d{7,9})(?:[.,]0+)?$/.exec(typed)
  const filled: ParsedPersonNumber = short ? parsePersonNumber(short[1]!.padStart(10, '0'), today) : asTyped
  return filled.ok ? { value: filled.value } : { problem: NUMBER_PROBLEMS[asTyped.error] }
}

/** Hours a week as quarter hours (0–160): `10`, `1,5 h`, `1:30`, `25 %` of forty hours, `halvtid`. */
export function readHours(cell: string): Read<number> {
  const text = latinDigits(cell).toLowerCase().replace(/\s+/g, ' ').trim()
  const word = { heltid: 160, halvtid: 80, 'full time': 160, 'half time': 80 }[text]
  if (word !== undefined) return { value: word }
  const clock = /^(\d{1,2}):(\d\d)$/.exec(text)
  const amount = /^(\d{1,3}(?:[.,]\d{1,4})?) ?(%|procent|percent|[a-zåäö/. ]*)$/.exec(text)
  const unit = (amount?.[2] ?? '').replace(/[./ ]/g, '')
  if (!clock && !(amount && (/^(?:%|procent|percent)?$/.test(unit) || HOURS_UNIT.test(unit))))
    return { problem: 'hours' }
  const number = Number(amount?.[1]?.replace(',', '.'))
  const quarters = clock
    ? Number(clock[1]) * 4 + Number(clock[2]) / 15
    : /^(?:%|p)/.test(unit)
      ? number * 1.6
      : number * 4
  const exact = Math.round(quarters * 1e6) / 1e6
  if (!Number.isInteger(exact)) return { problem: 'hoursQuarter' }
  return exact > 160 ? { problem: 'hoursMost' } : { value: exact }
}
const HOURS_UNIT =
  /^(?:h|t|tim|timm|timmar|timme|hours?|hrs?)(?:v|vecka|veckan|week|wk|w|ivecka|iveckan|pervecka|aweek|perweek)?$/

const YES = new Set([
  'ja',
  'j',
  'yes',
  'y',
  'x',
  '1',
  'true',
  'sant',
  'behovs',
  'behover',
  'behover tolk',
  'ja tolk',
  'tolk',
])
const NO = new Set([
  'nej',
  'n',
  'no',
  '0',
  'false',
  'falskt',
  'behovs ej',
  'behovs inte',
  'inte',
  'ej',
  'inget behov',
  'ej tolk',
])

export function readYesNo(cell: string): Read<boolean> {
  const word = plain(cell)
  if (YES.has(word)) return { value: true }
  if (NO.has(word) || word === '') return { value: false }
  return { problem: 'yesNo' }
}

export type ImportedState = 'active' | 'queued' | 'discharged'

const STATES: Record<ImportedState, readonly string[]> = {
  active: [
    'aktiv',
    'pagar',
    'pagaende',
    'inskriven',
    'aktuell',
    'deltar',
    'active',
    'in progress',
    'ongoing',
    'enrolled',
    'current',
  ],
  queued: [
    'ko',
    'i ko',
    'koar',
    'star i ko',
    'vantar',
    'vantelista',
    'pa vantelista',
    'queued',
    'in queue',
    'in the queue',
    'waiting',
    'waiting list',
  ],
  discharged: [
    'avslutad',
    'avslutat',
    'avslut',
    'utskriven',
    'klar',
    'slutat',
    'slutad',
    'discharged',
    'closed',
    'ended',
    'finished',
    'exited',
  ],
}

export function readState(cell: string): Read<ImportedState> {
  const word = plain(cell)
  const found = (Object.keys(STATES) as ImportedState[]).find((state) => state === word || STATES[state].includes(word))
  return found ? { value: found } : { problem: 'state' }
}

/** By the beginnings of words, so that "arbete med stöd" and "studerar på folkhögskola" are found. */
const DESTINATIONS: readonly (readonly [Destination, RegExp])[] = [
  ['work', /\b(?:arbet(?!slos|sformedl|strana|spro)|jobb|anstall|work\b|employ|job\b|eget foretag|egen forsorjning)/],
  ['studies', /\b(?:studi|student|utbildning|skola|komvux|sfi|folkhogskol|education|school|course)/],
  ['right_benefit', /\b(?:ratt ersattning|ersattning|sjukersattning|aktivitetsersattning|sjukpenning|pension|benefit)/],
  ['care', /\b(?:vard|rehab|behandling|sjuk|care\b|treatment|psykiatri)/],
  ['moved', /\b(?:flytt|moved?\b)/],
  ['other', /^(?:annat|ovrigt|other|annan)$/],
]

/** What nobody has a word for is `other`, and the text itself is kept beside it. */
export function readDestination(cell: string): { value: Destination; notice?: NoticeKind } {
  const words = plain(cell)
  const found = DESTINATIONS.find(([, pattern]) => pattern.test(words))
  return found ? { value: found[0] } : { value: 'other', notice: 'destinationOther' }
}

export function readEmail(cell: string): Read<string> {
  const email = cell.trim().replace(/^mailto:/i, '')
  if (email.length > 254) return { problem: 'tooLong' }
  return /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(email) ? { value: email } : { problem: 'email' }
}

/** A telephone number as it stands; a mobile number gets back the zero that a spreadsheet program dropped. */
export function readPhone(cell: string): Read<string> {
  const phone = latinDigits(cell).replace(/\s+/g, ' ').trim()
  if (phone.length > 60) return { problem: 'tooLong' }
  if (phone.replace(/\D/g, '').length < 5) return { problem: 'phone' }
  return { value: /^7\d{8}$/.test(phone) ? `0${phone}` : phone }
}

export type PersonName = { given: string; family: string }

/** "Given Family" or "Family, Given". */
export function readName(cell: string): Read<PersonName> {
  const name = cell.replace(/\s+/g, ' ').trim()
  if (name.length > 200) return { problem: 'tooLong' }
  const comma = /^([^,]+),\s*([^,]+)$/.exec(name)
  if (comma) return { value: { family: comma[1]!.trim(), given: comma[2]!.trim() } }
  const last = name.lastIndexOf(' ')
  return last < 0
    ? { value: { given: name, family: '' }, notice: 'oneName' }
    : { value: { given: name.slice(0, last), family: name.slice(last + 1) } }
}

import { readDay } from '../../../platform/spreadsheet/day-text.ts'
import { languageCode } from '../../../platform/spreadsheet/language-text.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { PersonNumber } from '../../../shared/person-number.ts'
import { foldName, truncate } from '../../../shared/text.ts'
import type { Destination } from '../work/discharge.ts'
import type { ErrorKind, NoticeKind, Problem } from './import-problem.ts'
import { type Columns, MOST_TRACKS, type Target, trackTarget } from './import-target.ts'
import {
  type ImportedState,
  isNothing,
  type PersonName,
  type Read,
  readDestination,
  readEmail,
  readHours,
  readName,
  readNumber,
  readPhone,
  readState,
  readYesNo,
} from './import-value.ts'

/** Who works, or has worked, in the team: a contact is one of them. `until` is the last day of somebody who has left. */
export type Colleague = { userId: string; name: string; email: string; until: CalendarDay | null }

/** What is said about a person in one row, or in all of their rows together. */
export type PersonFacts = {
  name: PersonName
  number: PersonNumber
  phone: string
  email: string
  language: string
  interpreter: boolean
  externalId: string
  state: ImportedState
  referralOn: CalendarDay
  referredBy: string
  intakeOn: CalendarDay
  dischargedOn: CalendarDay
  destination: Destination
  /** The destination as the file says it, where it is none of ours. */
  destinationText: string
  contact: Colleague
  contactSince: CalendarDay
  ownWords: string
}

export type TrackFacts = {
  row: number
  nth: number
  name: string
  place: string
  quarterHours: number | undefined
  startOn: CalendarDay | undefined
  endOn: CalendarDay | undefined
}

export type ReadRow = { row: number; facts: Partial<PersonFacts>; tracks: TrackFacts[]; problems: Problem[] }

export type RowReader = { columns: Columns; colleagues: readonly Colleague[]; today: CalendarDay }

const LONGEST_VALUE = 80
const LONGEST = { externalId: 100, referredBy: 200, trackName: 200, place: 200, ownWords: 2000 }
const ERROR_VALUE = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

const short =
  (max: number) =>
  (cell: string): Read<string> =>
    cell.length > max ? { problem: 'tooLong' } : { value: cell }

const dayReader =
  (today: CalendarDay, mayBeAhead: boolean) =>
  (cell: string): Read<CalendarDay> => {
    const read = readDay(cell, today)
    if ('problem' in read) return read
    return !mayBeAhead && read.day > today ? { problem: 'dayFuture' } : { value: read.day }
  }

/** A colleague by address, by whole name, or by the first name when only one has it. Somebody who works there goes before who has left. */
export function findColleague(cell: string, colleagues: readonly Colleague[]): Read<Colleague> {
  const wanted = foldName(cell).replace(/\s*\(.*\)$/, '')
  const matches = [
    (one: Colleague) => one.email.toLowerCase() === wanted,
    (one: Colleague) => foldName(one.name) === wanted,
    (one: Colleague) => foldName(one.name).split(' ').reverse().join(', ') === wanted,
    (one: Colleague) => foldName(one.name).split(' ')[0] === wanted,
  ]
  for (const match of matches) {
    const all = colleagues.filter(match)
    const here = all.filter((one) => one.until === null)
    const found = here.length > 0 ? here : all
    if (found.length === 1) return { value: found[0]! }
    if (found.length > 1) return { problem: 'contactAmbiguous' }
  }
  return { problem: 'contactUnknown' }
}

/** Reads one row by the chosen columns. Every cell that cannot be read is a problem of its own; the others still count. */
export function readRow(row: { number: number; cells: readonly string[] }, reader: RowReader): ReadRow {
  const { columns, colleagues, today } = reader
  const problems: Problem[] = []
  const facts: Partial<PersonFacts> = {}

  const cellOf = (target: Target): { column: number; cell: string } | undefined => {
    const column = columns.get(target)
    if (column === undefined) return undefined
    const cell = (row.cells[column] ?? '').trim()
    return cell === '' || isNothing(cell) ? undefined : { column, cell }
  }
  const tell = (column: number, kind: ErrorKind | NoticeKind, value: string) =>
    problems.push({ row: row.number, column, kind, value: truncate(value, LONGEST_VALUE), detail: {} })
  const take = <T>(target: Target, read: (cell: string) => Read<T>): T | undefined => {
    const found = cellOf(target)
    if (!found) return undefined
    const { column, cell } = found
    const result: Read<T> = ERROR_VALUE.test(cell) ? { problem: 'errorValue' } : read(cell)
    if ('problem' in result) {
      tell(column, result.problem, cell)
      return undefined
    }
    if (result.notice) tell(column, result.notice, cell)
    return result.value
  }
  const set = <K extends keyof PersonFacts>(key: K, value: PersonFacts[K] | undefined) => {
    if (value !== undefined) facts[key] = value
  }

  const language = (cell: string): Read<string> => {
    const code = languageCode(cell)
    return code ? { value: code } : { problem: 'language' }
  }
  const past = dayReader(today, false)
  const anyDay = dayReader(today, true)

  const given = take('givenName', short(100))
  const family = take('familyName', short(100))
  set('name', given || family ? { given: given ?? '', family: family ?? '' } : take('name', readName))
  set(
    'number',
    take('number', (cell) => readNumber(cell, today)),
  )
  set('phone', take('phone', readPhone))
  set('email', take('email', readEmail))
  set('language', take('language', language))
  set('externalId', take('externalId', short(LONGEST.externalId)))
  set('state', take('state', readState))
  set('referralOn', take('referralOn', past))
  set('referredBy', take('referredBy', short(LONGEST.referredBy)))
  set('intakeOn', take('intakeOn', past))
  set('dischargedOn', take('dischargedOn', past))
  set(
    'contact',
    take('contact', (cell) => findColleague(cell, colleagues)),
  )
  set('contactSince', take('contactSince', anyDay))
  set('ownWords', take('ownWords', short(LONGEST.ownWords)))
  set('destination', take('destination', readDestination))
  if (facts.destination === 'other') set('destinationText', cellOf('destination')?.cell.slice(0, 500))
  readInterpreter()
  // Whoever has a protected identity is added by hand, with the users who may see them.
  take('protection', (cell) => (no(cell) ? { value: false } : { problem: 'protection' }))

  return { row: row.number, facts, tracks: readTracks(), problems }

  /** Yes or no, or the language the interpreter is for. */
  function readInterpreter(): void {
    const named = languageCode(cellOf('interpreter')?.cell.replace(/^(?:ja|yes)\b[\s,:–-]*/i, '') ?? '')
    const yes = named !== undefined || take('interpreter', readYesNo)
    set('interpreter', yes === undefined ? undefined : yes)
    if (named) facts.language ??= named
  }

  function readTracks(): TrackFacts[] {
    const tracks: TrackFacts[] = []
    for (let nth = 1; nth <= MOST_TRACKS; nth++) {
      const name = take(trackTarget(nth, 'name'), short(LONGEST.trackName))
      const quarterHours = take(trackTarget(nth, 'hours'), readHours)
      const startOn = take(trackTarget(nth, 'startOn'), anyDay)
      const endOn = take(trackTarget(nth, 'endOn'), anyDay)
      const place = take(trackTarget(nth, 'place'), short(LONGEST.place))
      if (name !== undefined)
        tracks.push({ row: row.number, nth, name, place: place ?? '', quarterHours, startOn, endOn })
      else if (quarterHours || startOn || endOn || place)
        tell(columns.get(trackTarget(nth, 'name')) ?? 0, 'trackName', '')
    }
    return tracks
  }
}

const no = (cell: string): boolean => {
  const read = readYesNo(cell)
  return 'value' in read && !read.value
}

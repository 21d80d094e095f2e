import { readDay } from '../../../platform/spreadsheet/day-text.ts'
import { languageCode } from '../../../platform/spreadsheet/language-text.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { EntryInput } from '../entry.schema.ts'
import { readAges } from './sheet-age.ts'
import type { SheetColumn } from './sheet-column.ts'
import { readDuration } from './sheet-duration.ts'
import { readOpenings } from './sheet-opening.ts'
import type { SheetProblemKind } from './sheet-problem.ts'
import { readCost, readCount, readDays, readPlaces, readYesNo } from './sheet-text.ts'
import { codeOf, readNames, readWords, type WordList } from './sheet-words.ts'

/**
 * What was read of a cell: fields of the entry's form. `beside` is what it says of a field that has a column of its own, and counts where that
 * column does not say it. `rest` is what was not understood, `problem` why.
 */
export type CellRead = {
  input?: Partial<EntryInput>
  beside?: { freePlaces: string }
  rest?: string
  problem?: SheetProblemKind
}

type Reader = (cell: string, today: CalendarDay) => CellRead

const unread = (problem: SheetProblemKind): CellRead => ({ problem })
const text =
  (field: keyof EntryInput): Reader =>
  (cell) => ({ input: { [field]: cell } })

const one =
  (field: keyof EntryInput, list: WordList, problem: SheetProblemKind): Reader =>
  (cell) => {
    const code = codeOf(list, cell)
    return code ? { input: { [field]: code } } : unread(problem)
  }

const several =
  (field: keyof EntryInput, list: WordList): Reader =>
  (cell) => {
    const { codes, rest } = readWords(list, cell)
    if (codes.length === 0) return unread('words')
    return { input: { [field]: codes }, ...(rest.length > 0 ? { rest: rest.join('; '), problem: 'words' } : {}) }
  }

const count =
  (field: keyof EntryInput): Reader =>
  (cell) => {
    const number = readCount(cell)
    return number === undefined ? unread('count') : { input: { [field]: String(number) } }
  }

const places: Reader = (cell) => {
  const both = readPlaces(cell)
  if (both) return { input: { capacity: String(both.all) }, beside: { freePlaces: String(both.free) } }
  const all = readCount(cell)
  return all === undefined ? unread('count') : { input: { capacity: String(all) } }
}

const waiting: Reader = (cell) => {
  const read = readDays(cell)
  if (!read) return unread('days')
  return {
    input: { waitingDays: String(read.days) },
    ...(read.span ? { rest: cell, problem: 'longest' as const } : {}),
  }
}

const day =
  (field: keyof EntryInput): Reader =>
  (cell, today) => {
    const read = readDay(cell, today)
    return 'day' in read && read.day <= today ? { input: { [field]: read.day } } : unread('day')
  }

/** Names parted by semicolons or lines; commas belong to them. */
const list =
  (field: keyof EntryInput): Reader =>
  (cell) => ({ input: { [field]: cell.replace(/[•|]+/g, ';') } })

const languages: Reader = (cell) => {
  const codes = new Set<string>()
  const rest: string[] = []
  const codeFor = (part: string) => languageCode(part) ?? (/^[a-z]{2,3}$/.test(part) ? part : undefined)
  for (const part of readNames(cell, (whole) => codeFor(whole) !== undefined)) {
    const code = codeFor(part)
    if (code) codes.add(code)
    else rest.push(part)
  }
  if (codes.size === 0) return unread('languages')
  return {
    input: { languages: [...codes] },
    ...(rest.length > 0 ? { rest: rest.join('; '), problem: 'languages' } : {}),
  }
}

const EMAIL = /[^\s@,;<>"()]+@[^\s@,;<>"()]+\.[^\s@,;<>"().]{2,}/
const PHONE = /(?:\+|0)\d[\d\s()/-]{5,}\d/

/** A name, often with an address and a number in the same cell. */
const contact: Reader = (cell) => {
  const email = EMAIL.exec(cell)?.[0]
  const left = email ? cell.replace(email, ' ') : cell
  const phone = PHONE.exec(left)?.[0]
  const name = (phone ? left.replace(phone, ' ') : left)
    .replace(/\b(?:e-?post|mejl|mail|tel|telefon|tfn|mobil)\b\.?:?/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:/<>()–-]+|[\s,;:/<>()–-]+$/g, '')
  if (!email && !phone) return { input: { contactName: cell } }
  return {
    input: {
      ...(name ? { contactName: name } : {}),
      ...(email ? { contactEmail: email } : {}),
      ...(phone ? { contactPhone: phone } : {}),
    },
  }
}

const ages: Reader = (cell) => {
  const read = readAges(cell)
  if (!read) return unread('ages')
  const { ageFrom, ageTo } = read
  if (ageFrom === 0 && ageTo === null) return { input: { allAges: 'yes' } }
  return { input: { ageFrom: ageFrom === null ? '' : String(ageFrom), ageTo: ageTo === null ? '' : String(ageTo) } }
}

const oneAge =
  (field: 'ageFrom' | 'ageTo'): Reader =>
  (cell) => {
    const read = readAges(cell)
    const age = read?.[field] ?? read?.ageFrom ?? read?.ageTo
    return age === undefined || age === null ? unread('ages') : { input: { [field]: String(age) } }
  }

const duration: Reader = (cell) => {
  const read = readDuration(cell)
  if (!read) return unread('duration')
  const { from, to, unit } = read
  return { input: { durationFrom: String(from ?? ''), durationTo: String(to ?? ''), durationUnit: unit } }
}

const openings: Reader = (cell) => {
  const read = readOpenings(cell)
  if (!read) return unread('openings')
  const input = read.map((opening) => ({
    fromOn: opening.fromOn ?? '',
    untilOn: opening.untilOn ?? '',
    weekdays: opening.weekdays,
    opensAt: opening.opensAt ?? '',
    closesAt: opening.closesAt ?? '',
    note: opening.note,
  }))
  return { input: { openings: input } }
}

const cost: Reader = (cell) => {
  const kronor = readCost(cell)
  return kronor === undefined ? unread('cost') : { input: { costKr: String(kronor) } }
}

const isPublic: Reader = (cell) => {
  const yes = readYesNo(cell)
  return yes === undefined ? unread('yesNo') : { input: { public: yes ? 'yes' : 'no' } }
}

/** Columns whose cells name something of the map (authority, provider, places, ways) are read in `sheet-reference.ts`. */
export type NamingColumn =
  | 'authority'
  | 'unit'
  | 'provider'
  | 'places'
  | 'area'
  | 'intakeUnit'
  | 'onward'
  | 'parallel'
  | 'entryId'

export const READERS: Record<Exclude<SheetColumn, NamingColumn>, Reader> = {
  kind: one('kind', 'kind', 'kind'),
  name: text('name'),
  otherNames: list('otherNames'),
  sector: one('sector', 'sector', 'words'),
  status: one('status', 'status', 'words'),
  public: isPublic,
  targetGroups: several('targetGroups', 'target'),
  ages,
  ageFrom: oneAge('ageFrom'),
  ageTo: oneAge('ageTo'),
  needLevels: several('needLevels', 'need'),
  workDistances: several('workDistances', 'distance'),
  method: text('method'),
  capacity: places,
  capacityOn: day('capacityOn'),
  freePlaces: count('freePlaces'),
  freePlacesOn: day('freePlacesOn'),
  queued: count('queued'),
  queuedOn: day('queuedOn'),
  waitingDays: waiting,
  waitingDaysOn: day('waitingDaysOn'),
  duration,
  conditions: text('conditions'),
  languages,
  openings,
  contactName: contact,
  contactEmail: (cell) => ({ input: { contactEmail: cell.replace(/^mailto:/i, '') } }),
  contactPhone: (cell) => ({ input: { contactPhone: /^[1-9]\d{7,8}$/.test(cell) ? `0${cell}` : cell } }),
  website: text('website'),
  waysIn: several('waysIn', 'way'),
  howToRefer: text('howToRefer'),
  receiverNeeds: text('receiverNeeds'),
  parallelNote: text('parallelNote'),
  costKr: cost,
  costNote: text('costNote'),
  aboutSv: text('aboutSv'),
  aboutEasy: text('aboutEasy'),
  aboutEn: text('aboutEn'),
  aboutAr: text('aboutAr'),
  searchWords: list('searchWords'),
  externalRef: text('externalRef'),
}

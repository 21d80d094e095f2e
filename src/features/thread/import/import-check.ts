import { type CalendarDay, earlier } from '../../../shared/calendar-day.ts'
import { type FilePerson, gatherPeople, stateOf } from './import-person.ts'
import { isError, type Problem, type ProblemKind } from './import-problem.ts'
import { type PersonFacts, type ReadRow, type RowReader, readRow } from './import-row.ts'
import { type Columns, type Target, trackTarget } from './import-target.ts'

/** The column a fact stands in. */
const columnOf = (columns: Columns, fact: keyof PersonFacts): number | null =>
  columns.get((fact === 'destinationText' ? 'destination' : fact) as Target) ?? null

/** Facts that say nothing without another one. */
const UNUSED = [
  ['referredBy', 'referralOn'],
  ['destination', 'dischargedOn'],
  ['contactSince', 'contact'],
] as const satisfies readonly (readonly [keyof PersonFacts, keyof PersonFacts])[]

/** What the facts of one person say against each other. */
export function checkPerson(person: FilePerson, columns: Columns, today: CalendarDay): Problem[] {
  const { facts, from, tracks, rows } = person
  const problems: Problem[] = []
  const tell = (fact: keyof PersonFacts | null, kind: ProblemKind, detail: Problem['detail'] = {}) =>
    problems.push({
      row: (fact && from[fact]) ?? rows[0]!,
      column: fact && columnOf(columns, fact),
      kind,
      value: fact && typeof facts[fact] === 'string' ? String(facts[fact]) : '',
      detail,
    })
  const before = (later: keyof PersonFacts, earlier: keyof PersonFacts) => {
    const [a, b] = [facts[later], facts[earlier]]
    if (typeof a === 'string' && typeof b === 'string' && a < b) tell(later, 'dayOrder', { field: earlier, day: b })
  }
  /** The cell is there, but could not be read: that has been said already. */
  const unread = (target: Target, row?: number) => {
    const column = columns.get(target)
    return person.problems.some(
      (problem) => problem.column === column && isError(problem) && (row === undefined || problem.row === row),
    )
  }
  const state = stateOf(person)
  const nobody = person.problems.some(({ kind }) => kind === 'nobody')
  if (!facts.name && !nobody && !unread('name')) tell('name', 'nameMissing')
  before('intakeOn', 'referralOn')
  before('dischargedOn', 'referralOn')
  before('dischargedOn', 'intakeOn')
  before('dischargedOn', 'contactSince')
  if (state === 'queued' && !facts.referralOn && !unread('referralOn'))
    tell(facts.state ? 'state' : null, 'queueReferral')
  if (state === 'discharged' && !facts.dischargedOn && !unread('dischargedOn')) tell('state', 'dischargeDay')
  if (state !== 'discharged' && facts.dischargedOn) tell('dischargedOn', 'notDischarged')
  for (const [fact, other] of UNUSED)
    if (facts[fact] && !facts[other] && !unread(other)) tell(fact, 'notUsed', { field: other })
  if (facts.contact?.until && state !== 'discharged') tell('contact', 'contactLeft', { name: facts.contact.name })

  if (!facts.intakeOn && state !== 'queued' && !nobody && !unread('intakeOn'))
    tell(null, 'intakeAssumed', { day: intakeOn(person, today) })
  for (const track of tracks) {
    const about = (field: 'hours' | 'startOn' | 'endOn', kind: ProblemKind, detail: Problem['detail'] = {}) =>
      problems.push({
        row: track.row,
        column: columns.get(trackTarget(track.nth, field)) ?? columns.get(trackTarget(track.nth, 'name')) ?? null,
        kind,
        value: track.name,
        detail,
      })
    const startOn = trackStart(track.startOn, person, today)
    const field = (name: 'hours' | 'startOn') => unread(trackTarget(track.nth, name), track.row)
    if (track.quarterHours === undefined && !field('hours')) about('hours', 'hoursMissing')
    if (track.startOn === undefined && !field('startOn')) about('startOn', 'trackStart', { day: startOn })
    if (track.endOn && track.endOn < startOn) about('endOn', 'dayOrder', { field: 'startOn', day: startOn })
    if (state === 'discharged' && facts.dischargedOn && startOn > facts.dischargedOn)
      about('startOn', 'dayOrder', { field: 'track', day: facts.dischargedOn })
  }
  return problems
}

/**
 * The day the team took the person in. Where the file does not say: the first day it knows the person in the team, for
 * somebody discharged the referral, at last today.
 */
export function intakeOn({ facts, tracks, ...person }: FilePerson, today: CalendarDay): CalendarDay {
  if (facts.intakeOn) return facts.intakeOn
  const days = [facts.contactSince, ...tracks.map((track) => track.startOn)].filter((day) => day !== undefined)
  if (days.length > 0) return days.reduce(earlier, today)
  const ended = stateOf({ facts, tracks, ...person }) === 'discharged'
  return (ended ? (facts.referralOn ?? facts.dischargedOn) : undefined) ?? today
}

/** When a track began, where the file does not say: with the intake, or with the referral of somebody who waits. */
export const trackStart = (said: CalendarDay | undefined, person: FilePerson, today: CalendarDay): CalendarDay =>
  said ?? (stateOf(person) === 'queued' ? (person.facts.referralOn ?? today) : intakeOn(person, today))

type FileRow = { number: number; cells: readonly string[] }

/** Rows worked on before others get their turn. */
export const TURN = 200

/**
 * Reads all rows and brings them together, with every problem of each person. Rows with nothing in the chosen columns are passed over. Stops after
 * each `TURN` of them, so that a long list holds up nobody.
 */
export function* readingPeople(rows: readonly FileRow[], reader: RowReader): Generator<void, FilePerson[]> {
  const read: ReadRow[] = []
  for (const [at, row] of rows.entries()) {
    const one = readRow(row, reader)
    if (isFilled(one)) read.push(one)
    if (at % TURN === 0) yield
  }
  const people = gatherPeople(read)
  for (const [at, person] of people.entries()) {
    person.problems.push(...checkPerson(person, reader.columns, reader.today))
    if (at % TURN === 0) yield
  }
  return people
}

/** The same in one go. */
export function readPeople(rows: readonly FileRow[], reader: RowReader): FilePerson[] {
  const reading = readingPeople(rows, reader)
  for (;;) {
    const step = reading.next()
    if (step.done) return step.value
  }
}

const isFilled = ({ facts, tracks, problems }: ReadRow): boolean =>
  Object.keys(facts).length > 0 || tracks.length > 0 || problems.length > 0

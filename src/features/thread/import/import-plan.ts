import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { foldName } from '../../../shared/text.ts'
import type { ThreadState } from '../participant.ts'
import { intakeOn, trackStart } from './import-check.ts'
import { type FilePerson, stateOf } from './import-person.ts'
import { isError, type Problem, type ProblemKind } from './import-problem.ts'
import type { PersonFacts, TrackFacts } from './import-row.ts'
import type { Columns, Target } from './import-target.ts'

/** A participant already here, as far as the viewer may see them. */
export type Existing = {
  threadId: string
  /** Held by the viewer's team: it may be added to. Otherwise only seen, through a disclosure. */
  held: boolean
  /** Protected, and the viewer is not one of the named users: brought in before, and not touched again. */
  hidden: boolean
  state: ThreadState
  /** Carried by the viewer's team: contacts are its own. */
  carried: boolean
  nameKey: string
  personNumber: string | null
  phone: string
  email: string
  ownWords: string
  /** Days on which a referral was sent, or the thread opened. */
  days: readonly CalendarDay[]
  contacts: readonly { userId: string; untilOn: CalendarDay | null }[]
  tracks: readonly { name: string; startOn: CalendarDay }[]
  /** Digests of what has been brought in before. */
  marks: ReadonlySet<string>
}

/** Participants already here, by everything that recognises them. */
export type Here = {
  byNumber: ReadonlyMap<string, Existing>
  byMark: ReadonlyMap<string, Existing>
  byName: ReadonlyMap<string, readonly Existing[]>
}

export type Additions = {
  phone?: string
  email?: string
  ownWords?: string
  number?: PersonFacts['number']
  contact?: { userId: string; fromOn: CalendarDay }
  tracks: TrackFacts[]
}

export type Outcome = 'new' | 'added' | 'same' | 'bad'

/** What becomes of a person of the file. `marks` are written with it. */
export type Planned =
  | { outcome: 'new'; person: FilePerson; marks: string[] }
  | { outcome: 'added'; person: FilePerson; existing: Existing; additions: Additions; marks: string[] }
  | { outcome: 'same'; person: FilePerson; existing: Existing }
  | { outcome: 'bad'; person: FilePerson }

export type Planner = { here: Here; columns: Columns; today: CalendarDay; digest: (text: string) => string }

/** Everything that recognises a person of the file when they come again. */
export function keysOf({ facts, key }: FilePerson): string[] {
  const keys = new Set([key])
  if (facts.number) keys.add(`number|${facts.number.digits12}`)
  if (facts.externalId) keys.add(`external|${foldName(facts.externalId)}`)
  return [...keys].map((one) => `key|${one}`)
}

const trackMark = (track: TrackFacts): string => `track|${foldName(track.name)}|${track.startOn ?? ''}`
const contactMark = ({ contact, contactSince }: Partial<PersonFacts>): string =>
  `contact|${contact?.userId ?? ''}|${contactSince ?? ''}`
const factMark = (fact: string, value: string): string => `${fact}|${foldName(value)}`
const storedName = ({ name }: Partial<PersonFacts>): string => foldName(`${name?.family ?? ''} ${name?.given ?? ''}`)

/** Every mark of a person, so that each thing is brought in once. */
function marksOf(person: FilePerson): string[] {
  const { facts, tracks } = person
  const said = (['phone', 'email', 'ownWords'] as const).flatMap((fact) =>
    facts[fact] ? [factMark(fact, facts[fact])] : [],
  )
  return [...keysOf(person), ...said, ...tracks.map(trackMark), ...(facts.contact ? [contactMark(facts)] : [])]
}

/**
 * Decides what becomes of a person: somebody new, something added to a thread the team already has, or nothing. What
 * stands here already is never overwritten. Problems that only show here are added to the person's.
 */
export function planPerson(person: FilePerson, { here, columns, today, digest }: Planner): Planned {
  const { facts } = person
  const tell = (fact: keyof PersonFacts | null, kind: ProblemKind, detail: Problem['detail'] = {}) =>
    person.problems.push({
      row: (fact && person.from[fact]) ?? person.rows[0]!,
      column: (fact && columns.get(fact as Target)) ?? null,
      kind,
      value: '',
      detail,
    })
  const existing = found(person, here, digest)
  if (existing && !existing.held) tell(facts.number ? 'number' : null, 'elsewhere')
  if (existing?.personNumber && facts.number && existing.personNumber !== facts.number.digits12)
    tell('number', 'otherNumber')
  if (person.problems.some(isError)) return { outcome: 'bad', person }
  if (existing?.hidden) return { outcome: 'same', person, existing }
  const marks = marksOf(person).map(digest)
  if (!existing) {
    if ((here.byName.get(storedName(facts)) ?? []).length > 0) tell('name', 'sameNameHere')
    return { outcome: 'new', person, marks }
  }
  const additions = addTo(existing)
  const news = marks.filter((mark) => !existing.marks.has(mark))
  return isNothing(additions)
    ? { outcome: 'same', person, existing }
    : { outcome: 'added', person, existing, additions, marks: news }

  function addTo(thread: Existing): Additions {
    const before = (mark: string) => thread.marks.has(digest(mark))
    const known = keysOf(person).some(before)
    const result: Additions = { tracks: [] }
    const ended = thread.state === 'discharged'
    for (const fact of ['phone', 'email', 'ownWords'] as const) {
      const value = facts[fact]
      if (!value || before(factMark(fact, value))) continue
      if (thread[fact] === '') result[fact] = value
      else if (foldName(thread[fact]) !== foldName(value)) tell(fact, 'kept')
    }
    if (facts.number && !thread.personNumber) result.number = facts.number
    if (!known && facts.name && storedName(facts) !== thread.nameKey) tell('name', 'kept')
    const state = stateOf(person)
    if (!known && state !== (thread.state === 'active' || ended ? thread.state : 'queued'))
      tell(facts.state ? 'state' : null, 'stateKept')
    for (const track of person.tracks) {
      const startOn = trackStart(track.startOn, person, today)
      const there = thread.tracks.some(
        (one) => foldName(one.name) === foldName(track.name) && (one.startOn === startOn || !track.startOn),
      )
      if (!there && !before(trackMark(track)) && !ended) result.tracks.push(track)
    }
    const { contact } = facts
    const isNews =
      contact && !before(contactMark(facts)) && !thread.contacts.some((one) => one.userId === contact.userId)
    if (contact && isNews && !ended && state !== 'discharged') {
      const open = thread.contacts.some((one) => one.untilOn === null || one.untilOn >= today)
      if (open || !thread.carried) tell('contact', 'contactKept')
      else result.contact = { userId: contact.userId, fromOn: facts.contactSince ?? today }
    }
    return result
  }
}

const isNothing = ({ tracks, ...rest }: Additions): boolean => tracks.length === 0 && Object.keys(rest).length === 0

function found(person: FilePerson, here: Here, digest: (text: string) => string): Existing | undefined {
  const { facts } = person
  if (facts.number) {
    const same = here.byNumber.get(facts.number.digits12)
    if (same) return same
  }
  for (const key of keysOf(person)) {
    const marked = here.byMark.get(digest(key))
    if (marked) return marked
  }
  if (facts.number || facts.externalId || !facts.referralOn) return undefined
  return here.byName.get(storedName(facts))?.find((one) => one.held && one.days.includes(facts.referralOn!))
}

/** How many people of each outcome. */
export const countOutcomes = (planned: readonly Planned[]): Record<Outcome, number> => {
  const counts: Record<Outcome, number> = { new: 0, added: 0, same: 0, bad: 0 }
  for (const { outcome } of planned) counts[outcome] += 1
  return counts
}

/** What comes with the people who are brought in or added to. */
export function countParts(planned: readonly Planned[]): {
  tracks: number
  contacts: number
  waiting: number
  discharged: number
} {
  const parts = { tracks: 0, contacts: 0, waiting: 0, discharged: 0 }
  for (const one of planned) {
    if (one.outcome === 'added') {
      parts.tracks += one.additions.tracks.length
      parts.contacts += one.additions.contact ? 1 : 0
    }
    if (one.outcome !== 'new') continue
    const state = stateOf(one.person)
    parts.tracks += one.person.tracks.length
    parts.contacts += one.person.facts.contact ? 1 : 0
    parts.waiting += state === 'queued' ? 1 : 0
    parts.discharged += state === 'discharged' ? 1 : 0
  }
  return parts
}

/** The day a person was taken in, where the thread needs one. */
export const takenInOn = (person: FilePerson, today: CalendarDay): CalendarDay | null =>
  stateOf(person) === 'queued' ? null : intakeOn(person, today)

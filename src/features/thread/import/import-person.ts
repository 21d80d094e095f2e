import { type CalendarDay, earlier } from '../../../shared/calendar-day.ts'
import { foldName } from '../../../shared/text.ts'
import type { Problem, ProblemKind } from './import-problem.ts'
import type { PersonFacts, ReadRow, TrackFacts } from './import-row.ts'
import type { ImportedState } from './import-value.ts'

/** A person of the file: what all rows about them say together. */
export type FilePerson = {
  rows: number[]
  facts: Partial<PersonFacts>
  /** The row each fact was read from. */
  from: Partial<Record<keyof PersonFacts, number>>
  tracks: TrackFacts[]
  problems: Problem[]
  /** What recognises the person when the same file comes again: the number, else the external id, else name and referral day. */
  key: string
}

/** Name and referral day: what recognises a person who has neither number nor case id. */
export const nameKey = (facts: Partial<PersonFacts>): string =>
  `name|${foldName(`${facts.name?.family ?? ''} ${facts.name?.given ?? ''}`)}|${facts.referralOn ?? ''}`

function keyOf({ number, externalId, name, ...facts }: Partial<PersonFacts>): string | undefined {
  if (number) return `number|${number.digits12}`
  if (externalId) return `external|${foldName(externalId)}`
  return name && nameKey({ name, ...facts })
}

const shown = (name: PersonFacts['name'] | undefined): string => foldName(`${name?.given ?? ''} ${name?.family ?? ''}`)
const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : foldName(String(value)))
const isSame = (key: keyof PersonFacts, a: unknown, b: unknown): boolean =>
  key === 'name' ? shown(a as PersonFacts['name']) === shown(b as PersonFacts['name']) : asText(a) === asText(b)

const trackKey = (track: TrackFacts): string => `${foldName(track.name)}|${track.startOn ?? ''}`

/**
 * Brings the rows of each person together. Several rows are one person when number, case id, or name and referral day are
 * the same; a row without any of them, or with only the name of the row above, goes on about the person above.
 */
export function gatherPeople(rows: readonly ReadRow[]): FilePerson[] {
  const people: FilePerson[] = []
  const byKey = new Map<string, FilePerson>()
  let above: FilePerson | undefined
  for (const row of rows) {
    const person = personOf(row)
    merge(person, row)
    const { number, externalId } = person.facts
    for (const key of [
      person.key,
      number && `number|${number.digits12}`,
      externalId && `external|${foldName(externalId)}`,
    ])
      if (key && !byKey.has(key)) byKey.set(key, person)
    above = person
  }
  tellSameNames(people)
  return people

  function personOf(row: ReadRow): FilePerson {
    const { facts } = row
    const key = keyOf(facts)
    const external = facts.externalId ? byKey.get(`external|${foldName(facts.externalId)}`) : undefined
    const found = (key && byKey.get(key)) ?? external
    if (found) return found
    const unreadable = row.problems.some((problem) => problem.kind.startsWith('number'))
    const goesOn =
      above !== undefined &&
      !facts.number &&
      !facts.externalId &&
      !unreadable &&
      !facts.referralOn &&
      (!facts.name || shown(facts.name) === shown(above.facts.name))
    if (goesOn && above) return above
    const fresh: FilePerson = { rows: [], facts: {}, from: {}, tracks: [], problems: [], key: key ?? `row|${row.row}` }
    if (!facts.name && !facts.number && !facts.externalId && !unreadable) fresh.problems.push(remark(row.row, 'nobody'))
    people.push(fresh)
    return fresh
  }
}

const remark = (row: number, kind: ProblemKind, detail: Problem['detail'] = {}): Problem => ({
  row,
  column: null,
  kind,
  value: '',
  detail,
})

/** Adds what a row says. What contradicts an earlier row is a problem, also when each alone would do. */
function merge(person: FilePerson, { row, facts, tracks, problems }: ReadRow): void {
  const first = person.rows.length === 0
  let news = problems.length > 0
  person.rows.push(row)
  person.problems.push(...problems)
  for (const key of Object.keys(facts) as (keyof PersonFacts)[]) {
    const value = facts[key]
    const before = person.facts[key]
    if (before === undefined) {
      Object.assign(person.facts, { [key]: value })
      person.from[key] = row
      news = true
    } else if (!isSame(key, before, value)) {
      const kind = key === 'number' ? 'twoPeople' : 'conflict'
      person.problems.push(remark(row, kind, { field: key, otherRow: person.from[key] ?? 0 }))
      news = true
    }
  }
  for (const track of tracks) {
    const same = person.tracks.find((known) => trackKey(known) === trackKey(track))
    if (!same) {
      person.tracks.push(track)
      news = true
    } else if (same.quarterHours !== track.quarterHours || same.endOn !== track.endOn || same.place !== track.place) {
      person.problems.push(remark(row, 'trackConflict', { otherRow: same.row }))
      news = true
    }
  }
  if (!first && !news) person.problems.push(remark(row, 'duplicateRow', { otherRow: person.rows[0]! }))
}

/** Two people of one name may be one person written twice: the reader decides. */
function tellSameNames(people: readonly FilePerson[]): void {
  const byName = new Map<string, FilePerson>()
  for (const person of people) {
    const name = shown(person.facts.name)
    if (name === '') continue
    const other = byName.get(name)
    if (other) person.problems.push(remark(person.rows[0]!, 'sameNameInFile', { otherRow: other.rows[0]! }))
    else byName.set(name, person)
  }
}

/**
 * Where the person stands, said or to be understood: an end makes a discharge, an intake, a contact or a track a place in
 * the team, a referral alone a place in the queue.
 */
export function stateOf({ facts, tracks }: Pick<FilePerson, 'facts' | 'tracks'>): ImportedState {
  if (facts.state) return facts.state
  if (facts.dischargedOn) return 'discharged'
  if (facts.intakeOn || facts.contact || tracks.length > 0) return 'active'
  return facts.referralOn ? 'queued' : 'active'
}

/** The first day anything is known about the person, never after today. */
export function openedOn({ facts, tracks }: Pick<FilePerson, 'facts' | 'tracks'>, today: CalendarDay): CalendarDay {
  const days = [
    facts.referralOn,
    facts.intakeOn,
    facts.contactSince,
    facts.dischargedOn,
    ...tracks.map((t) => t.startOn),
  ]
  return days.reduce((first: CalendarDay, day) => (day ? earlier(first, day) : first), today)
}

import { calendarDay, type DayNumber, weekday, weekdayBefore } from '../day-number.ts'
import type { Person } from '../person.ts'
import { early, late, myChoice, support, type TrackKind, talks } from '../texts/tracks.ts'
import { crew, type Home, type Team } from '../world.ts'
import { begin, type Setting, type Told } from './beginning.ts'
import { agreeAsUsual } from './consents.ts'
import { type Contacts, contacts, plannedChanges } from './contacts.ts'
import { addSteps, tellHousehold, writeNote, writeNotes } from './daily.ts'
import { type Destination, discharge, reopen } from './ending.ts'
import { accept, noteVisit, planVisit, queue, receive, send, someDaysLater, takeIn } from './referral.ts'
import { runTrack } from './tracks.ts'

export type CoursePlan = {
  team: Team
  home: Home
  intake: DayNumber
  /** The last day, or null while it goes on. */
  until: DayNumber | null
  destination?: Destination
  /** A pause of the whole thread: discharged on the first day, taken up again on the second. */
  break?: readonly [DayNumber, DayNumber]
}

/** From the first referral to today or to discharge, as the two teams usually work. */
export function teamCourse(setting: Setting, person: Person, plan: CoursePlan): Told {
  const { random } = setting
  const { team, intake, until } = plan
  const first = random.pick(crew[team].slice(0, 2))
  const told =
    team === 'norrby' ? throughTheQueue(setting, person, plan, first) : straightIn(setting, person, plan, first)
  const stretches: (readonly [DayNumber, DayNumber | null])[] = plan.break
    ? [
        [intake, plan.break[0]],
        [plan.break[1], until],
      ]
    : [[intake, until]]
  let previous: ReturnType<typeof discharge> | undefined
  for (const [from, to] of stretches) {
    if (previous) reopen(told, previous, crew[team][2], from)
    previous = carry(told, team, first, from, to, to === until ? plan.destination : 'work')
  }
  return told
}

/** The people who may see a protected identity besides who refers: the contact and the leader, named by name. */
const namedIn = (person: Person, team: Team, first: string): string[] =>
  person.protection === 'none' ? [] : [first, crew[team][2]]

function throughTheQueue(setting: Setting, person: Person, { team, home, intake }: CoursePlan, first: string): Told {
  const { random } = setting
  const entered = weekday(intake - random.int(48, 130))
  const visit = weekday(entered - random.int(1, 9))
  const received = weekday(visit - random.int(9, 24))
  const sent = weekday(received - random.int(2, 12))
  const drafted = weekday(sent - random.int(0, 6))
  const told = begin(setting, person, home, drafted, namedIn(person, team, first))
  const referral = send(told, team, drafted, sent)
  receive(told, referral, received)
  planVisit(told, referral, weekday(received + random.int(0, 4)), visit)
  noteVisit(told, referral, visit, 'done')
  const entry = queue(told, referral, entered, random.chance(0.08) ? 500 : 1000)
  if (random.chance(0.6)) writeNote(told, home, told.caseworker, drafted, 'notes')
  if (random.chance(0.12)) {
    const missed = weekdayBefore(intake - 14)
    told.c.change(entry, { noShows: 1 })
    told.c.event('intake-no-show', missed, crew[team][2], entry, { day: calendarDay(missed), count: 1 })
  }
  takeIn(told, referral, intake, entry)
  return told
}

function straightIn(setting: Setting, person: Person, { team, home, intake }: CoursePlan, first: string): Told {
  const { random } = setting
  const visit = weekdayBefore(intake - random.int(4, 9))
  const received = weekdayBefore(visit - random.int(2, 5))
  const sent = weekdayBefore(received - random.int(0, 3))
  const drafted = weekdayBefore(sent - random.int(0, 2))
  const told = begin(setting, person, home, drafted, namedIn(person, team, first))
  const referral = send(told, team, drafted, sent)
  receive(told, referral, received)
  planVisit(told, referral, received, visit)
  noteVisit(told, referral, visit, 'done')
  accept(told, referral, someDaysLater(told, visit, 0, 3, intake))
  takeIn(told, referral, intake)
  return told
}

/** A stretch with a team: contacts, tracks, notes, steps, consents; its end when it has one. */
function carry(
  told: Told,
  team: Team,
  first: string,
  from: DayNumber,
  until: DayNumber | null,
  destination: Destination = 'other',
) {
  const { c } = told
  const { random } = c
  const last = until ?? weekdayBefore(c.today - 1)
  const sequential = team === 'norrby'
  const only = told.person.protection === 'none' ? undefined : ([first] as const)
  const changes = plannedChanges(told, team, first, from, last, {
    every: sequential ? 170 : 300,
    told: sequential ? 0.45 : 0.95,
    gap: sequential ? 0.35 : 0,
    ...(only ? { only } : {}),
  })
  const people = contacts(told, team, from, first, changes)
  const by = (day: DayNumber): string => people.at(day)
  if (told.home === 'support' && random.chance(0.75)) knownSupport(told, team, by, from, until)
  if (sequential) oneByOne(told, team, by, from, until, destination)
  else together(told, team, by, from, until, destination)
  writeNotes(told, team, by, from, last, sequential ? 66 : 46)
  addSteps(told, team, by, from, last, sequential ? 110 : 75, until === null ? openSteps(told) : 0)
  agreeAsUsual(told, team, by, from, last)
  if (random.chance(0.45)) tellHousehold(told, team, by(from), Math.min(weekday(from + random.int(2, 15)), last))
  return until === null ? undefined : finish(told, team, people, until, destination)
}

/** A few who are in progress lack a next step; their team is to see it. */
const openSteps = ({ c }: Told): number => (c.random.chance(0.1) ? 0 : c.random.int(1, 3))

function finish(told: Told, team: Team, people: Contacts, until: DayNumber, destination: Destination) {
  const by = people.at(until)
  const row = discharge(told, team, by, until, destination)
  people.end(until, by)
  return row
}

/** Income support, as the person told it when the team began. */
function knownSupport(
  told: Told,
  team: Team,
  by: (day: DayNumber) => string,
  from: DayNumber,
  until: DayNumber | null,
): void {
  const on = Math.min(weekday(from + 2), until ?? weekdayBefore(told.c.today - 1))
  runTrack(told, { kind: support, from: on, until, by: by(from), unit: team }, 'other')
}

const OUTCOME = {
  work: 'work',
  studies: 'studies',
  right_benefit: 'other',
  care: 'ill_health',
  moved: 'other',
  other: 'interrupted',
} as const

/** One thing after the other, with time in between. */
function oneByOne(
  told: Told,
  team: Team,
  by: (day: DayNumber) => string,
  from: DayNumber,
  until: DayNumber | null,
  destination: Destination,
): void {
  const { c } = told
  const { random } = c
  const last = until ?? weekdayBefore(c.today - 1)
  const kinds = [
    myChoice,
    ...random.some(early, random.int(1, 2)),
    ...random.some(late, 2),
    ...random.some(early, 2),
    ...random.some(late, 3),
  ]
  let day = weekday(from + random.int(2, 20))
  for (const kind of kinds) {
    if (day > last - 10) return
    const end = weekday(day + random.int(kind.weeks[0], kind.weeks[1]) * 7)
    if (end >= last - 5) {
      runTrack(told, { kind, from: day, until, by: by(day), unit: team }, OUTCOME[destination])
      return
    }
    runTrack(told, { kind, from: day, until: end, by: by(day), unit: team })
    day = weekday(end + (random.chance(0.4) ? random.int(3, 12) : random.int(20, 75)))
  }
}

/** Several at once, from the first weeks on; whoever is in progress has at least two open. */
function together(
  told: Told,
  team: Team,
  by: (day: DayNumber) => string,
  from: DayNumber,
  until: DayNumber | null,
  destination: Destination,
): void {
  const { c } = told
  const { random } = c
  const last = until ?? weekdayBefore(c.today - 1)
  const open = (kind: TrackKind, day: DayNumber): void => {
    runTrack(told, { kind, from: Math.min(weekday(day), last), until, by: by(day), unit: team }, OUTCOME[destination])
  }
  open(talks, from + random.int(0, 4))
  const [first, second, third] = [random.pick(early), ...random.some(late, 2)] as [TrackKind, TrackKind, TrackKind]
  const firstFrom = weekday(from + random.int(2, 10))
  const firstEnd = weekday(firstFrom + random.int(first.weeks[0], first.weeks[1]) * 7)
  if (firstFrom < last - 4) {
    if (firstEnd < last - 6)
      runTrack(told, { kind: first, from: firstFrom, until: firstEnd, by: by(firstFrom), unit: team })
    else open(first, firstFrom)
  }
  const secondFrom = from + random.int(8, 35)
  if (secondFrom < last - 6) open(second, secondFrom)
  else if (until === null && firstFrom >= last - 4) open(first, last)
  const thirdFrom = from + random.int(60, 120)
  if (thirdFrom < last - 20 && random.chance(0.5)) open(third, thirdFrom)
}

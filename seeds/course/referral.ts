import { CHECKLIST_ITEMS } from '../checklist.ts'
import { calendarDay, type DayNumber, weekday } from '../day-number.ts'
import { say } from '../texts/pronouns.ts'
import {
  declineReasons,
  difficulties,
  needs,
  queueReasons,
  redirects,
  situations,
  triedBefore,
  withdrawnReasons,
} from '../texts/referral.ts'
import type { Team } from '../world.ts'
import { assign, type Told } from './beginning.ts'

const leaderOf: Record<Team, string> = { norrby: 'petra', abro: 'oskar' }

export type Sent = { about: ReturnType<Told['c']['add']>; team: Team; contact: ReturnType<typeof assign> }

const ANSWERS = ['yes', 'no', 'no', 'unknown'] as const

/** A referral as it is written: the draft. */
export function draft(told: Told, team: Team | null, on: DayNumber): ReturnType<Told['c']['add']> {
  const { c, person, home, caseworker, words } = told
  const { random } = c
  const text = [random.pick(situations), random.pick(difficulties), random.pick(needs)].join(' ')
  const answered = CHECKLIST_ITEMS.filter(() => random.chance(0.85))
  const about = c.add('referral', on, home, {
    toUnitId: team && c.world.units[team].unitId,
    reason: say(text, person.sex),
    triedBefore: random.pick(triedBefore),
    ownWords: words,
    checklist: Object.fromEntries(answered.map((item) => [item, random.pick(ANSWERS)])),
    agreedHow: team ? (random.chance(0.6) ? 'oral' : 'written') : null,
    language: person.language,
    interpreter: person.interpreter,
    languageSupport: person.interpreter && random.chance(0.3) ? 'Vill helst ha samma tolk varje gång.' : '',
    wishedStart: random.chance(0.4) ? calendarDay(on + random.int(20, 60)) : null,
    contactUserId: c.user(caseworker),
    createdBy: c.user(caseworker),
    createdAt: `${calendarDay(on)} 09:40:00+01`,
  })
  c.event('referral-drafted', on, caseworker, about)
  return about
}

/** Sent to a team: the team holds the thread from now on, and the caseworker is the person's contact meanwhile. */
export function send(told: Told, team: Team, drafted: DayNumber, on: DayNumber): Sent {
  const { c, caseworker, home } = told
  const about = draft(told, team, drafted)
  c.hold(team, on)
  c.change(about, {
    state: 'sent',
    sentOn: calendarDay(on),
    agreedOn: calendarDay(drafted),
    alsoUnitId: c.world.units[team].unitId,
  })
  c.event('referral-sent', on, caseworker, about)
  c.change(c.self, { state: 'referred' })
  return { about, team, contact: assign(told, home, caseworker, 'referrer', on) }
}

export function receive({ c }: Told, { about, team }: Sent, on: DayNumber): void {
  c.change(about, { state: 'received', receivedOn: calendarDay(on) })
  c.event('referral-received', on, leaderOf[team], about)
}

/** The visit before the decision. The day itself may still be to come. */
export function planVisit({ c }: Told, { about, team }: Sent, on: DayNumber, visit: DayNumber): void {
  c.change(about, { state: 'study_visit', studyVisitOn: calendarDay(visit), studyVisitOutcome: 'planned' })
  c.event('study-visit-planned', on, leaderOf[team], about, { day: calendarDay(visit) })
}

export function noteVisit(
  { c }: Told,
  { about, team }: Sent,
  on: DayNumber,
  outcome: 'done' | 'no_show' | 'cancelled',
): void {
  c.change(about, { studyVisitOutcome: outcome })
  c.event('study-visit-done', on, leaderOf[team], about, { outcome })
}

/** The queue is the team's own; that the person came into it and left it is told to the referrer. */
const toldToo = (entry: ReturnType<Told['c']['add']>, about: Sent['about']) => ({
  ...entry,
  row: { ...entry.row, alsoUnitId: about.row.unitId as number },
})

/** Accepted, and in the queue from that day. */
export function queue(told: Told, { about, team }: Sent, on: DayNumber, place = 1000): ReturnType<Told['c']['add']> {
  const { c } = told
  const leader = leaderOf[team]
  c.change(about, { state: 'accepted', decidedOn: calendarDay(on), decidedBy: c.user(leader) })
  c.event('referral-accepted', on, leader, about)
  const entry = c.add('queueEntry', on, team, { referralId: about.id, enteredOn: calendarDay(on), place })
  c.event('queue-entered', on, leader, toldToo(entry, about))
  if (place < 1000) {
    c.add('queueMove', on, team, {
      queueEntryId: entry.id,
      fromPlace: 3,
      toPlace: 1,
      reason: c.random.pick(queueReasons),
      movedOn: calendarDay(on),
      movedBy: c.user(leader),
    })
    c.event('queue-moved', on, leader, entry, { from: 3, to: 1 })
  }
  c.change(c.self, { state: 'queued' })
  return entry
}

type Entry = ReturnType<Told['c']['add']>

/** Called to intake on a day, which may still be to come. */
export function callToIntake({ c }: Told, { about, team }: Sent, entry: Entry, on: DayNumber, to: DayNumber): void {
  c.change(entry, { intakePlannedOn: calendarDay(to) })
  // What the referrer is told of the call.
  c.change(about, { calledOn: calendarDay(to) })
  c.event('intake-planned', on, leaderOf[team], entry, { day: calendarDay(to) })
}

/** Did not come on the day: counted, and called again later. */
export function missIntake({ c }: Told, { about, team }: Sent, entry: Entry, on: DayNumber): void {
  const noShows = (entry.row.noShows as number) + 1
  c.event('intake-no-show', on, leaderOf[team], entry, { day: entry.row.intakePlannedOn ?? null, count: noShows })
  c.change(entry, { noShows, intakePlannedOn: null })
  c.change(about, { calledOn: null })
}

/** Accepted and taken in at once, without a queue. */
export function accept({ c }: Told, { about, team }: Sent, on: DayNumber): void {
  c.change(about, { state: 'accepted', decidedOn: calendarDay(on), decidedBy: c.user(leaderOf[team]) })
  c.event('referral-accepted', on, leaderOf[team], about)
}

const endContact = ({ c, caseworker }: Told, { contact }: Sent, on: DayNumber): void => {
  c.change(contact, { untilOn: calendarDay(on) })
  c.event('assignment-ended', on, caseworker, contact)
}

/** Taken in: the team carries the person from this day. */
export function takeIn(told: Told, sent: Sent, on: DayNumber, entry?: ReturnType<Told['c']['add']>): void {
  const { c, words } = told
  const leader = leaderOf[sent.team]
  if (entry) {
    c.change(entry, { leftOn: calendarDay(on), leftHow: 'intake' })
    c.event('queue-left', on, leader, toldToo(entry, sent.about), { how: 'intake' })
  }
  c.change(sent.about, { takenInOn: calendarDay(on) })
  c.change(c.self, {
    state: 'active',
    teamUnitId: c.world.units[sent.team].unitId,
    intakeOn: calendarDay(on),
    ownWords: words,
  })
  c.event('intake', on, leader, c.self)
  endContact(told, sent, on)
}

/** The team says no, or shows another way: it lets go of the thread. */
export function decide(told: Told, sent: Sent, on: DayNumber, how: 'declined' | 'redirected'): void {
  const { c } = told
  const leader = leaderOf[sent.team]
  const decided = { decidedOn: calendarDay(on), decidedBy: c.user(leader) }
  if (how === 'declined') {
    const ground = c.random.pick(Object.keys(declineReasons))
    c.change(sent.about, {
      ...decided,
      state: 'declined',
      declineGround: ground,
      decisionReason: declineReasons[ground]!,
    })
    c.event('referral-declined', on, leader, sent.about, { ground })
  } else {
    const { to, reason } = c.random.pick(redirects)
    c.change(sent.about, { ...decided, state: 'redirected', decisionReason: reason, redirectedTo: to })
    c.event('referral-redirected', on, leader, sent.about, { unit: null })
  }
  c.release(sent.team, on)
  c.change(c.self, { state: 'begun' })
}

export function withdraw(told: Told, sent: Sent, on: DayNumber): void {
  const { c, caseworker } = told
  c.change(sent.about, {
    state: 'withdrawn',
    decidedOn: calendarDay(on),
    decidedBy: c.user(caseworker),
    decisionReason: c.random.pick(withdrawnReasons),
  })
  c.event('referral-withdrawn', on, caseworker, sent.about)
  c.release(sent.team, on)
  c.change(c.self, { state: 'begun' })
}

/** Some working days later, never after a day. */
export const someDaysLater = (told: Told, from: DayNumber, min: number, max: number, latest: DayNumber): DayNumber =>
  Math.max(from, Math.min(weekday(from + told.c.random.int(min, max)), latest))

import { type DayNumber, weekday, weekdayBefore } from '../day-number.ts'
import type { Person } from '../person.ts'
import type { Home, Team } from '../world.ts'
import { begin, type Setting, type Told } from './beginning.ts'
import { writeNote } from './daily.ts'
import {
  callToIntake,
  decide,
  draft,
  missIntake,
  noteVisit,
  planVisit,
  queue,
  receive,
  type Sent,
  send,
  withdraw,
} from './referral.ts'

/** How far a thread has come that no team carries. */
export type Stage =
  | 'single'
  | 'draft'
  | 'sent'
  | 'received'
  | 'visit-planned'
  | 'visit-missed'
  | 'visit-done'
  | 'queued'
  | 'declined'
  | 'redirected'
  | 'withdrawn'

/** A thread on its way to a team, or turned away. `on`: the day it began. */
export function shortCourse(
  setting: Setting,
  person: Person,
  stage: Stage,
  team: Team,
  home: Home,
  on: DayNumber,
): Told {
  const { random, today } = setting
  const latest = weekdayBefore(today - 1)
  const told = begin(setting, person, home, on, team === 'norrby' ? ['petra'] : ['oskar'])
  if (stage === 'single') return told
  if (stage === 'draft') {
    draft(told, random.chance(0.7) ? team : null, on)
    return told
  }
  const step = (from: DayNumber, min: number, max: number): DayNumber =>
    Math.min(weekday(from + random.int(min, max)), Math.max(from, latest))
  if (random.chance(0.4)) writeNote(told, home, told.caseworker, on, 'notes')
  const sent = step(on, 0, 4)
  const referral = send(told, team, on, sent)
  if (stage === 'sent') return told
  const received = step(sent, 1, 8)
  receive(told, referral, received)
  if (stage === 'received') return told
  if (stage === 'withdrawn') {
    withdraw(told, referral, step(received, 5, 30))
    return told
  }
  if (stage === 'redirected' || (stage === 'declined' && random.chance(0.4))) {
    decide(told, referral, step(received, 4, 16), stage === 'redirected' ? 'redirected' : 'declined')
    return told
  }
  const planned = step(received, 0, 3)
  const visit = stage === 'visit-planned' ? weekday(today + random.int(1, 12)) : step(planned, 6, 14)
  planVisit(told, referral, planned, visit)
  if (stage === 'visit-planned') return told
  noteVisit(told, referral, visit, stage === 'visit-missed' ? 'no_show' : 'done')
  if (stage === 'declined') decide(told, referral, step(visit, 1, 6), 'declined')
  if (stage === 'queued') inQueue(told, referral, step(visit, 1, 6), today)
  return told
}

/** Waits in the queue; some are moved with a reason, some called, somebody has not come. */
function inQueue(told: Told, referral: Sent, on: DayNumber, today: DayNumber): void {
  const { random } = told.c
  const entry = queue(told, referral, on, random.chance(0.2) ? 500 : 1000)
  const missed = weekdayBefore(today - random.int(3, 9))
  if (random.chance(0.3) && missed - 7 > on) {
    callToIntake(told, referral, entry, missed - 7, missed)
    missIntake(told, referral, entry, missed)
  }
  if (random.chance(0.4))
    callToIntake(told, referral, entry, Math.max(on, weekdayBefore(today - 1)), weekday(today + random.int(1, 9)))
}

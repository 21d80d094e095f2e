import { calendarDay, type DayNumber } from '../day-number.ts'
import { dischargeComments } from '../texts/notes.ts'
import type { Team } from '../world.ts'
import type { Told } from './beginning.ts'

export type Destination = 'work' | 'studies' | 'right_benefit' | 'care' | 'moved' | 'other'
const REASON: Record<Destination, readonly string[]> = {
  work: ['goal_reached'],
  studies: ['goal_reached'],
  right_benefit: ['goal_reached', 'ill_health'],
  care: ['ill_health', 'other_support'],
  moved: ['moved'],
  other: ['own_wish', 'no_contact'],
}

export function discharge(told: Told, team: Team, by: string, on: DayNumber, destination: Destination) {
  const { c } = told
  const { random } = c
  const reason = random.pick(REASON[destination])
  const talk = reason !== 'no_contact' && random.chance(0.85)
  const comments = dischargeComments[destination]!
  const row = c.add('discharge', on, team, {
    reason,
    destination,
    comment: destination === 'other' ? comments[reason === 'no_contact' ? 1 : 0]! : random.pick(comments),
    onDay: calendarDay(on),
    closingTalkOn: talk ? calendarDay(on - random.int(0, 4)) : null,
    noTalkReason: talk
      ? ''
      : reason === 'no_contact'
        ? 'Kom inte till de två tider vi erbjöd'
        : 'Ville hellre få det skriftligt',
  })
  c.change(c.self, { state: 'discharged', dischargedOn: calendarDay(on) })
  c.event('discharged', on, by, row, { reason, destination })
  return row
}

/** The same thread goes on. */
export function reopen(told: Told, ended: ReturnType<typeof discharge>, by: string, on: DayNumber): void {
  const { c } = told
  c.change(ended, {
    reopenedOn: calendarDay(on),
    reopenReason: 'Anställningen upphörde när verksamheten flyttade. Vill fortsätta där vi var.',
  })
  c.change(c.self, { state: 'active', dischargedOn: null })
  c.event('reopened', on, by, ended)
}

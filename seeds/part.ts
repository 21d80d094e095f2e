import { day } from '../src/shared/calendar-day.ts'
import { type DayNumber, dayNumber } from './day-number.ts'
import type { Row } from './tables.ts'

/** What of one thread says who takes part in it. */
export type Course = { thread: Row; referrals: readonly Row[]; discharges: readonly Row[] }

const dayOf = (row: Row, column: string): string => String(row[column] ?? '')
const latest = (days: readonly string[]): string => days.toSorted().at(-1) ?? ''

/** The day on which the course that a referral led to was ended, or nothing. */
const courseEnded = (referral: Row, discharges: readonly Row[]): string => {
  const taken = dayOf(referral, 'takenInOn')
  if (taken === '') return ''
  const ends = discharges.filter(
    (one) =>
      one.unitId === referral.toUnitId &&
      dayOf(one, 'onDay') >= taken &&
      (one.reopenedOn === null || dayOf(one, 'reopenedOn') > taken),
  )
  return ends.map((one) => dayOf(one, 'onDay')).toSorted()[0] ?? ''
}

/**
 * The last day on which a unit that holds a thread since a day took part in it; null while it does. The same as part_ended() in the migrations
 * gives; a test compares every row.
 */
export function partEnded({ thread, referrals, discharges }: Course, unitId: number, since: string): DayNumber | null {
  const carrier = thread.teamUnitId ?? thread.unitId
  const going = thread.state !== 'discharged'
  if (going && carrier === unitId) return null
  const sent = referrals.filter((one) => one.state !== 'draft')
  const own = sent.filter((one) => one.unitId === unitId || one.toUnitId === unitId)
  const intake = dayOf(thread, 'intakeOn')
  const waits = (one: Row): boolean =>
    ['sent', 'received', 'study_visit'].includes(String(one.state)) ||
    (one.state === 'accepted' && (one.takenInOn === null || dayOf(one, 'takenInOn') > intake))
  if (own.some(waits)) return null
  const led = sent.filter(
    (one) =>
      one.toUnitId === thread.teamUnitId &&
      one.takenInOn !== null &&
      intake !== '' &&
      dayOf(one, 'takenInOn') >= intake,
  )
  if (going && led.some((one) => one.unitId === unitId && courseEnded(one, discharges) === '')) return null
  const began = thread.unitId === unitId && led.length === 0
  if (going && began && discharges.length === 0) return null
  const first = discharges.map((one) => dayOf(one, 'onDay')).toSorted()[0]
  return dayNumber(
    day(
      latest([
        since,
        ...(!going && carrier === unitId ? [dayOf(thread, 'dischargedOn')] : []),
        ...(began ? [first ?? dayOf(thread, 'dischargedOn')] : []),
        ...discharges.filter((one) => one.unitId === unitId).map((one) => dayOf(one, 'onDay')),
        ...own.flatMap((one) => ['sentOn', 'decidedOn', 'takenInOn'].map((column) => dayOf(one, column))),
        ...own.filter((one) => one.unitId === unitId).map((one) => courseEnded(one, discharges)),
      ]),
    ),
  )
}

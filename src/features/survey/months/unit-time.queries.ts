import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Viewer, Visit } from '../../access/public.ts'
import { ledUnits, roundsOf } from '../round/round.queries.ts'
import { monthsBefore, type Round } from '../round/round.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import { type RoundMonth, roundMonth } from './month.queries.ts'
import type { UnitMonth } from './time-table.view.ts'

/** Active cases of a unit for some months: told by whoever knows the threads. */
export type UnitMonths = (
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  months: readonly CalendarDay[],
) => Promise<readonly UnitMonth[]>

/** So many months back, and so many rounds. */
const MONTHS = 12
const ROUNDS = 6

export type Counted = { round: Round; counted: RoundMonth }
/** Two rounds that were asked for, in their order; `wrong`: what was asked for are not two of the unit. */
type Pair = { asked: { from: string; to: string }; rounds: readonly [Counted, Counted] | 'wrong' }
/** A unit over time. */
export type UnitTime = {
  unitId: number
  unitName: string
  months: readonly UnitMonth[]
  /** The latest, in their order. */
  rounds: Counted[]
  /** All that can be chosen, the latest first. */
  all: readonly Round[]
  pair: Pair | undefined
}

/**
 * The units the viewer answers for, or one of them, each with its months and rounds; every round that is counted is written down as seen, and no
 * other.
 */
export async function unitsOverTime(
  visit: Visit,
  unitMonths: UnitMonths,
  event: 'report-seen' | 'report-taken-out',
  asked?: number,
): Promise<UnitTime[]> {
  const { tx, viewer, today } = visit
  const led = await ledUnits(tx)
  const units = viewer.roles.filter(
    ({ unitId }, at, roles) =>
      led.includes(unitId) &&
      roles.findIndex((one) => one.unitId === unitId) === at &&
      (asked === undefined || unitId === asked),
  )
  if (units.length === 0) return []
  const rounds = await roundsOf(tx, viewer)
  const months = monthsBefore(today, MONTHS).slice(1).reverse()
  const shown: UnitTime[] = []
  for (const { unitId, unitName } of units) {
    const all = rounds.filter((round) => round.unitId === unitId && round.state !== 'draft' && !round.deletedOn)
    const wanted = pairOf(visit, unitId, all)
    const extra: readonly Round[] = wanted && wanted.rounds !== 'wrong' ? wanted.rounds : []
    const seen = new Map<string, Counted>()
    for (const round of all.filter((one, at) => at < ROUNDS || extra.includes(one)).toReversed()) {
      seen.set(round.roundId, { round, counted: await roundMonth(tx, viewer, round.roundId) })
      await recordSurvey(visit, round, event, { data: { page: 'over-time' } })
    }
    const counted = (round: Round) => seen.get(round.roundId)!
    shown.push({
      ...{ unitId, unitName, all, months: await unitMonths(tx, viewer, unitId, months) },
      rounds: all.slice(0, ROUNDS).toReversed().map(counted),
      pair: wanted && {
        asked: wanted.asked,
        rounds: wanted.rounds === 'wrong' ? 'wrong' : [counted(wanted.rounds[0]), counted(wanted.rounds[1])],
      },
    })
  }
  return shown
}

/** The two rounds an address asks for in this unit, the earlier first. */
function pairOf({ c }: Visit, unitId: number, all: readonly Round[]) {
  const asked = { from: c.req.query('fran') ?? '', to: c.req.query('till') ?? '' }
  if (Number(c.req.query('enhet')) !== unitId || (asked.from === '' && asked.to === '')) return undefined
  const [from, to] = [asked.from, asked.to].map((id) => all.find(({ roundId }) => roundId === id))
  if (!from || !to || from === to) return { asked, rounds: 'wrong' as const }
  return { asked, rounds: all.indexOf(from) > all.indexOf(to) ? ([from, to] as const) : ([to, from] as const) }
}

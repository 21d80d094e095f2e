import type { Visit } from '../../access/public.ts'
import { factsOf } from '../core/facts.ts'
import { figuresOf } from '../core/figures.ts'
import { type Filter, filterOf, passes } from '../core/filter.ts'
import type { ReportTable } from '../core/report-table.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { ledUnits, roundOf, roundsOf } from '../round/round.queries.ts'
import type { Round } from '../round/round.ts'
import { fewOwnAnswers, type Numbers, type Other, plainNumbers, reportTables } from './report-content.ts'
import { ratingsOf, type WhoIsIn } from './round-survey.queries.ts'

/** The plain report of a round, for whoever leads its unit. */
export type RoundReport = {
  round: Round
  unitName: string
  filter: Filter
  /** The rated people of the round who pass the filter. */
  ratings: Rating[]
  numbers: Numbers
  who: WhoIsIn
  tables: ReportTable[]
  /** The round it is compared with, and its numbers. */
  other: Round | undefined
  compared: Other | undefined
  others: Round[]
}

/** What the address of the visit asks for; undefined where the viewer does not lead the unit, or nothing is left to count. */
export async function roundReport(visit: Visit): Promise<RoundReport | undefined> {
  const { tx, viewer, c } = visit
  const round = await roundOf(tx, viewer, c.req.param('id') ?? '')
  if (!round) return undefined
  const [led, rounds, { ratings: all, who }] = await Promise.all([
    ledUnits(tx),
    roundsOf(tx, viewer),
    ratingsOf(tx, viewer, round.roundId),
  ])
  if (round.deletedOn || !led.includes(round.unitId)) return undefined
  const query = (name: string) => c.req.query(name)
  const filter = filterOf({ sex: query('kon'), duration: query('tid'), intervention: query('insats') })
  const others = rounds.filter(
    ({ roundId, unitId, deletedOn }) => roundId !== round.roundId && !deletedOn && led.includes(unitId),
  )
  const other = others.find(({ roundId }) => roundId === query('med'))
  const ratings = all.filter((one) => passes(filter, one))
  const was = other && (await ratingsOf(tx, viewer, other.roundId)).ratings.filter((one) => passes(filter, one))
  const numbers = plainNumbers(ratings)
  const compared = was && {
    numbers: plainNumbers(was),
    isLater: other.month > round.month,
    sameUnit: other.unitId === round.unitId,
  }
  return {
    round,
    unitName: viewer.roles.find(({ unitId }) => unitId === round.unitId)?.unitName ?? '',
    filter,
    ratings,
    numbers,
    who,
    tables: reportTables(numbers, compared),
    other,
    compared,
    others,
  }
}

/** What stands first in the report as JSON. */
export const aboutReport = ({
  round,
  unitName,
  filter,
  who,
  ratings,
  other,
}: RoundReport): Record<string, unknown> => ({
  unit: unitName,
  month: round.month.slice(0, 7),
  reason_list: round.reasonList,
  filter,
  ...(other ? { compared_with: other.month.slice(0, 7) } : {}),
  people: {
    in_round: who.people,
    rated: who.rated,
    waiting: who.waiting,
    cannot_be_rated: Object.fromEntries(who.skipped.map(({ why, count }) => [why, count])),
    answered_themselves: who.selfDone,
  },
  ...factsOf(figuresOf(surveyOf(ratings))),
  ...(fewOwnAnswers(ratings) ? { self_vs_staff: null } : {}),
})

import { type Filter, passes } from '../core/filter.ts'
import type { QuantityId } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'
import { FEWEST_PARTS } from '../joint/joint.ts'
import { outsideReport } from '../protect/outside-report.ts'
import type { SavedRelease } from '../protect/release.ts'
import { personsOf } from '../protect/same-person.ts'
import { PROTECTION } from '../protect/suppression.ts'
import { toldIn, toldOf } from '../protect/told.ts'
import { outsideToSave, plainToSave, rulesToSave, type ToSave } from '../report/report-to-save.ts'
import type { Audience } from '../report/saved-report.queries.ts'
import { openLines } from '../round/sealed-line.queries.ts'
import type { OrderRefusal } from './order.ts'

/** A round with everybody who is rated in it, in the order of their codes; `lists`: the names of the lists they are rated by. */
export type TakenRound = {
  roundId: string
  unitId: number
  state: 'draft' | 'open' | 'closed'
  deleted: boolean
  lists: string[]
  people: Rating[]
}
/** A report that has left a unit: what it shows and hides, and its lines by round. */
export type TakenRelease = {
  reportId: string
  shown: QuantityId[]
  hidden: QuantityId[]
  parts: { roundId: string; unitId: number; people: string[] }[]
}
/**
 * An order with everything it is made from, all of one moment. `same`: codes of one person in several units. `together`: units that one person leads, where that
 * is several.
 */
export type Taken = {
  audience: Audience
  filter: Filter
  roundTo: number | null
  joint: boolean
  same: string[][]
  together: number[][]
  rounds: TakenRound[]
  releases: TakenRelease[]
}

/** What comes of an order, as it is written. `lines`: who is in it, by round; of a report for the unit nobody. */
export type Outcome =
  | { because: OrderRefusal; with?: readonly string[]; units?: readonly number[] }
  | { rules: object; shown: ToSave; lines: { roundId: string; people: string[] }[] }

/**
 * What comes of an order. For outside: protected numbers only, and none that could be computed from them and all that has left the units before, by somebody who
 * knows nobody or by the leader of one of the units, who knows everybody there. A code is its unit's own: the same code in two units is two lines, of what may
 * be one person. `sealKey` opens the lines of people whose ratings have been deleted.
 */
export function outcomeOf(taken: Taken, sealKey: string): Outcome {
  const { audience, filter, roundTo, joint, same, together, rounds, releases } = taken
  if (rounds.some(({ deleted }) => deleted)) return { because: 'deleted' }
  const chosen = rounds.map(({ roundId, unitId, people }) => ({
    ...{ roundId, unitId },
    people: people.filter((one) => passes(filter, one)),
  }))
  if (audience === 'unit') return { rules: {}, shown: plainToSave(chosen.flatMap(({ people }) => people)), lines: [] }
  const open = rounds.filter(({ state }) => state !== 'closed')
  if (open.length > 0) return { because: 'notClosed', units: open.map(({ unitId }) => unitId) }
  if (joint && rounds.length < FEWEST_PARTS) return { because: 'fewParts' }
  if (joint && new Set(rounds.map(({ lists }) => lists.join(' '))).size > 1) return { because: 'lists' }
  const lines = chosen.map(({ roundId, people }) => ({ roundId, people: people.map(toldOf) }))
  const saved = savedReleases(
    releases,
    lines.flatMap(({ people }) => people),
    sealKey,
  )
  const everybody = chosen.flatMap(({ unitId, people }) => people.map((one) => toldIn(unitId, one)))
  const units = unitsOf(taken)
  const insiders = units.length > 1 ? [...units.map((unit) => [unit]), ...together] : []
  const rules = { ...PROTECTION, roundTo: roundTo ?? undefined }
  const roundIds = rounds.map(({ roundId }) => roundId)
  const report = outsideReport(everybody, rules, saved, roundIds, {
    personOf: personsOf(same),
    insiders: insiders.map((known) => known.map(beginOf)),
  })
  if (report.ok) return { rules: rulesToSave(rules.roundTo), shown: outsideToSave(report), lines }
  const few = report.because === 'few-beside' ? report.insiders.flat() : []
  return { because: report.because, with: report.with, units: units.filter((one) => few.includes(beginOf(one))) }
}

/** The units an order is about, and those that share a report with them. */
export const unitsOf = ({ rounds, releases }: Pick<Taken, 'rounds' | 'releases'>): number[] => [
  ...new Set([...rounds, ...releases.flatMap(({ parts }) => parts)].map(({ unitId }) => unitId)),
]

/** How codes of a unit begin (`toldIn`). */
const beginOf = (unitId: number): string => `${unitId}/`

/** What has left the units, under the key of each report; sealed lines are opened where their people are known. */
function savedReleases(releases: readonly TakenRelease[], known: readonly string[], sealKey: string): SavedRelease[] {
  const parts = releases.flatMap((one) => one.parts.map((part) => ({ ...part, reportId: one.reportId })))
  const opened = openLines(parts, known, sealKey)
  return releases.map(({ reportId, shown, hidden }) => {
    const own = opened.filter((part) => part.reportId === reportId)
    return {
      name: reportId,
      rounds: own.map(({ roundId }) => roundId),
      people: own.flatMap(({ unitId, people }) => people.map((line) => `${unitId}/${line}`)),
      shown: new Set(shown),
      hidden: new Set(hidden),
    }
  })
}

import { type Filter, passes } from '../core/filter.ts'
import type { QuantityId } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'
import { outsideReport, type SavedRelease } from '../protect/outside-report.ts'
import { PROTECTION } from '../protect/suppression.ts'
import { toldIn, toldOf } from '../protect/told.ts'
import { outsideToSave, plainToSave, rulesToSave, type ToSave } from '../report/report-to-save.ts'
import type { Audience } from '../report/saved-report.queries.ts'
import { openLines } from '../round/sealed-line.queries.ts'
import type { OrderRefusal } from './order.ts'

/** A round with everybody who is rated in it, in the order of their codes. */
export type TakenRound = {
  roundId: string
  unitId: number
  state: 'draft' | 'open' | 'closed'
  deleted: boolean
  people: Rating[]
}
/** A report that has left a unit: what it shows and hides, and its lines by round. */
export type TakenRelease = {
  reportId: string
  shown: QuantityId[]
  hidden: QuantityId[]
  parts: { roundId: string; unitId: number; people: string[] }[]
}
/** An order with everything it is made from, all of one moment. */
export type Taken = {
  audience: Audience
  filter: Filter
  roundTo: number | null
  rounds: TakenRound[]
  releases: TakenRelease[]
}

/** What comes of an order, as it is written. `lines`: who is in it, by round; of a report for the unit nobody. */
export type Outcome =
  | { because: OrderRefusal; with: readonly string[] }
  | { rules: object; shown: ToSave; lines: { roundId: string; people: string[] }[] }

/**
 * What comes of an order. For outside: protected numbers only, and none that could be computed from them and all that has left the units before. A code is its
 * unit's own: the same code in two units is two lines. `sealKey` opens the lines of people whose ratings have been deleted.
 */
export function outcomeOf({ audience, filter, roundTo, rounds, releases }: Taken, sealKey: string): Outcome {
  const chosen = rounds.map(({ roundId, unitId, people }) => ({
    ...{ roundId, unitId },
    people: people.filter((one) => passes(filter, one)),
  }))
  const everybody = chosen.flatMap(({ unitId, people }) => people.map((one) => toldIn(unitId, one)))
  if (audience === 'unit') return { rules: {}, shown: plainToSave(everybody), lines: [] }
  if (rounds.some(({ state }) => state !== 'closed')) return { because: 'notClosed', with: [] }
  const lines = chosen.map(({ roundId, people }) => ({ roundId, people: people.map(toldOf) }))
  const saved = savedReleases(
    releases,
    lines.flatMap(({ people }) => people),
    sealKey,
  )
  const roundIds = rounds.map(({ roundId }) => roundId)
  const rules = { ...PROTECTION, roundTo: roundTo ?? undefined }
  const report = outsideReport(everybody, rules, saved, roundIds)
  if (!report.ok) return { because: report.because, with: report.with }
  return { rules: rulesToSave(rules.roundTo), shown: outsideToSave(report), lines }
}

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

import { figuresOf } from '../core/figures.ts'
import { HIDDEN, type Hidden, type QuantityId, quantitiesOf } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import type { OutsideReport } from '../protect/outside-report.ts'
import { PROTECTION } from '../protect/suppression.ts'
import { plainNumbers } from './report-content.ts'

/** The numbers of a report as they are saved, by name; what is not named is 0. */
export type ToSave = Record<QuantityId, number | Hidden>

/** For the unit: everything as the leader's report shows it. */
export function plainToSave(people: readonly Rating[]): ToSave {
  const { shown } = plainNumbers(people)
  return Object.fromEntries([...quantitiesOf(figuresOf(surveyOf(people))).keys()].map((id) => [id, shown(id)]))
}

/** For everybody: what is shown, and the names of what is hidden. */
export const outsideToSave = ({ shown, hidden }: Extract<OutsideReport, { ok: true }>): ToSave =>
  Object.fromEntries([...[...hidden].map((id) => [id, HIDDEN] as const), ...shown])

/** The rules a protected report was made by, as they are saved with it. */
export const rulesToSave = (roundTo: number | undefined) => ({
  threshold: PROTECTION.threshold,
  roundTo: roundTo ?? null,
})

import { type Comparison, compareRounds } from '../core/comparison.ts'
import { comparisonTables } from '../core/comparison-tables.ts'
import { figuresOf } from '../core/figures.ts'
import { type Hidden, plainly, type QuantityId, quantitiesOf, type Shown } from '../core/quantity.ts'
import type { ReportTable } from '../core/report-table.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { PLAIN_RULES, surveyTables, type TableRules } from '../core/survey-tables.ts'

/** The numbers of a report by name, with how tables are made of them. */
export type Numbers = { shown: Shown; rules: TableRules; ratings?: readonly Rating[] }

/** All numbers of some people, plain: for the unit that rated them. */
export const plainNumbers = (ratings: readonly Rating[]): Numbers => ({
  shown: plainly(quantitiesOf(figuresOf(surveyOf(ratings)))),
  rules: PLAIN_RULES,
  ratings,
})

/** The numbers of a saved report: hidden ones are named as such, and what is not named at all is 0. */
export const savedNumbers = (shown: Readonly<Record<QuantityId, number | Hidden>>, rules: TableRules): Numbers => ({
  shown: (id) => (Object.hasOwn(shown, id) ? shown[id]! : 0),
  rules,
})

/** All tables, and those of the comparison where there is an earlier report. */
export function reportTables(now: Numbers, before?: Numbers): ReportTable[] {
  const tables = surveyTables(now.shown, now.rules)
  if (!before) return tables
  const paired: Comparison | undefined =
    now.ratings && before.ratings ? compareRounds(surveyOf(before.ratings), surveyOf(now.ratings)) : undefined
  const rules = {
    fewestForShare: Math.max(now.rules.fewestForShare, before.rules.fewestForShare),
    rounded: now.rules.rounded || before.rules.rounded,
  }
  return [...tables, ...comparisonTables({ before: before.shown, after: now.shown, rules, paired })]
}

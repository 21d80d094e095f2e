import { type Comparison, compareRounds } from '../core/comparison.ts'
import { comparisonTables } from '../core/comparison-tables.ts'
import { figuresOf } from '../core/figures.ts'
import { HIDDEN, type Hidden, plainly, type QuantityId, quantitiesOf, type Shown } from '../core/quantity.ts'
import { COMPARISONS, type ReportTable } from '../core/report-table.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { PLAIN_RULES, surveyTables, type TableRules } from '../core/survey-tables.ts'

/** The numbers of a report by name, with how tables are made of them. */
export type Numbers = { shown: Shown; rules: TableRules; ratings?: readonly Rating[] }

/** What numbers are made of: those that may be shown, and the people themselves where the viewer may see who they are. */
export type Sources = {
  now: Shown
  before: Shown | undefined
  people?: { now: readonly Rating[]; before: readonly Rating[] } | undefined
}

/** Own answers of fewer people would tell the leader what somebody has answered (ADR 46). */
const FEWEST_OWN = 5

/** Whether somebody has answered, but so few that only how many they are is told. */
export function fewOwnAnswers(people: readonly Rating[]): boolean {
  const answered = people.filter(({ self }) => self !== null).length
  return answered > 0 && answered < FEWEST_OWN
}

/** Numbers that come from what people have answered themselves. */
export const isOwnAnswer = (id: QuantityId): boolean => /^self:(self|both):/.test(id)

/** All numbers of some people, plain: for the unit that rated them. */
export function plainNumbers(ratings: readonly Rating[]): Numbers {
  const all = plainly(quantitiesOf(figuresOf(surveyOf(ratings))))
  const few = fewOwnAnswers(ratings)
  return {
    shown: (id) => (few && isOwnAnswer(id) ? HIDDEN : all(id)),
    rules: PLAIN_RULES,
    ratings,
  }
}

/** The numbers of a saved report: hidden ones are named as such, and what is not named at all is 0. */
export const savedNumbers = (shown: Readonly<Record<QuantityId, number | Hidden>>, rules: TableRules): Numbers => ({
  shown: (id) => (Object.hasOwn(shown, id) ? shown[id]! : 0),
  rules,
})

/**
 * What a report is compared with; `isLater`: the other report is about a later month. `sameUnit`: only within a unit is the same code the same
 * person, so only there somebody is followed from one to the other.
 */
export type Other = { numbers: Numbers; isLater: boolean; sameUnit: boolean }

/** All tables, and those of the comparison with another report: the earlier of the two is before, whichever is read. */
export function reportTables(now: Numbers, other?: Other): ReportTable[] {
  const tables = surveyTables(now.shown, now.rules)
  if (!other) return tables
  const [before, after] = other.isLater ? [now, other.numbers] : [other.numbers, now]
  const paired: Comparison | undefined =
    other.sameUnit && before.ratings && after.ratings
      ? compareRounds(surveyOf(before.ratings), surveyOf(after.ratings))
      : undefined
  const rules = {
    fewestForShare: Math.max(before.rules.fewestForShare, after.rules.fewestForShare),
    rounded: before.rules.rounded || after.rules.rounded,
  }
  return [...tables, ...comparisonTables({ before: before.shown, after: after.shown, rules, paired })]
}

/** What the numbers of a table are made of: those of the report, or of both in their order where it compares them. */
export function sourcesOf({ id }: ReportTable, now: Numbers, other: Other | undefined): Sources {
  if (!other || !COMPARISONS.some((one) => one === id)) return sourcesFrom(now, undefined)
  return other.isLater ? sourcesFrom(other.numbers, now) : sourcesFrom(now, other.numbers)
}

const sourcesFrom = (now: Numbers, before: Numbers | undefined): Sources => ({
  now: now.shown,
  before: before?.shown,
  people: now.ratings && { now: now.ratings, before: before?.ratings ?? [] },
})

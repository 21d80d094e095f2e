import { LANGS } from '../../../platform/i18n/lang.ts'
import { type Comparison, compareRounds } from '../core/comparison.ts'
import { type Facts, factsOf } from '../core/facts.ts'
import { figuresOf } from '../core/figures.ts'
import { plainly, quantitiesOf } from '../core/quantity.ts'
import type { LeftOutReason, ReportTable, Value } from '../core/report-table.ts'
import { surveyTables } from '../core/survey-tables.ts'
import type { ReadSurvey } from '../file/survey-file.ts'
import type { BrokenRow, ReadRemarks } from '../file/survey-remark.ts'
import { type OutsideRules, protectSurvey } from '../protect/protected-survey.ts'
import { reportTexts } from '../texts/report.ts'
import { sentenceOf } from './report-sentence.view.ts'

/** What was read, under the names other programs use. */
type ReadPart = {
  rows_counted: number
  rows_not_rated: { count: number; lines: number[] }
  rows_broken: { count: number; by_problem: Record<string, number>; rows: BrokenRow[] }
  blank_lines: number
  double_codes: { count: number; rows: { line: number; first_line: number; code: string }[] }
  repeated_barriers: number
  columns_ignored: string[]
  columns_missing: string[]
}

/** A table with a sentence under it and the rule behind it, in each language. */
export type TableObject = {
  id: string
  base: number | 'hidden'
  left_out: { why: string; count: number | 'hidden' }[]
  rows: Record<string, string | Value>[]
  sentence: Record<string, string>
  rule: Record<string, string>
}

export type ReportObject = Facts & { tables: TableObject[]; read: ReadPart; comparison?: ComparisonObject }

/** One table as an object: a row is its key and its columns by their keys. */
export const tableObject = (table: ReportTable): TableObject => ({
  id: table.id,
  base: table.base,
  left_out: table.leftOut.map(({ why, count }) => ({ why: WHY[why], count })),
  rows: table.rows.map(({ key, values }) => ({
    key,
    ...Object.fromEntries(table.columns.map((column, at) => [column.key, values[at] ?? null])),
  })),
  sentence: Object.fromEntries(LANGS.map((lang) => [lang, sentenceOf(table, lang)])),
  rule: Object.fromEntries(LANGS.map((lang) => [lang, reportTexts(lang)(`rule.${table.id}`)])),
})

const WHY: Record<LeftOutReason, string> = {
  reason: 'reason_unknown',
  sex: 'sex_unknown',
  duration: 'duration_unknown',
  intervention: 'intervention_unknown',
  notSelfRated: 'not_self_rated',
}

const readPart = (remarks: ReadRemarks): ReadPart => ({
  rows_counted: remarks.counted,
  rows_not_rated: remarks.notRated,
  rows_broken: {
    count: remarks.broken.count,
    by_problem: remarks.broken.byProblem,
    rows: remarks.broken.rows,
  },
  blank_lines: remarks.blankLines,
  double_codes: {
    count: remarks.doubles.count,
    rows: remarks.doubles.rows.map(({ line, firstLine, code }) => ({ line, first_line: firstLine, code })),
  },
  repeated_barriers: remarks.repeated,
  columns_ignored: remarks.columnsIgnored,
  columns_missing: remarks.columnsMissing,
})

/** A later round against an earlier one. Durations: `<1`, `1-5`, `>5`, not known; before by row, after by column. */
const comparisonPart = (found: Comparison) => ({
  n_before: found.nBefore,
  n_after: found.nAfter,
  paired: found.paired,
  only_before: found.onlyBefore,
  only_after: found.onlyAfter,
  rows_not_paired: found.notPaired,
  mean_change: found.meanChange,
  mean_change_interval: found.meanChangeInterval,
  barriers: found.barriers,
  durations_before_after: found.durations,
})
export type ComparisonObject = ReturnType<typeof comparisonPart>

type Read = Extract<ReadSurvey, { ok: true }>

/** The report as one object: plain figures, for the team's own eyes. */
export function reportObject({ survey, remarks }: Read, earlier?: Read): ReportObject {
  const figures = figuresOf(survey)
  const tables = surveyTables(plainly(quantitiesOf(figures))).map(tableObject)
  const report = { ...factsOf(figures), tables, read: readPart(remarks) }
  return earlier ? { ...report, comparison: comparisonPart(compareRounds(earlier.survey, survey)) } : report
}

/** The same input gives the same bytes. */
export const reportJson = (read: Read, earlier?: Read): string =>
  `${JSON.stringify(reportObject(read, earlier), null, 1)}\n`

/**
 * The report for people outside the team: protected tables only. Rows of the file are told by how many there are, not by their codes.
 */
export function outsideJson({ survey, remarks }: Read, rules: OutsideRules): string {
  const safe = protectSurvey(figuresOf(survey), rules)
  const report = {
    protected: { threshold: rules.threshold, rounded_to: rules.roundTo ?? null, too_few: safe.tooFew },
    tables: safe.tooFew ? [] : surveyTables(safe.shown, safe.rules).map(tableObject),
    read: { rows_counted: remarks.counted, rows_not_rated: remarks.notRated.count, rows_broken: remarks.broken.count },
  }
  return `${JSON.stringify(report, null, 1)}\n`
}

import { type Facts, factsOf } from './facts.ts'
import { figuresOf } from './figures.ts'
import type { ReadSurvey } from './survey-file.ts'
import type { BrokenRow, ReadRemarks } from './survey-remark.ts'

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

export type ReportObject = Facts & { read: ReadPart }

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

/** The report as one object: plain figures, for the team's own eyes. */
export function reportObject({ survey, remarks }: Extract<ReadSurvey, { ok: true }>): ReportObject {
  return { ...factsOf(figuresOf(survey)), read: readPart(remarks) }
}

/** The same input gives the same bytes. */
export const reportJson = (read: Extract<ReadSurvey, { ok: true }>): string =>
  `${JSON.stringify(reportObject(read), null, 1)}\n`

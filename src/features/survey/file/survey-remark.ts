/** The columns of a survey file, by their headings. */
export const COLUMNS = [
  'code',
  'sex',
  'birth_year',
  'months_with_support',
  'income_support_reason',
  'barriers_staff',
  'barriers_self',
  'in_intervention',
] as const
export type Column = (typeof COLUMNS)[number]

/** Without these nothing can be counted; the others may be missing, and then count as not answered. */
export const NEEDED_COLUMNS: readonly Column[] = [
  'code',
  'sex',
  'months_with_support',
  'income_support_reason',
  'barriers_staff',
]

/**
 * Why a row cannot be counted.
 * - `cells`: it has too few or too many cells
 * - `quote`: a quotation mark is never closed
 * - `code`: the code is missing or longer than 100 characters
 * - `word`: the word is not in the list of that column
 * - `number`: not a whole number, or one that cannot be right
 * - `contradiction`: "none" together with a barrier
 */
export type RowProblem = 'cells' | 'quote' | 'code' | 'word' | 'number' | 'contradiction'

/** A row that was left out. `line` and `column` count from 1 as in the file; `value` is what stood there, shortened. */
export type BrokenRow = { line: number; column: number; heading: string; value: string; problem: RowProblem }

/** The same code on more than one row: one person twice, or two people with one code. Both rows are counted. */
export type DoubleCode = { line: number; firstLine: number; code: string }

/** What became of a file: every row is in exactly one of the first three. */
export type ReadRemarks = {
  counted: number
  /** Rows without a rating by staff: the person is not part of the survey yet. */
  notRated: { count: number; lines: number[] }
  broken: { count: number; byProblem: Record<RowProblem, number>; rows: BrokenRow[] }
  blankLines: number
  doubles: { count: number; rows: DoubleCode[] }
  /** Cells that name the same barrier twice; it counts once. */
  repeated: number
  columnsIgnored: string[]
  columnsMissing: Column[]
}

/** So many rows of each kind are named one by one; the rest is counted. */
export const MOST_NAMED = 1_000

/** The file as a whole cannot be read. */
export type FileProblem =
  | { kind: 'empty' }
  | { kind: 'not-text' }
  | { kind: 'missing-columns'; columns: Column[] }
  | { kind: 'same-heading'; heading: string }

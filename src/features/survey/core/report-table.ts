import type { Interval } from './interval.ts'
import type { Hidden } from './quantity.ts'

/** A place in a table: a number, from–to, hidden for protection, or null where the figures give none. */
export type Value = number | Interval | Hidden | null

/** How a value is written; `share` as per cent, `change` as percentage points with a sign, `p` the chance of so uneven a split. */
export type Measure =
  | 'count'
  | 'share'
  | 'interval'
  | 'mean'
  | 'meanInterval'
  | 'ratio'
  | 'index'
  | 'indexInterval'
  | 'change'
  | 'changeInterval'
  | 'meanChange'
  | 'p'

/** `key` names it in files; `group` is the key of the group a column is about (`man`, `<1`), when it is about one. */
export type TableColumn = { key: string; word: string; group: string | null; measure: Measure }

/** `words` are the keys of the texts that name the row: two for a pair. */
export type TableRow = { key: string; words: readonly string[]; values: readonly Value[] }

export const TABLES = [
  'reasons',
  'barriers',
  'per_person',
  'mean_by_duration',
  'mean_by_sex',
  'barriers_by_sex',
  'barriers_by_duration',
  'pairs',
  'ill_health',
  'self_and_staff',
  'intervention',
] as const
/** Tables of a round against an earlier one. */
export const COMPARISONS = [
  'compare_reasons',
  'compare_barriers',
  'compare_means',
  'compare_intervention',
  'compare_durations',
] as const
export type TableId = (typeof TABLES)[number] | (typeof COMPARISONS)[number]

/** Why people are not in a table. */
export type LeftOutReason = 'reason' | 'sex' | 'duration' | 'intervention' | 'notSelfRated'

/** A table of the report, the same for page, paper, sheet and interface. `base` is how many people it is about. */
export type ReportTable = {
  id: TableId
  base: number | Hidden
  leftOut: readonly { why: LeftOutReason; count: number | Hidden }[]
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
}

/** The value of a row in the column with that key. */
export const cellOf = (table: ReportTable, row: TableRow, column: string): Value =>
  row.values[table.columns.findIndex(({ key }) => key === column)] ?? null

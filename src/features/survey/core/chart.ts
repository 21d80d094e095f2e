import type { Interval } from './interval.ts'
import type { Hidden } from './quantity.ts'
import { cellOf, type ReportTable, type TableRow, type Value } from './report-table.ts'

/** One bar. `series`: what it is about where a row has several, a key of texts. `interval` is drawn as a line over it. */
export type Bar = { series: string | null; value: number | Hidden | null; interval: Interval | null }

/** The picture of a table: bars that lie, one or more for each row. `max`: where the axis ends. */
export type Chart = {
  measure: 'share' | 'mean' | 'count'
  max: number
  series: readonly string[]
  rows: readonly { words: readonly string[]; bars: readonly Bar[] }[]
}

/** So many pairs are drawn; all of them are in the table. */
const MOST_PAIRS = 10

/** The chart of a table, from nothing but the table: what is hidden there is hidden here. Undefined where there is nothing to draw. */
export function chartOf(table: ReportTable): Chart | undefined {
  const chart = drawn(table)
  return chart?.rows.some(({ bars }) => bars.some(({ value }) => typeof value === 'number')) ? chart : undefined
}

function drawn(table: ReportTable): Chart | undefined {
  const rows = table.rows.filter(({ key }) => key !== 'marks' && key !== 'people')
  const bar = (row: TableRow, series: string | null, value: string, interval: string): Bar => ({
    series,
    value: numberOf(cellOf(table, row, value)),
    interval: intervalOf(cellOf(table, row, interval)),
  })
  const shares = (series: readonly string[], barsOf: (row: TableRow) => Bar[], of = rows): Chart => ({
    measure: 'share',
    max: 1,
    series,
    rows: of.map((row) => ({ words: row.words, bars: barsOf(row) })),
  })
  switch (table.id) {
    case 'mean_by_duration':
    case 'mean_by_sex': {
      const bars = rows.map((row) => ({ words: row.words, bars: [bar(row, null, 'mean', 'mean_interval')] }))
      return { measure: 'mean', max: endOf(bars), series: [], rows: bars }
    }
    case 'barriers_by_sex':
    case 'barriers_by_duration': {
      const groups = table.columns.filter(({ measure }) => measure === 'share')
      return shares(
        groups.map(({ group }) => group!),
        (row) => groups.map(({ key, group }) => bar(row, group, key, key.replace('_share', '_interval'))),
      )
    }
    case 'pairs': {
      const both = (row: TableRow) => numberOf(cellOf(table, row, 'both'))
      const shown = rows.filter((row) => typeof both(row) === 'number')
      const top = shown.toSorted((a, b) => Number(both(b)) - Number(both(a))).slice(0, MOST_PAIRS)
      return shares([], (row) => [bar(row, null, 'share', '')], top)
    }
    case 'self_and_staff': {
      const { base } = table
      if (typeof base !== 'number' || base === 0) return undefined
      const of = (row: TableRow, series: string): Bar => {
        const count = numberOf(cellOf(table, row, series))
        return { series: `column.${series}`, value: typeof count === 'number' ? count / base : count, interval: null }
      }
      return shares(['column.staff', 'column.self'], (row) => [of(row, 'staff'), of(row, 'self')])
    }
    case 'compare_reasons':
    case 'compare_barriers':
    case 'compare_intervention':
      return shares(['column.before', 'column.after'], (row) => [
        bar(row, 'column.before', 'before_share', ''),
        bar(row, 'column.after', 'after_share', ''),
      ])
    case 'compare_means': {
      const bars = rows.map((row) => ({
        words: row.words,
        bars: [bar(row, 'column.before', 'before_mean', ''), bar(row, 'column.after', 'after_mean', '')],
      }))
      return { measure: 'mean', max: endOf(bars), series: ['column.before', 'column.after'], rows: bars }
    }
    case 'compare_durations': {
      // Nobody's time is unknown: then it is no row and no bar either.
      const isThere = (values: readonly Value[]) => values.some((value) => value !== 0)
      const columns = table.columns.filter((_, at) => isThere(rows.map(({ values }) => values[at]!)) || at < 3)
      const series = columns.map(({ group }) => `now.${group}`)
      const bars = rows
        .filter(({ key, values }) => key !== 'unknown' || isThere(values))
        .map((row) => ({ words: row.words, bars: columns.map(({ key }, at) => bar(row, series[at]!, key, '')) }))
      return { measure: 'count', max: endOf(bars), series, rows: bars }
    }
    default:
      return shares([], (row) => [bar(row, null, 'share', 'interval')])
  }
}

/** Where the axis of bars that are no shares ends: beyond the longest of them and its interval. */
const endOf = (rows: Chart['rows']): number => {
  const ends = rows.flatMap(({ bars }) => bars.flatMap(({ value, interval }) => [value, interval?.[1] ?? 0]))
  return Math.max(1, ...ends.map((end) => (typeof end === 'number' ? Math.ceil(end) : 0)))
}

const numberOf = (value: Value): number | Hidden | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null
const intervalOf = (value: Value): Interval | null => (Array.isArray(value) ? (value as unknown as Interval) : null)

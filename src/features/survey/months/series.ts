import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { DURATIONS } from '../core/code.ts'
import { HIDDEN, type Hidden } from '../core/quantity.ts'
import { cellOf, type ReportTable, type TableId } from '../core/report-table.ts'

type Told = number | Hidden | null

/** What a protected report tells of its round, for a line of a table over time. `durations` in the order of `DURATIONS`. */
export type SeriesPoint = {
  reportId: string
  month: CalendarDay
  people: Told
  inIntervention: Told
  share: Told
  mean: Told
  durations: readonly Told[]
}

/**
 * From the tables of a saved report, and nothing but what they show: so a line of the series tells no more than the report it is of, and what
 * is hidden there is hidden here.
 */
export function seriesPoint(reportId: string, month: CalendarDay, tables: readonly ReportTable[]): SeriesPoint {
  const cell = (id: TableId, row: string, column: string): Told => {
    const table = tables.find((one) => one.id === id)
    const found = table?.rows.find(({ key }) => key === row)
    const value = table && found ? cellOf(table, found, column) : null
    return typeof value === 'number' || value === HIDDEN ? value : null
  }
  return {
    ...{ reportId, month },
    people: cell('mean_by_duration', 'all', 'people'),
    inIntervention: cell('intervention', 'yes', 'count'),
    share: cell('intervention', 'yes', 'share'),
    mean: cell('mean_by_duration', 'all', 'mean'),
    durations: DURATIONS.map((one) => cell('mean_by_duration', one, 'people')),
  }
}

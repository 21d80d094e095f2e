import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'

/**
 * A team in figures that identify no one, as of the last day of the month that has ended; null is a count of 1–4, hidden by the database,
 * one from which such a count could be taken back, or a median of too few.
 */
export type TeamFigures = {
  asOf: CalendarDay
  unitId: number
  name: string
  wayOfWorking: 'sequential' | 'parallel' | null
  capacity: number | null
  queued: number | null
  active: number | null
  begunYear: number | null
  endedYear: number | null
  toWorkOrStudies: number | null
  medianWaitDays: number | null
}

/** Figures of each team; empty for everyone but the association's head. */
export async function teamFigures(tx: Tx, today: CalendarDay): Promise<TeamFigures[]> {
  const { rows } =
    await sql<TeamFigures>`select as_of as "asOf", unit_id as "unitId", name, way_of_working as "wayOfWorking", capacity, queued, active, begun_year as "begunYear",
    ended_year as "endedYear", to_work_or_studies as "toWorkOrStudies", median_wait_days as "medianWaitDays" from association_figures(${today})`.execute(
      tx,
    )
  return rows
}

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Running } from '../../map/public.ts'

/** What the teams' tracks of an entry's name say: how many run now, how long the ended ones of two years took. */
export async function entryTracks(tx: Tx, entryId: string, today: CalendarDay): Promise<Running> {
  const { rows } = await sql<Running>`
    select running, median_days as "medianDays" from entry_tracks(${entryId}, ${today})`.execute(tx)
  return rows[0] ?? { running: null, medianDays: null }
}

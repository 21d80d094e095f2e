import { sql } from 'kysely'
import type { Db } from '../../platform/database/db.ts'

/**
 * Called once, before the first page is answered: events restored from another database are all complete, and a new era begins
 * for those that are written from now on (`threadEventsSince`).
 */
export async function beginEventEra(db: Db): Promise<void> {
  await sql`select begin_event_era()`.execute(db)
}

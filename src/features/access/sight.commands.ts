import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordAccess } from './access-event.commands.ts'
import type { Viewer } from './viewer.ts'

/** For how many days the units of the viewer's association see the others' contacts, events and course after their own part (ADR 0043). */
export async function sightDaysOf(tx: Tx, viewer: Viewer): Promise<number | undefined> {
  const row = await tx
    .selectFrom('association')
    .select('sightDays')
    .where('associationId', '=', viewer.associationId)
    .executeTakeFirst()
  return row?.sightDays
}

/** Sets it, unless it is not what it was when the form was opened (`stale`). It counts for everybody with the next request. */
export async function setSightDays(tx: Tx, viewer: Viewer, days: number, before: number): Promise<Result<number>> {
  if (days === before) return ok(days)
  const { rows } = await sql<{ done: boolean }>`select set_sight_days(${days}, ${before}) as done`.execute(tx)
  if (!rows[0]?.done) return refuse({ kind: 'stale' })
  await recordAccess(tx, viewer, { kind: 'sight_days_changed', data: { from: before, to: days } })
  return ok(days)
}

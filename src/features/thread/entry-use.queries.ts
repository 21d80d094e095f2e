import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Uses } from '../map/public.ts'

/** Entries of the map that referrals led to in the last year; how many where they are no fewer than five. */
export async function entryUses(tx: Tx, today: CalendarDay): Promise<Uses> {
  const { rows } = await sql<{ entryId: string; times: number | null }>`
    select entry_id as "entryId", times from entry_uses(${today})`.execute(tx)
  return new Map(rows.map(({ entryId, times }) => [entryId, times]))
}

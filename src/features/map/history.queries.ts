import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { MapScope } from './entry.queries.ts'
import type { Entry } from './entry.ts'
import { EMPTY_FACTS } from './entry.ts'

export const MAP_EVENTS = ['created', 'changed', 'verified', 'status', 'removed', 'restored'] as const
export type MapEventKind = (typeof MAP_EVENTS)[number]

/** Something that happened to an entry. */
export type MapEvent = {
  kind: MapEventKind
  version: number
  on: CalendarDay
  at: Date
  actorId: string | null
  /** Who, by name. */
  actor: string | null
  batchId: string | null
  fields: string[]
  snapshot: Entry
}

/** A snapshot written when entries had fewer facts reads as one that has them empty. */
const read = (snapshot: unknown): Entry => ({ ...EMPTY_FACTS, ...(snapshot as Entry) })

/** The whole map as it was at the end of a day, by name; for those who are signed in. */
export async function loadMapAsOf(tx: Tx, { associationId }: MapScope, day: CalendarDay): Promise<Entry[]> {
  const { rows } = await sql<{ snapshot: unknown }>`
    select distinct on (entry_id) snapshot from map_event
    where association_id = ${associationId} and on_day <= ${day}
    order by entry_id, version desc`.execute(tx)
  return rows
    .map((row) => read(row.snapshot))
    .filter((entry) => entry.status !== 'removed')
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.entryId < b.entryId ? -1 : 1))
}

/** What happened to one entry, latest first. */
export async function historyOf(
  tx: Tx,
  { associationId }: MapScope,
  entryId: string,
  limit = 200,
): Promise<MapEvent[]> {
  const rows = await tx
    .selectFrom('mapEvent as e')
    .leftJoin('accountUser as u', 'u.id', 'e.actorId')
    .select(['e.kind', 'e.version', 'e.onDay', 'e.at', 'e.actorId', 'e.batchId', 'e.fields', 'e.snapshot'])
    .select('u.name as actor')
    .where('e.associationId', '=', associationId)
    .where('e.entryId', '=', entryId)
    .orderBy('e.version', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ onDay, kind, snapshot, ...row }) => ({
    ...row,
    kind: kind as MapEventKind,
    on: onDay,
    snapshot: read(snapshot),
  }))
}

/** The entries as they were just before a batch of changes (undefined: not there), to undo it. */
export async function beforeBatch(
  tx: Tx,
  { associationId }: MapScope,
  batchId: string,
): Promise<{ entryId: string; version: number; before: Entry | undefined }[]> {
  const { rows } = await sql<{ entryId: string; version: number; before: unknown }>`
    select b.entry_id as "entryId", max(b.version) as version,
      (select p.snapshot from map_event p where p.association_id = b.association_id and p.entry_id = b.entry_id and p.version < min(b.version)
       order by p.version desc limit 1) as before
    from map_event b where b.association_id = ${associationId} and b.batch_id = ${batchId}
    group by b.association_id, b.entry_id`.execute(tx)
  return rows.map(({ before, ...row }) => ({ ...row, before: before ? read(before) : undefined }))
}

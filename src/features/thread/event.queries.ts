import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Viewer } from '../access/public.ts'
import type { Category, EventKind, Subject } from './event.ts'

/** A place in the stream of events, as it was given with an event; nothing in it is meant to be read. */
export type EventCursor = string

export type RecordedEvent = {
  /** Asked with this, the stream goes on after the event. */
  cursor: EventCursor
  eventId: string
  threadId: string
  kind: EventKind
  subject: Subject
  subjectId: string
  category: Category
  unitId: number
  onDay: CalendarDay
  recordedAt: Date
  actorId: string | null
}

const CURSOR = /^(\d{1,9})-(\d{1,19})-(\d{1,18})$/

/** The place after a cursor; the beginning where there is none or it is not one of ours. */
function after(cursor: EventCursor | undefined) {
  const [, era = '0', tx = '0', seq = '0'] = CURSOR.exec(cursor ?? '') ?? []
  return sql<boolean>`(era, tx, seq) > (${era}::int, ${tx}::xid8, ${seq}::bigint)`
}

/**
 * Complete: no transaction that can still add an event before it is running. Of an earlier era, or of one this cluster has not
 * reached (restored, and nothing written since), everything is.
 */
const complete = (viewer: Viewer) => sql<boolean>`(tx < pg_snapshot_xmin(pg_current_snapshot())
  or tx >= pg_snapshot_xmax(pg_current_snapshot())
  or era < (select max(era) from thread_event where association_id = ${viewer.associationId}))`

/**
 * What has happened since an event, of all threads: only what the viewer may see. Names nobody. None is ever missed: an event
 * is held back until every transaction that began to write before it is over. Each is given once, in an order that stays.
 * @param cursor of the last event already known; undefined for all
 */
export async function threadEventsSince(
  tx: Tx,
  viewer: Viewer,
  cursor: EventCursor | undefined,
  most = 500,
): Promise<RecordedEvent[]> {
  const rows = await tx
    .selectFrom('threadEvent')
    .select([
      ...(['eventId', 'threadId', 'kind', 'subject', 'subjectId', 'category', 'unitId', 'onDay'] as const),
      ...(['recordedAt', 'actorId'] as const),
      sql<string>`era || '-' || tx || '-' || seq`.as('cursor'),
    ])
    .where('associationId', '=', viewer.associationId)
    .where(after(cursor))
    .where(complete(viewer))
    .orderBy('era')
    .orderBy('tx')
    .orderBy('seq')
    .limit(most)
    .execute()
  return rows as RecordedEvent[]
}

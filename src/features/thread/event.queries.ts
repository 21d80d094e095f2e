import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Viewer } from '../access/public.ts'
import type { Category, EventKind, Subject } from './event.ts'

export type RecordedEvent = {
  seq: number
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

/**
 * What has happened since an event, in the order it was recorded, of all threads: only what the viewer may see. Names nobody.
 * @param seq the last event already known; 0 for all
 */
export async function threadEventsSince(tx: Tx, viewer: Viewer, seq: number, most = 500): Promise<RecordedEvent[]> {
  const rows = await tx
    .selectFrom('threadEvent')
    .select([
      ...(['seq', 'eventId', 'threadId', 'kind', 'subject', 'subjectId', 'category', 'unitId', 'onDay'] as const),
      ...(['recordedAt', 'actorId'] as const),
    ])
    .where('associationId', '=', viewer.associationId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(most)
    .execute()
  return rows as RecordedEvent[]
}

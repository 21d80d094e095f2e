import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Viewer } from '../../access/public.ts'
import type { EventKind } from '../event.ts'
import type { Referral } from './referral.queries.ts'

export type TrailEvent = { kind: EventKind; onDay: CalendarDay; actor: string | null; data: Record<string, unknown> }

/** What has happened to a referral and to the place in the queue it led to, oldest first, as far as the viewer may see it. */
export async function trailOf(tx: Tx, viewer: Viewer, referral: Referral): Promise<TrailEvent[]> {
  const { referralId, threadId, toUnitId, takenInOn } = referral
  const entries = await tx
    .selectFrom('queueEntry')
    .select('queueEntryId')
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referralId)
    .execute()
  const subjects = [referralId, ...entries.map((one) => one.queueEntryId)]
  const rows = await tx
    .selectFrom('threadEvent as e')
    .leftJoin('accountUser as u', 'u.id', 'e.actorId')
    .select(['e.kind', 'e.onDay', 'u.name as actor', 'e.data'])
    .where('e.associationId', '=', viewer.associationId)
    .where('e.threadId', '=', threadId)
    .where((eb) =>
      eb.or([
        eb('e.subjectId', 'in', subjects),
        ...(takenInOn && toUnitId !== null
          ? [eb.and([eb('e.kind', '=', 'intake'), eb('e.unitId', '=', toUnitId), eb('e.onDay', '=', takenInOn)])]
          : []),
      ]),
    )
    .orderBy('e.seq')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as EventKind, data: row.data as Record<string, unknown> }))
}

import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { unitIdsOf, type Viewer } from '../access/public.ts'
import { holdsThread } from './thread.access.ts'

/** The units the viewer answers for: where they are team leader, and their own units that have none. */
async function unitsLedBy(tx: Tx, viewer: Viewer, today: CalendarDay): Promise<number[]> {
  const led = viewer.roles.filter((held) => held.role === 'team_leader').map((held) => held.unitId)
  const others = unitIdsOf(viewer).filter((unitId) => !led.includes(unitId))
  if (others.length === 0) return led
  const withLeader = await tx
    .selectFrom('userRole as r')
    .innerJoin('accountUser as u', 'u.id', 'r.userId')
    .select('r.unitId')
    .distinct()
    .where('r.associationId', '=', viewer.associationId)
    .where('r.unitId', 'in', others)
    .where('r.role', '=', 'team_leader')
    .where('u.active', '=', true)
    .where('r.validFrom', '<=', today)
    .where((eb) => eb.or([eb('r.validUntil', 'is', null), eb('r.validUntil', '>=', today)]))
    .execute()
  return [...led, ...others.filter((unitId) => !withLeader.some((row) => row.unitId === unitId))]
}

/** Does the viewer answer for a unit that holds the thread? `acl`: the thread's, as of today. */
export async function leadsHolder(
  tx: Tx,
  viewer: Viewer,
  thread: { acl: readonly number[] },
  today: CalendarDay,
): Promise<boolean> {
  return (await unitsLedBy(tx, viewer, today)).some((unitId) => holdsThread(thread, unitId))
}

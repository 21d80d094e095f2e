import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { CASE_ROLES, type Role, type Viewer } from '../../access/public.ts'

export type Colleague = { userId: string; name: string; leads: boolean }

/** Who works with participants in a unit on a day, by name. */
export async function colleaguesOf(tx: Tx, viewer: Viewer, unitId: number, on: CalendarDay): Promise<Colleague[]> {
  const rows = await tx
    .selectFrom('userRole as r')
    .innerJoin('accountUser as u', 'u.id', 'r.userId')
    .select(['u.id as userId', 'u.name', 'r.role'])
    .where('r.associationId', '=', viewer.associationId)
    .where('r.unitId', '=', unitId)
    .where('r.role', 'in', [...CASE_ROLES])
    .where('r.validFrom', '<=', on)
    .where((eb) => eb.or([eb('r.validUntil', 'is', null), eb('r.validUntil', '>=', on)]))
    .where('u.active', '=', true)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
  const leads = new Set(rows.filter((row) => (row.role as Role) === 'team_leader').map((row) => row.userId))
  const byId = new Map(rows.map(({ userId, name }) => [userId, { userId, name, leads: leads.has(userId) }]))
  return [...byId.values()]
}

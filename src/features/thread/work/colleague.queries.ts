import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { CASE_ROLES, type Viewer } from '../../access/public.ts'

export type Colleague = { userId: string; name: string; leads: boolean }

/** Everybody who works with participants on a day, by name; each once, whatever roles they hold. */
const staff = (tx: Tx, viewer: Viewer, on: CalendarDay) =>
  tx
    .selectFrom('userRole as r')
    .innerJoin('accountUser as u', 'u.id', 'r.userId')
    .select(['u.id as userId', 'u.name', sql<boolean>`bool_or(r.role = 'team_leader')`.as('leads')])
    .where('r.associationId', '=', viewer.associationId)
    .where('r.role', 'in', CASE_ROLES)
    .where('r.validFrom', '<=', on)
    .where((eb) => eb.or([eb('r.validUntil', 'is', null), eb('r.validUntil', '>=', on)]))
    .where('u.active', '=', true)
    .groupBy(['u.id', 'u.name'])
    .orderBy(sql`u.name collate swedish`)
    .orderBy('u.id')

/** Who works with participants in a unit on a day. */
export const colleaguesOf = (tx: Tx, viewer: Viewer, unitId: number, on: CalendarDay): Promise<Colleague[]> =>
  staff(tx, viewer, on).where('r.unitId', '=', unitId).execute()

/** Who works with participants in a unit that holds the thread. */
export const staffOfHolders = (tx: Tx, viewer: Viewer, threadId: string, on: CalendarDay): Promise<Colleague[]> =>
  staff(tx, viewer, on)
    .where('r.unitId', 'in', (eb) =>
      eb
        .selectFrom('threadUnit as h')
        .select('h.unitId')
        .where('h.associationId', '=', viewer.associationId)
        .where('h.threadId', '=', threadId)
        .where('h.until', 'is', null),
    )
    .execute()

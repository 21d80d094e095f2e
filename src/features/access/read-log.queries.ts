import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { LookKind } from './read-log.commands.ts'
import type { Ground, Role, UnitKind, Viewer } from './viewer.ts'

/** What one member of staff did about a person on a day, in one way: so many looks, the last of them when. */
export type ReadOnDay = {
  day: CalendarDay
  at: Date
  times: number
  userName: string
  role: Role | null
  unit: string | null
  unitKind: UnitKind | null
  authority: string | null
  what: LookKind
  ground: Ground
}

export const READS_PAGE = 50

/**
 * Who has looked at a person, latest first, looks of a day taken together. For those who hold the thread; nothing for anybody else.
 * Role and unit are those of the day of the look.
 */
export async function readsOf(
  tx: Tx,
  viewer: Viewer,
  threadId: string,
  page: number,
): Promise<{ rows: ReadOnDay[]; total: number }> {
  const { rows } = await sql<ReadOnDay & { total: number }>`
    with days as (
      select (at at time zone 'Europe/Stockholm')::date as day, user_id, user_name, unit_id, authority_id, what, ground,
        max(at) as at, count(*)::int as times
      from read_log_of(${threadId}::uuid) group by 1, 2, 3, 4, 5, 6, 7
    )
    select d.day, d.at, d.times, d.user_name as "userName", d.what, d.ground, u.name as unit, u.kind as "unitKind", a.name as authority,
      (select r.role from user_role r where r.association_id = ${viewer.associationId} and r.user_id = d.user_id and r.unit_id = d.unit_id
         and r.valid_from <= d.day and (r.valid_until is null or r.valid_until >= d.day) order by r.valid_from desc limit 1) as role,
      (count(*) over ())::int as total
    from days d
    left join unit u on u.association_id = ${viewer.associationId} and u.unit_id = d.unit_id
    left join authority a on a.association_id = ${viewer.associationId} and a.authority_id = d.authority_id
    order by d.at desc, d.user_name, d.what limit ${READS_PAGE} offset ${(page - 1) * READS_PAGE}`.execute(tx)
  return { rows: rows.map(({ total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Once somebody broke the glass to a person: who, why, and whether it was looked through. */
export type BrokenGlass = {
  breakGlassId: string
  threadId: string
  userId: string
  userName: string
  unit: string
  /** Null for authorities that neither opened nor carry the person. */
  reason: string | null
  openedAt: Date
  until: Date
  reviewedAt: Date | null
  reviewedBy: string | null
}

const glasses = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('breakGlass as b')
    .innerJoin('accountUser as who', 'who.id', 'b.userId')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.associationId', '=', 'b.associationId').onRef('u.unitId', '=', 'b.unitId'),
    )
    .leftJoin('accountUser as by', 'by.id', 'b.reviewedBy')
    .select([
      ...(['b.breakGlassId', 'b.threadId', 'b.userId', 'who.name as userName', 'u.name as unit'] as const),
      sql<string | null>`glass_reason(b.break_glass_id)`.as('reason'),
      ...(['b.openedAt', 'b.until', 'b.reviewedAt', 'by.name as reviewedBy'] as const),
    ])
    .where('b.associationId', '=', viewer.associationId)

export const glassesOf = (tx: Tx, viewer: Viewer, threadId: string): Promise<BrokenGlass[]> =>
  glasses(tx, viewer).where('b.threadId', '=', threadId).orderBy('b.openedAt', 'desc').execute()

export const glassOf = (tx: Tx, viewer: Viewer, breakGlassId: string): Promise<BrokenGlass | undefined> =>
  glasses(tx, viewer).where('b.breakGlassId', '=', breakGlassId).executeTakeFirst()

/** How often the one who broke the glass looked at the person while it was open. */
export async function readsDuring(tx: Tx, viewer: Viewer, glass: BrokenGlass): Promise<number> {
  const { looks } = await tx
    .selectFrom('readLog')
    .select((eb) => eb.fn.countAll<number>().as('looks'))
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', glass.threadId)
    .where('userId', '=', glass.userId)
    .where('what', 'in', ['view', 'export'])
    .where('at', '>=', glass.openedAt)
    .where('at', '<=', glass.until)
    .executeTakeFirstOrThrow()
  return looks
}

import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Viewer } from '../access/public.ts'

/** How many people a unit had an open course with in a month, and how many of them a track ran for. */
export type UnitMonth = { month: CalendarDay; active: number; inIntervention: number }

/**
 * Rows `thread_id, from_on, until_on` (null: still): each time a unit has had a person. A team has had whom it took in, from each intake or reopening to its
 * next discharge; another unit whom it began a thread for, until a team took them in.
 */
export const timesOfUnit = (associationId: number, unitId: number): RawBuilder<unknown> => sql`(
  select c.thread_id, c.from_on, least(
    (select min(d.on_day) from discharge d where d.association_id = t.association_id and d.thread_id = t.thread_id and d.unit_id = ${unitId} and d.on_day >= c.from_on),
    case when t.discharged_on >= c.from_on then t.discharged_on end) as until_on
  from (
    select r.thread_id, r.taken_in_on as from_on from referral r
    where r.association_id = ${associationId} and r.to_unit_id = ${unitId} and r.taken_in_on is not null
    union select d.thread_id, d.reopened_on from discharge d
    where d.association_id = ${associationId} and d.unit_id = ${unitId} and d.reopened_on is not null
    union select t.thread_id, t.intake_on from thread t
    where t.association_id = ${associationId} and t.team_unit_id = ${unitId} and t.intake_on is not null) c
  join thread t on t.association_id = ${associationId} and t.thread_id = c.thread_id
  union all
  select t.thread_id, t.opened_on, least(t.intake_on, t.discharged_on,
    (select min(r.taken_in_on) from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id))
  from thread t
  where t.association_id = ${associationId} and t.unit_id = ${unitId} and t.team_unit_id is distinct from ${unitId})`

/** Whether a time `s` of `timesOfUnit` touches the month of this first day. */
export const inMonth = (month: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`s.from_on < ${month} + interval '1 month' and (s.until_on is null or s.until_on >= ${month})`

/** Active cases of a unit of the viewer's, for each of `months` (first days). */
export async function unitMonths(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  months: readonly CalendarDay[],
): Promise<UnitMonth[]> {
  if (!viewer.roles.some((role) => role.unitId === unitId)) return []
  const { rows } = await sql<UnitMonth>`
    with s as materialized (select * from ${timesOfUnit(viewer.associationId, unitId)} x),
    had as (
      select distinct m.month, s.thread_id from unnest(${[...months]}::date[]) m(month) join s on ${inMonth(sql`m.month`)}
    )
    select m.month, count(h.thread_id)::int as active, (count(h.thread_id) filter (where exists (
      select from track k where k.association_id = ${viewer.associationId} and k.thread_id = h.thread_id
        and k.start_on < m.month + interval '1 month' and (k.end_on is null or k.end_on >= m.month))))::int as "inIntervention"
    from unnest(${[...months]}::date[]) m(month) left join had h on h.month = m.month
    group by m.month order by m.month`.execute(tx)
  return rows
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Viewer } from '../access/public.ts'

/** How many people a unit had an open course with in a month, and how many of them a track ran for. */
export type UnitMonth = { month: CalendarDay; active: number; inIntervention: number }

/**
 * Active cases of a unit of the viewer's, for each of `months` (first days). A team's are those taken in and not discharged before the month;
 * another unit's are those it began, until a team took them in.
 */
export async function unitMonths(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  months: readonly CalendarDay[],
): Promise<UnitMonth[]> {
  if (!viewer.roles.some((role) => role.unitId === unitId)) return []
  const { rows } = await sql<UnitMonth>`
    select m.month, count(t.thread_id)::int as active, (count(t.thread_id) filter (where exists (
      select from track k where k.association_id = t.association_id and k.thread_id = t.thread_id
        and k.start_on < m.month + interval '1 month' and (k.end_on is null or k.end_on >= m.month))))::int as "inIntervention"
    from unnest(${[...months]}::date[]) m(month)
    left join thread t on t.association_id = ${viewer.associationId}
      and ((t.team_unit_id = ${unitId} and t.intake_on < m.month + interval '1 month' and (t.discharged_on is null or t.discharged_on >= m.month))
        or (t.unit_id = ${unitId} and t.team_unit_id is distinct from ${unitId} and t.opened_on < m.month + interval '1 month'
          and coalesce(t.intake_on, t.discharged_on, 'infinity') >= m.month))
      -- Away between a discharge and a beginning anew.
      and not exists (select from discharge d where d.association_id = t.association_id and d.thread_id = t.thread_id
        and d.on_day < m.month and d.reopened_on >= m.month + interval '1 month')
    group by m.month order by m.month`.execute(tx)
  return rows
}

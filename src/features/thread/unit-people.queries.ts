import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Viewer } from '../access/public.ts'
import { inMonth, timesOfUnit } from './unit-month.queries.ts'

/** Somebody a unit had in a month: as its active cases of that month are counted (`unitMonths`). */
export type UnitPerson = {
  threadId: string
  /** The unit's own contact of the person, where there is one. */
  contactId: string | null
  sex: 'man' | 'woman' | null
  birthYear: number | null
  /** Whether a track of the unit's own knowledge ran in the month. */
  inIntervention: boolean
}

/** The people of a unit of the viewer's in a month (its first day), in the order in which their threads began. */
export async function unitPeople(tx: Tx, viewer: Viewer, unitId: number, month: CalendarDay): Promise<UnitPerson[]> {
  const { rows } = await sql<UnitPerson>`
    select t.thread_id as "threadId", c.user_id as "contactId", i.sex, extract(year from i.birth_day)::int as "birthYear",
      exists (select from track k where k.association_id = t.association_id and k.thread_id = t.thread_id
        and k.start_on < ${month}::date + interval '1 month' and (k.end_on is null or k.end_on >= ${month}::date)) as "inIntervention"
    from (select distinct s.thread_id from ${timesOfUnit(viewer.associationId, unitId)} s where ${inMonth(sql`${month}::date`)}) h
    join thread t on t.association_id = ${viewer.associationId} and t.thread_id = h.thread_id
    left join participant_identity i on i.association_id = t.association_id and i.thread_id = t.thread_id
    left join lateral (
      select a.user_id from assignment a
      where a.association_id = t.association_id and a.thread_id = t.thread_id and a.unit_id = ${unitId} and a.until_on is null
      order by a.role = 'lead' desc, a.from_on, a.assignment_id limit 1) c on true
    order by t.opened_on, t.thread_id`.execute(tx)
  return rows
}

import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { unitIdsOf, type Viewer } from '../access/public.ts'
import { type ListFilter, STATES_OF, type ThreadState } from './participant.ts'
import { TELLING_REFERRAL } from './standing.queries.ts'
import type { ReferralStands } from './standing.ts'

export type { ThreadState }

export type ListedParticipant = {
  threadId: string
  caseNumber: string
  state: ThreadState
  /** The referral that says where the thread stands. */
  referral: ReferralStands | null
  openedOn: CalendarDay
  /** Empty for a protected identity: a list is seen by others in the room. */
  name: string
  protected: boolean
  /** The year of birth, only where somebody else on the list has the same name. */
  born: string | null
  /** The viewer's own unit has the person: what is not there is missing, not hidden. */
  mine: boolean
  /** `own`: a thread of the viewer's units · `shared`: a disclosure opens something of it to them, until a day · `ended`: their part is over. */
  how: 'own' | 'shared' | 'ended'
  until: CalendarDay | null
  contact: string | null
  /** The earliest step still to be done. */
  step: string | null
  stepDue: CalendarDay | null
}

export const PAGE_SIZE = 25

type PageAsked = {
  associationId: number
  units: number[]
  states: readonly ThreadState[]
  today: CalendarDay
  offset: number
}

const onePage = compileOnce(
  (_db, { associationId, units, states, today, offset }: PageAsked) => sql<ListedParticipant & { total: number }>`
    with kept as materialized (select * from threads_kept()), shared as materialized (select * from threads_shared()),
    own as (
      select t.thread_id, t.case_number, t.state, t.opened_on, 'own' as how, coalesce(t.team_unit_id, t.unit_id) = any (${units}::int[]) as mine, null::date as until
      from kept k join thread t on t.association_id = ${associationId} and t.thread_id = k.thread_id
      where not k.ended and t.state = any (${states}::text[])
    ), others as materialized (
      select thread_id, 'shared' as how, until from shared
      union all select thread_id, 'ended', null from kept where ended and 'discharged' = any (${states}::text[])
        and not exists (select from shared s where s.thread_id = kept.thread_id)
    ), told as (
      select w.thread_id, coalesce(t.case_number, h.case_number) as case_number, case when w.how = 'ended' then 'discharged' else coalesce(t.state, h.state) end as state,
        coalesce(t.opened_on, h.opened_on) as opened_on, w.how, false as mine, w.until
      from others w
      left join thread t on t.association_id = ${associationId} and t.thread_id = w.thread_id
      left join heads_of((select array_agg(o.thread_id) from others o)) h on h.thread_id = w.thread_id
    ), chosen as (
      select i.association_id, k.*, i.protection,
        case when i.protection = 'none' then i.given_name || ' ' || i.family_name else '' end as name,
        case when i.protection = 'none' and count(*) over (partition by i.name_key, i.protection = 'none') > 1
          then coalesce(left(i.person_number, 4), to_char(i.birth_day, 'YYYY')) end as born,
        count(*) over () as total, row_number() over (order by i.protection <> 'none', i.name_key, k.thread_id) as place
      from (select * from own union all select * from told w where w.state = any (${states}::text[])) k
      join participant_identity i on i.association_id = ${associationId} and i.thread_id = k.thread_id
      order by place limit ${PAGE_SIZE} offset ${offset}
    )
    select t.thread_id as "threadId", t.case_number as "caseNumber", t.state, t.opened_on as "openedOn", t.name, t.born, t.protection <> 'none' as protected, t.mine, t.total,
      t.how, t.until,
      (select u.name from assignment a join account_user u on u.id = a.user_id
        where a.association_id = ${associationId} and a.thread_id = t.thread_id and a.from_on <= ${today} and (a.until_on is null or a.until_on >= ${today})
          and (a.role in ('lead', 'social', 'work') or (a.role = 'referrer' and t.state in ('begun', 'referred', 'queued')))
        order by a.role = 'lead' desc, a.from_on desc limit 1) as contact,
      ${TELLING_REFERRAL} as referral, n.what as step, n.due_on as "stepDue"
    from chosen t left join lateral (
      select s.what, s.due_on from next_step s
      where s.association_id = ${associationId} and s.thread_id = t.thread_id and s.done_on is null and s.dropped_reason = '' order by s.due_on limit 1) n on true
    order by t.place`,
)

/**
 * Participants whose thread one of the viewer's own units began, has taken in, or takes part in; those shared with them, also after the own part has ended;
 * and, among the ended ones, those whose thread a unit of theirs keeps. One page by family name, and how many there are in all. A protected identity is on the list only for its named users: the identity row is joined, and its policy gives it to nobody else.
 */
export async function listParticipants(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  page: number,
  filter: ListFilter = 'all',
): Promise<{ rows: ListedParticipant[]; total: number }> {
  const rows = await onePage(tx, {
    associationId: viewer.associationId,
    units: unitIdsOf(viewer),
    states: STATES_OF[filter],
    today,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { rows: rows.map(({ total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

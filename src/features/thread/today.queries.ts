import { type RawBuilder, sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import { writtenRowsInOne as list } from '../../platform/database/rows-in-one.ts'
import { addDays, type CalendarDay } from '../../shared/calendar-day.ts'
import { unitIdsOf, type Viewer } from '../access/public.ts'
import { ANSWER_DAYS } from './referral/referral.ts'
import type { ReferralStands } from './standing.ts'

/** A person on a start page; the name is empty for a protected identity. */
export type Who = { threadId: string; name: string; protected: boolean }

/** One of some people; how many they are together, also those beyond what is listed. */
export type OneOf = Who & { total: number }

export type MyParticipant = OneOf & {
  state: string
  step: string | null
  stepDue: CalendarDay | null
  lastDay: CalendarDay | null
}
export type MyStep = OneOf & { nextStepId: string; what: string; dueOn: CalendarDay }
export type OpenReferral = OneOf &
  ReferralStands & { referralId: string; sentOn: CalendarDay | null; from: string; to: string | null }
export type Waiting = OneOf & {
  referralId: string
  enteredOn: CalendarDay
  sentOn: CalendarDay | null
  calledOn: CalendarDay | null
}

/** Everything a start page may need, each list capped; what a desk does not have is empty. */
export type Today = {
  mine: MyParticipant[]
  steps: MyStep[]
  withoutStep: OneOf[]
  withoutContact: OneOf[]
  toDecide: OpenReferral[]
  waiting: Waiting[]
  /** Answered with no or with something better, for whoever referred to take on. */
  answers: OpenReferral[]
  sent: OpenReferral[]
  active: number
  /** Places of the viewer's teams together; null where no team has a number. */
  capacity: number | null
}

const WHO = sql`t.thread_id as "threadId", case when i.protection = 'none' then i.given_name || ' ' || i.family_name else '' end as "name", i.protection <> 'none' as "protected"`
/** The person of a row `t`, of the thread or about it: through the identity's own policy, so a protected person is on nobody's list but the named users'. */
const IDENTITY = sql`join participant_identity i on i.association_id = t.association_id and i.thread_id = t.thread_id`
const MOST = 12
/** How many there are, also beyond what is listed. */
const TOTAL = sql`count(*) over () as "total"`
/** A referral that led to intake stays on the sender's start page this long. */
const TAKEN_IN_DAYS = 14
/** What of a referral `r` says where it stands. */
const STANDS = sql`r.state as "state", r.study_visit_outcome as "studyVisitOutcome", r.called_on as "calledOn", r.taken_in_on as "takenInOn", false as "continued"`
const CONTINUED = sql`exists (select 1 from referral n where n.association_id = r.association_id and n.continues_referral_id = r.referral_id)`

type Asked = {
  associationId: number
  userId: string
  units: number[]
  today: CalendarDay
  soon: CalendarDay
  recent: CalendarDay
  answered: CalendarDay
}

/** Referrals that the viewer's own units have sent or write, with the person and the team. */
const ownReferrals = (association: RawBuilder<unknown>, units: RawBuilder<unknown>) => sql`
  from referral r cross join lateral (select r.association_id, r.thread_id) t ${IDENTITY}
  left join unit u on u.association_id = r.association_id and u.unit_id = r.to_unit_id
  where r.association_id = ${association} and r.unit_id = ${units}`

/** Whose start page it is: what somebody decides is on it, and nobody is looked up for a list it does not have. */
export type Desk = 'leader' | 'member' | 'authority'

export const deskOf = (viewer: Viewer): Desk =>
  viewer.roles.some((held) => held.role === 'team_leader' && held.unitKind === 'team')
    ? 'leader'
    : viewer.roles.some((held) => held.unitKind === 'team')
      ? 'member'
      : 'authority'

const NOBODY = sql`'[]'::json`

const startPage = (desk: Desk) =>
  compileOnce((_db, given: Asked) => {
    const leads = desk === 'leader'
    const inTeam = desk !== 'authority'

    const a = sql`${given.associationId}::int`
    const me = sql`${given.userId}::uuid`
    const day = sql`${given.today}::date`
    const soon = sql`${given.soon}::date`
    const recent = sql`${given.recent}::date`
    const answered = sql`${given.answered}::date`
    const mineUnits = sql`any (${given.units}::int[])`
    const openStep = sql`from next_step s where s.association_id = t.association_id and s.thread_id = t.thread_id and s.done_on is null and s.dropped_reason = ''`
    // As carries() in assignment.ts: whoever referred the person, or only knows them, is no contact once the team has them.
    const current = sql`c.association_id = t.association_id and c.thread_id = t.thread_id and c.role in ('lead', 'social', 'work') and c.from_on <= ${day} and (c.until_on is null or c.until_on >= ${day})`
    // The people the team has, looked at once for all that is asked of them.
    const here = sql`with here as materialized (select t.association_id, t.thread_id, exists (select 1 ${openStep}) as step, exists (select 1 from assignment c where ${current}) as contact
      from thread t where t.association_id = ${a} and t.team_unit_id = ${mineUnits} and t.state = 'active')`
    const lacking = (what: 'step' | 'contact') =>
      list(
        sql`select ${WHO}, ${TOTAL} from here t ${IDENTITY} where not t.${sql.ref(what)} order by t.thread_id limit ${MOST}`,
      )
    return sql<Today>`${inTeam ? here : sql``} select
    ${
      inTeam
        ? list(sql`select ${WHO}, ${TOTAL}, t.state as "state", n.what as "step", n.due_on as "stepDue", (select max(e.on_day) from thread_event e where e.association_id = t.association_id and e.thread_id = t.thread_id) as "lastDay"
      from (select distinct c.association_id, c.thread_id from assignment c
        where c.association_id = ${a} and c.user_id = ${me} and c.from_on <= ${day} and (c.until_on is null or c.until_on >= ${day})) c
      join thread t on t.association_id = c.association_id and t.thread_id = c.thread_id ${IDENTITY}
      left join lateral (select s.what, s.due_on ${openStep} order by s.due_on limit 1) n on true
      where t.state = 'active'
      order by n.due_on nulls first, t.thread_id limit 30`)
        : NOBODY
    } as mine,
    ${list(sql`select ${WHO}, ${TOTAL}, t.next_step_id as "nextStepId", t.what as "what", t.due_on as "dueOn"
      from next_step t ${IDENTITY}
      where t.association_id = ${a} and t.who_user_id = ${me} and t.done_on is null and t.dropped_reason = '' and t.due_on <= ${soon}
      order by t.due_on limit ${MOST}`)} as steps,
    ${inTeam ? lacking('step') : NOBODY} as "withoutStep",
    ${inTeam ? lacking('contact') : NOBODY} as "withoutContact",
    ${
      leads
        ? list(sql`select ${WHO}, ${TOTAL}, ${STANDS}, r.referral_id as "referralId", r.sent_on as "sentOn", u.name as "from", null as "to"
      from referral r join thread t on t.association_id = r.association_id and t.thread_id = r.thread_id ${IDENTITY}
      join unit u on u.association_id = r.association_id and u.unit_id = r.unit_id
      where r.association_id = ${a} and r.to_unit_id = ${mineUnits} and r.state in ('sent', 'received', 'study_visit') order by r.sent_on limit ${MOST}`)
        : NOBODY
    } as "toDecide",
    ${
      leads
        ? list(sql`select ${WHO}, ${TOTAL}, q.referral_id as "referralId", q.entered_on as "enteredOn", r.sent_on as "sentOn", q.intake_planned_on as "calledOn"
      from queue_entry q join thread t on t.association_id = q.association_id and t.thread_id = q.thread_id ${IDENTITY}
      left join referral r on r.association_id = q.association_id and r.referral_id = q.referral_id
      where q.association_id = ${a} and q.unit_id = ${mineUnits} and q.left_on is null order by q.place, q.entered_on limit ${MOST}`)
        : NOBODY
    } as waiting,
    ${list(sql`select ${WHO}, ${TOTAL}, ${STANDS}, r.referral_id as "referralId", r.sent_on as "sentOn", '' as "from", u.name as "to"
      ${ownReferrals(a, mineUnits)} and r.state in ('declined', 'redirected') and r.decided_on >= ${answered} and not ${CONTINUED}
      order by r.contact_user_id <> ${me}, r.decided_on, r.referral_id limit ${MOST}`)} as answers,
    ${list(sql`select ${WHO}, ${TOTAL}, ${STANDS}, r.referral_id as "referralId", r.sent_on as "sentOn", '' as "from", u.name as "to"
      ${ownReferrals(a, mineUnits)} and (r.state in ('draft', 'sent', 'received', 'study_visit') or (r.state = 'accepted' and (r.taken_in_on is null or r.taken_in_on >= ${recent})))
      order by r.sent_on nulls first, r.referral_id limit ${MOST}`)} as sent,
    ${leads ? sql`(select count(*)::int from here)` : sql`0`} as active,
    ${leads ? sql`(select sum(u.capacity)::int from unit u where u.association_id = ${a} and u.unit_id = ${mineUnits})` : sql`null::int`} as capacity`
  })

const startPages = { leader: startPage('leader'), member: startPage('member'), authority: startPage('authority') }

/** The start page of somebody who meets participants, in one statement. */
export async function todayOf(tx: Tx, viewer: Viewer, today: CalendarDay, desk = deskOf(viewer)): Promise<Today> {
  const rows = await startPages[desk](tx, {
    associationId: viewer.associationId,
    userId: viewer.userId,
    units: unitIdsOf(viewer),
    today,
    soon: addDays(today, 7),
    recent: addDays(today, -TAKEN_IN_DAYS),
    answered: addDays(today, -ANSWER_DAYS),
  })
  return rows[0] as Today
}

import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import { type OfThread, ofThread, type Viewer } from '../access/public.ts'
import type { ThreadState } from './participant.queries.ts'
import { HEADLINE, type ReferralState, type VisitOutcome } from './referral/referral.ts'
import type { AssignmentRole } from './work/assignment.ts'

/** A participant's thread as the viewer may see it. */
export type Thread = {
  threadId: string
  unitId: number
  authorityId: number
  teamUnitId: number | null
  caseNumber: string
  state: ThreadState
  language: string
  interpreter: boolean
  /** What the person wants. Part of the plan: absent for a receiver who was not given the plan. */
  ownWords: string | null
  openedOn: CalendarDay
  intakeOn: CalendarDay | null
  dischargedOn: CalendarDay | null
  version: number
  acl: number[]
  /**
   * Only what somebody is told who does not see the thread's own row. A receiver whose giver did not begin the thread: `unitId` is the giver,
   * `openedOn` the first day of what was given. A unit whose part has ended: `unitId` is that unit, `openedOn` and `dischargedOn` are of its part.
   */
  lean: boolean
  /** Absent where the identity is protected and the viewer is not named. */
  identity: Identity | null
}

export type Identity = {
  givenName: string
  familyName: string
  personNumber: string | null
  phone: string
  email: string
  protection: 'none' | 'marking' | 'protected_registration'
}

const oneThread = compileOnce((db, given: OfThread) =>
  db
    .selectFrom('thread as t')
    .leftJoin('participantIdentity as i', (join) =>
      join.onRef('i.associationId', '=', 't.associationId').onRef('i.threadId', '=', 't.threadId'),
    )
    .select([
      't.threadId',
      't.unitId',
      't.authorityId',
      't.teamUnitId',
      't.caseNumber',
      't.state',
      't.language',
      't.interpreter',
      sql<string | null>`case when sees_own_words(t.thread_id) then t.own_words end`.as('ownWords'),
      't.openedOn',
      't.intakeOn',
      't.dischargedOn',
      't.version',
      sql<number[]>`case when t.acl_until > viewer_today() then t.acl
        else grantees_today(t.thread_id, t.unit_id, t.authority_id, t.category) end`.as('acl'),
      'i.givenName',
      'i.familyName',
      'i.personNumber',
      'i.phone',
      'i.email',
      'i.protection',
    ])
    .where('t.associationId', '=', given.associationId)
    .where('t.threadId', '=', given.threadId),
)

const leanThread = compileOnce(
  (_db, { associationId, threadId }: OfThread) => sql<Awaited<ReturnType<typeof oneThread>>[number]>`
  select h.thread_id as "threadId", h.unit_id as "unitId", h.authority_id as "authorityId", h.team_unit_id as "teamUnitId", h.case_number as "caseNumber",
    h.state, h.language, h.interpreter, h.own_words as "ownWords", h.opened_on as "openedOn", h.intake_on as "intakeOn", h.discharged_on as "dischargedOn",
    h.version, h.acl, i.given_name as "givenName", i.family_name as "familyName", i.person_number as "personNumber", i.phone, i.email, i.protection
  from head_of(${threadId}) h left join participant_identity i on i.association_id = ${associationId} and i.thread_id = h.thread_id`,
)

/** The thread, or undefined where it is absent or the viewer may not open it: the two look the same. */
export async function threadOf(tx: Tx, viewer: Viewer, threadId: string): Promise<Thread | undefined> {
  if (!isUuid(threadId)) return undefined
  const whole = (await oneThread(tx, ofThread(viewer, threadId)))[0]
  const row = whole ?? (await leanThread(tx, ofThread(viewer, threadId)))[0]
  if (!row) return undefined
  const { givenName, familyName, personNumber, phone, email, protection, state, ...thread } = row
  const identity =
    givenName === null || familyName === null
      ? null
      : {
          givenName,
          familyName,
          personNumber,
          phone: phone ?? '',
          email: email ?? '',
          protection: (protection ?? 'none') as Identity['protection'],
        }
  return { ...thread, state: state as ThreadState, lean: !whole, identity }
}

/** The rows that the picture of a thread is drawn from, each only where the viewer may see it. */
export type StoryRows = {
  referrals: {
    referralId: string
    unitId: number
    toUnitId: number | null
    state: ReferralState
    sentOn: CalendarDay | null
    decidedOn: CalendarDay | null
    studyVisitOn: CalendarDay | null
    studyVisitOutcome: VisitOutcome | null
    calledOn: CalendarDay | null
    receivedOn: CalendarDay | null
    contactName: string
    takenInOn: CalendarDay | null
    /** Taken up again in a new referral. */
    continued: boolean
    /** What the person said then, where it is short enough to stand above the thread. */
    ownWords: string
  }[]
  /** Places in queues by their first day; a referral that was queued again has several. */
  queue: {
    referralId: string
    unitId: number
    enteredOn: CalendarDay
    leftOn: CalendarDay | null
    leftHow: string | null
  }[]
  assignments: {
    unitId: number
    userId: string
    name: string
    role: AssignmentRole
    fromOn: CalendarDay
    untilOn: CalendarDay | null
  }[]
  tracks: {
    trackId: string
    unitId: number
    name: string
    lane: string
    quarterHours: number
    startOn: CalendarDay
    endOn: CalendarDay | null
    pauses: { fromOn: CalendarDay; untilOn: CalendarDay | null }[]
  }[]
  discharges: { unitId: number; onDay: CalendarDay; destination: string; reopenedOn: CalendarDay | null }[]
}

/** The referrals of a thread and its places in queues, each as one value. */
export function storyLists({ associationId, threadId }: OfThread) {
  const mine = sql`association_id = ${associationId} and thread_id = ${threadId}`
  return {
    referrals: sql<
      StoryRows['referrals']
    >`(select coalesce(json_agg(json_build_object('referralId', referral_id, 'unitId', unit_id, 'toUnitId', to_unit_id, 'state', state, 'sentOn', sent_on,
       'decidedOn', decided_on, 'studyVisitOn', study_visit_on, 'studyVisitOutcome', study_visit_outcome, 'calledOn', called_on, 'receivedOn', received_on, 'takenInOn', taken_in_on,
       'contactName', (select u.name from account_user u where u.id = contact_user_id),
       'continued', exists (select from referral n where n.association_id = r.association_id and n.continues_referral_id = r.referral_id),
       'ownWords', case when length(own_words) <= ${HEADLINE} then own_words else '' end) order by sent_on, referral_id), '[]') from referral r where ${mine})`,
    queue: sql<
      StoryRows['queue']
    >`(select coalesce(json_agg(json_build_object('referralId', referral_id, 'unitId', unit_id, 'enteredOn', entered_on, 'leftOn', left_on, 'leftHow', left_how)
       order by entered_on, queue_entry_id), '[]')
       from queue_entry where ${mine})`,
  }
}

/** Name for headings: never the name of a protected person on a list; on the page only for those who are named. */
export const nameOf = (identity: Identity | null, protectedWord: string): string =>
  identity ? `${identity.givenName} ${identity.familyName}` : protectedWord

/** What a paper calls the person: a paper is left lying about, so a protected person has no name on it, whoever prints it. */
export async function nameOnPaper(tx: Tx, viewer: Viewer, threadId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('participantIdentity')
    .select(['givenName', 'familyName'])
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .where('protection', '=', 'none')
    .executeTakeFirst()
  return row && `${row.givenName} ${row.familyName}`
}

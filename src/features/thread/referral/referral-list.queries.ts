import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import type { Tx } from '../../../platform/database/db.ts'
import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import { unitIdsOf, type Viewer } from '../../access/public.ts'
import { ANSWER_DAYS, ANSWERED, type ReferralState, type Side, type VisitOutcome } from './referral.ts'

/** A referral as lists show it. */
export type ListedReferral = {
  referralId: string
  threadId: string
  state: ReferralState
  /** Undefined when the unit has let go of the thread. */
  caseNumber: string | null
  /** Empty for a protected identity, and where the viewer no longer sees who it is. */
  name: string
  protected: boolean
  fromName: string
  toName: string | null
  contactName: string
  contactUserId: string
  sentOn: CalendarDay | null
  receivedOn: CalendarDay | null
  studyVisitOn: CalendarDay | null
  studyVisitOutcome: VisitOutcome | null
  decidedOn: CalendarDay | null
  calledOn: CalendarDay | null
  takenInOn: CalendarDay | null
  continued: boolean
}

export const REFERRAL_GROUPS = ['open', 'done', 'all'] as const
export type ReferralGroup = (typeof REFERRAL_GROUPS)[number]

export type ReferralFilter = { side: Side; group: ReferralGroup; mine: boolean; page: number }

export const REFERRALS_PER_PAGE = 25

/** Awaiting the receiver's decision. */
export const UNDECIDED: readonly ReferralState[] = ['sent', 'received', 'study_visit']

type Where = ExpressionBuilder<DB & { r: DB['referral'] }, 'r'>
type OnSide = Pick<ReferralFilter, 'side' | 'group'>

/** The referral in which `r` was taken up again. */
const continuation = (eb: Where) =>
  eb
    .selectFrom('referral as n')
    .whereRef('n.associationId', '=', 'r.associationId')
    .whereRef('n.continuesReferralId', '=', 'r.referralId')
    .select('n.referralId')

/** Answered with no, or with something better, and not yet taken up again (`answerWaits`). */
const answered = (eb: Where, today: CalendarDay): Expression<SqlBool> =>
  eb.and([
    eb('r.state', 'in', [...ANSWERED]),
    eb('r.decidedOn', '>=', addDays(today, -ANSWER_DAYS)),
    eb.not(eb.exists(continuation(eb))),
  ])

function ofGroup(eb: Where, { side, group }: OnSide, today: CalendarDay): Expression<SqlBool> | undefined {
  const waiting = eb.or([
    eb('r.state', 'in', ['draft', ...UNDECIDED]),
    eb.and([eb('r.state', '=', 'accepted'), eb('r.takenInOn', 'is', null)]),
    ...(side === 'sender' ? [answered(eb, today)] : []),
  ])
  if (group === 'open') return waiting
  return group === 'done' ? eb.not(waiting) : undefined
}

/** Rows of own units on this side; the units are the key, the policy does the rest. */
function conditions(eb: Where, viewer: Viewer, filter: OnSide & Pick<ReferralFilter, 'mine'>, today: CalendarDay) {
  const units = eb.fn.any(eb.val(unitIdsOf(viewer)))
  const side =
    filter.side === 'sender'
      ? eb('r.unitId', '=', units)
      : eb.and([eb('r.toUnitId', '=', units), eb('r.state', '<>', 'draft')])
  const mine = filter.mine ? eb('r.contactUserId', '=', viewer.userId) : undefined
  const wanted = [eb('r.associationId', '=', viewer.associationId), side, ofGroup(eb, filter, today), mine]
  return eb.and(wanted.filter((one) => one !== undefined))
}

function rowsOf(tx: Tx) {
  return tx
    .selectFrom('referral as r')
    .innerJoin('unit as f', (on) =>
      on.onRef('f.associationId', '=', 'r.associationId').onRef('f.unitId', '=', 'r.unitId'),
    )
    .leftJoin('unit as g', (on) =>
      on.onRef('g.associationId', '=', 'r.associationId').onRef('g.unitId', '=', 'r.toUnitId'),
    )
    .innerJoin('accountUser as c', 'c.id', 'r.contactUserId')
    .leftJoin('thread as t', (on) =>
      on.onRef('t.associationId', '=', 'r.associationId').onRef('t.threadId', '=', 'r.threadId'),
    )
    .leftJoin('participantIdentity as i', (on) =>
      on.onRef('i.associationId', '=', 'r.associationId').onRef('i.threadId', '=', 'r.threadId'),
    )
    .select((eb) => [
      'r.referralId',
      'r.threadId',
      'r.state',
      sql<string | null>`coalesce(t.case_number, case_number_of(r.thread_id))`.as('caseNumber'),
      'i.givenName',
      'i.familyName',
      'i.protection',
      'f.name as fromName',
      'g.name as toName',
      'c.name as contactName',
      'r.contactUserId',
      'r.sentOn',
      'r.receivedOn',
      'r.studyVisitOn',
      'r.studyVisitOutcome',
      'r.decidedOn',
      'r.calledOn',
      'r.takenInOn',
      eb.exists(continuation(eb as unknown as Where)).as('continued'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const listed = ({ givenName, familyName, protection, caseNumber, ...row }: Row): ListedReferral => ({
  ...row,
  caseNumber,
  state: row.state as ReferralState,
  studyVisitOutcome: row.studyVisitOutcome as VisitOutcome | null,
  continued: Boolean(row.continued),
  // Who may see the thread but not the identity row is not named for a protected person.
  protected: caseNumber !== null && protection !== 'none',
  name: protection === 'none' ? `${givenName} ${familyName}`.trim() : '',
})

/** One page of referrals: first what awaits the viewer's own answer, then drafts, then the one that has waited longest. */
export async function listReferrals(
  tx: Tx,
  viewer: Viewer,
  filter: ReferralFilter,
  today: CalendarDay,
): Promise<ListedReferral[]> {
  const rows = await rowsOf(tx)
    .where((eb) => conditions(eb as unknown as Where, viewer, filter, today))
    .orderBy((eb) => {
      const where = eb as unknown as Where
      const mine = filter.side === 'receiver' ? where('r.state', 'in', [...UNDECIDED]) : answered(where, today)
      return where.case().when(mine).then(0).when('r.state', '=', 'draft').then(1).else(2).end()
    })
    .orderBy('r.sentOn', (order) => (filter.group === 'open' ? order.asc() : order.desc().nullsLast()))
    .orderBy('r.referralId', 'desc')
    .limit(REFERRALS_PER_PAGE)
    .offset((filter.page - 1) * REFERRALS_PER_PAGE)
    .execute()
  return rows.map(listed)
}

/** How many there are in each group on one side. */
export async function countReferrals(
  tx: Tx,
  viewer: Viewer,
  filter: Pick<ReferralFilter, 'side' | 'mine'>,
  today: CalendarDay,
): Promise<Record<ReferralGroup, number> & { undecided: number }> {
  const row = await tx
    .selectFrom('referral as r')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn
        .countAll<number>()
        .filterWhere(
          (where) => ofGroup(where as unknown as Where, { ...filter, group: 'open' }, today) ?? where.lit(true),
        )
        .as('open'),
      eb.fn
        .countAll<number>()
        .filterWhere('r.state', 'in', [...UNDECIDED])
        .as('undecided'),
    ])
    .where((eb) => conditions(eb as unknown as Where, viewer, { ...filter, group: 'all' }, today))
    .executeTakeFirstOrThrow()
  const [all, open, undecided] = [Number(row.all), Number(row.open), Number(row.undecided)]
  return { all, open, undecided, done: all - open }
}

/** Every referral of this person that the viewer may see, oldest first. */
export async function referralsOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<ListedReferral[]> {
  const rows = await rowsOf(tx)
    .where('r.associationId', '=', viewer.associationId)
    .where('r.threadId', '=', threadId)
    .orderBy('r.referralId')
    .execute()
  return rows.map(listed)
}

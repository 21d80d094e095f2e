import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Viewer } from '../../access/public.ts'
import type { Meeting } from '../work/appointment.ts'
import { queueOrder } from './queue.ts'

export type QueueEntry = {
  queueEntryId: string
  threadId: string
  unitId: number
  authorityId: number
  alsoUnitId: number | null
  referralId: string
  enteredOn: CalendarDay
  place: number
  leftOn: CalendarDay | null
  leftHow: string | null
  intakePlannedOn: CalendarDay | null
  noShows: number
  version: number
}

const entries = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('queueEntry as q')
    .select([
      'q.queueEntryId',
      'q.threadId',
      'q.unitId',
      'q.authorityId',
      'q.alsoUnitId',
      'q.referralId',
      'q.enteredOn',
      'q.place',
      'q.leftOn',
      'q.leftHow',
      'q.intakePlannedOn',
      'q.noShows',
      'q.version',
    ])
    .where('q.associationId', '=', viewer.associationId)

/** The entry by which the person stands in the queue today because of this referral. */
export const openEntryOf = (tx: Tx, viewer: Viewer, referralId: string): Promise<QueueEntry | undefined> =>
  entries(tx, viewer).where('q.referralId', '=', referralId).where('q.leftOn', 'is', null).executeTakeFirst()

/** The unit's queue in its order. `lock` holds it still while places are changed. */
export async function standingQueue(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  { lock = false } = {},
): Promise<QueueEntry[]> {
  const query = entries(tx, viewer)
    .where('q.unitId', '=', unitId)
    .where('q.leftOn', 'is', null)
    .orderBy('q.queueEntryId')
  const rows = await (lock ? query.forUpdate() : query).execute()
  return rows.sort(queueOrder)
}

/** Does somebody stand before this entry (or, outside the queue, in the queue at all)? */
export async function stoodBefore(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  entry: QueueEntry | undefined,
): Promise<boolean> {
  const queue = await standingQueue(tx, viewer, unitId)
  return entry ? queue[0]?.queueEntryId !== entry.queueEntryId : queue.length > 0
}

/** The place a referral has in the team's queue, for the team: what can be done with it there. */
export type InQueue = Pick<QueueEntry, 'queueEntryId' | 'intakePlannedOn'> & { alone: boolean }

export async function inQueueOf(
  tx: Tx,
  viewer: Viewer,
  { queue, toUnitId }: { queue: QueueEntry | undefined; toUnitId: number | null },
): Promise<InQueue | undefined> {
  if (!queue || toUnitId === null) return undefined
  const { queueEntryId, intakePlannedOn } = queue
  return { queueEntryId, intakePlannedOn, alone: (await standingQueue(tx, viewer, toUnitId)).length === 1 }
}

/** Somebody in a team's queue, as the team's list shows them. */
export type Queued = QueueEntry & {
  caseNumber: string
  /** Empty for a protected identity. */
  name: string
  protected: boolean
  sentOn: CalendarDay | null
  wishedStart: CalendarDay | null
  fromName: string
  /** What was last said of the call beside its day. */
  called: Meeting
  /** Why the person was last moved; the team's own. */
  moveReason: string | null
}

/** The team's queue with names, in its order. A protected person stands in it without a name, also for those who are named. */
export async function queueOfUnit(tx: Tx, viewer: Viewer, unitId: number): Promise<Queued[]> {
  const rows = await entries(tx, viewer)
    .innerJoin('referral as r', (on) =>
      on.onRef('r.associationId', '=', 'q.associationId').onRef('r.referralId', '=', 'q.referralId'),
    )
    .innerJoin('unit as u', (on) =>
      on.onRef('u.associationId', '=', 'r.associationId').onRef('u.unitId', '=', 'r.unitId'),
    )
    .innerJoin('thread as t', (on) =>
      on.onRef('t.associationId', '=', 'q.associationId').onRef('t.threadId', '=', 'q.threadId'),
    )
    .leftJoin('participantIdentity as i', (on) =>
      on.onRef('i.associationId', '=', 'q.associationId').onRef('i.threadId', '=', 'q.threadId'),
    )
    .select((eb) => [
      't.caseNumber',
      'i.givenName',
      'i.familyName',
      'i.protection',
      'r.sentOn',
      'r.wishedStart',
      'r.calledTime',
      'r.calledPlace',
      'r.calledWho',
      'u.name as fromName',
      eb
        .selectFrom('queueMove as m')
        .whereRef('m.associationId', '=', 'q.associationId')
        .whereRef('m.queueEntryId', '=', 'q.queueEntryId')
        .orderBy('m.queueMoveId', 'desc')
        .limit(1)
        .select('m.reason')
        .as('moveReason'),
    ])
    .where('q.unitId', '=', unitId)
    .where('q.leftOn', 'is', null)
    .execute()
  return rows
    .map(({ givenName, familyName, protection, calledTime, calledPlace, calledWho, ...row }) => ({
      ...row,
      called: { time: calledTime, place: calledPlace, who: calledWho },
      protected: protection !== 'none',
      name: protection === 'none' ? `${givenName} ${familyName}` : '',
    }))
    .sort(queueOrder)
}

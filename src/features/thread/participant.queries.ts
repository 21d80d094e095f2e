import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { unitIdsOf, type Viewer } from '../access/public.ts'

export type ThreadState = 'begun' | 'referred' | 'queued' | 'active' | 'discharged'

export type ListedParticipant = {
  threadId: string
  caseNumber: string
  state: ThreadState
  openedOn: CalendarDay
  /** Empty for a protected identity: a list is seen by others in the room. */
  name: string
  protected: boolean
  contact: string | null
}

const PAGE_SIZE = 25

/**
 * Participants whose thread one of the viewer's own units holds, one page, latest first. A protected identity is on the list
 * only for its named users: the identity row is joined, and the policy gives it to nobody else.
 */
export async function listParticipants(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  page: number,
): Promise<ListedParticipant[]> {
  const units = unitIdsOf(viewer)
  const rows = await tx
    .selectFrom('thread as t')
    .innerJoin('participantIdentity as i', (join) =>
      join.onRef('i.associationId', '=', 't.associationId').onRef('i.threadId', '=', 't.threadId'),
    )
    .select((eb) => [
      't.threadId',
      't.caseNumber',
      't.state',
      't.openedOn',
      'i.givenName',
      'i.familyName',
      'i.protection',
      eb
        .selectFrom('assignment as a')
        .innerJoin('accountUser as u', 'u.id', 'a.userId')
        .whereRef('a.associationId', '=', 't.associationId')
        .whereRef('a.threadId', '=', 't.threadId')
        .where((or) => or.or([or('a.untilOn', 'is', null), or('a.untilOn', '>=', today)]))
        .orderBy('a.fromOn', 'desc')
        .limit(1)
        .select('u.name')
        .as('contact'),
    ])
    .where('t.associationId', '=', viewer.associationId)
    .where((eb) =>
      eb.or([eb('t.teamUnitId', '=', eb.fn.any(eb.val(units))), eb('t.unitId', '=', eb.fn.any(eb.val(units)))]),
    )
    .orderBy('t.threadId', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return rows.map(({ givenName, familyName, protection, ...row }) => ({
    ...row,
    state: row.state as ThreadState,
    protected: protection !== 'none',
    name: protection === 'none' ? `${givenName} ${familyName}` : '',
  }))
}

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { unitIdsOf, type Viewer } from '../../access/public.ts'

/** Somebody the viewer's own unit already has a thread for. */
export type KnownPerson = {
  threadId: string
  caseNumber: string
  name: string
  personNumber: string | null
  openedOn: CalendarDay
}

/**
 * People whose thread an own unit of the viewer holds. What another unit or authority holds is not looked for at all, and a
 * protected person is found only by who is named: the answer to everybody else is the same as when nobody is there.
 */
function heldPeople(tx: Tx, viewer: Viewer) {
  const own = unitIdsOf(viewer).map((unitId) => unitId * 16)
  return (
    tx
      .selectFrom('participantIdentity as i')
      // Also whom the unit has not worked with for long: it is the same thread that goes on.
      .leftJoin('thread as t', (on) =>
        on.onRef('t.associationId', '=', 'i.associationId').onRef('t.threadId', '=', 'i.threadId'),
      )
      .select([
        'i.threadId',
        'i.givenName',
        'i.familyName',
        'i.personNumber',
        sql<string>`coalesce(t.case_number, case_number_of(i.thread_id))`.as('caseNumber'),
        sql<CalendarDay>`coalesce(t.opened_on, (select min(h.since) from thread_unit h
        where h.association_id = i.association_id and h.thread_id = i.thread_id and h.unit_id * 16 = any (${own}::int[])))`.as(
          'openedOn',
        ),
      ])
      .where('i.associationId', '=', viewer.associationId)
      .where(sql<boolean>`i.acl && ${own}::int[]`)
      .orderBy('i.threadId', 'desc')
      .limit(5)
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof heldPeople>['execute']>>[number]
const known = ({ givenName, familyName, ...row }: Row): KnownPerson => ({
  ...row,
  name: `${givenName} ${familyName}`.trim(),
})

/** The person with this number (twelve digits), where an own unit holds the thread. */
export async function knownByNumber(tx: Tx, viewer: Viewer, digits12: string): Promise<KnownPerson[]> {
  return (await heldPeople(tx, viewer).where('i.personNumber', '=', digits12).execute()).map(known)
}

/** People of the same name; with a number of one's own only those whose number is not known can be the same. */
export async function knownByName(
  tx: Tx,
  viewer: Viewer,
  nameKey: string,
  { hasNumber }: { hasNumber: boolean },
): Promise<KnownPerson[]> {
  const query = heldPeople(tx, viewer).where('i.nameKey', '=', nameKey)
  return (await (hasNumber ? query.where('i.personNumber', 'is', null) : query).execute()).map(known)
}

/** Other threads of the same person that an own unit of the viewer holds: the team may meet somebody twice. */
export async function otherThreadsOf(tx: Tx, viewer: Viewer, threadId: string): Promise<KnownPerson[]> {
  const mine = await tx
    .selectFrom('participantIdentity')
    .select('personNumber')
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .executeTakeFirst()
  if (!mine?.personNumber) return []
  return (await knownByNumber(tx, viewer, mine.personNumber)).filter((one) => one.threadId !== threadId)
}

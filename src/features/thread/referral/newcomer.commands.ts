import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { foldName } from '../../../shared/text.ts'
import { mainUnit, type Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { holdThread } from '../thread-state.commands.ts'
import { knownByName, knownByNumber } from './newcomer.queries.ts'
import type { Newcomer } from './newcomer.schema.ts'

export const nameKeyOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  foldName(`${familyName} ${givenName}`)

/** A thread begun now, or one that the own unit already holds for the same number. */
export type Begun = { threadId: string; already: boolean }

/**
 * Begins a thread for somebody new in the viewer's own unit. The same number in the own unit leads to the thread that is
 * there; the same name is refused once (`conflict: sameName`), until the viewer says that it is somebody else.
 */
export async function beginThread(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  person: Newcomer,
): Promise<Result<Begun>> {
  const held = mainUnit(viewer)
  if (!held) return refuse({ kind: 'not-allowed', reason: 'side' })
  if (person.number) {
    const [known] = await knownByNumber(tx, viewer, person.number.digits12)
    if (known) return ok({ threadId: known.threadId, already: true })
  }
  if (!person.someoneElse) {
    const hasNumber = person.number !== undefined
    const same = await knownByName(tx, viewer, nameKeyOf(person), { hasNumber })
    if (same.length > 0) return refuse({ kind: 'conflict', reason: 'sameName' })
  }
  const threadId = newId()
  const own = { associationId: viewer.associationId, threadId, unitId: held.unitId, authorityId: held.authorityId }
  await holdThread(tx, threadId, held.unitId, today)
  await tx
    .insertInto('thread')
    .values({ ...own, caseNumber: sql<string>`next_case_number(${today})`, openedOn: today })
    .execute()
  await tx
    .insertInto('participantIdentity')
    .values({
      ...own,
      givenName: person.givenName,
      familyName: person.familyName,
      nameKey: nameKeyOf(person),
      personNumber: person.number?.digits12 ?? null,
      birthDay: person.number?.birthDay ?? null,
      sex: person.number?.sex ?? null,
      phone: person.phone,
      protection: person.protection,
      namedUserIds: person.protection === 'none' ? [] : [viewer.userId],
    })
    .execute()
  await recordEvent(tx, viewer, {
    threadId,
    kind: 'thread-begun',
    subject: 'thread',
    subjectId: threadId,
    category: 'identity',
    unitId: held.unitId,
    authorityId: held.authorityId,
    on: today,
  })
  return ok({ threadId, already: false })
}

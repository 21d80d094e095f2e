import type { Tx } from '../../../platform/database/db.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { unitIdsOf, type Viewer } from '../../access/public.ts'
import { nameKeyOf } from '../referral/newcomer.commands.ts'
import { knownByNumber } from '../referral/newcomer.queries.ts'
import { identityForm } from './identity.schema.ts'
import { enter, parse, recordOf, type Typed, type Work } from './work.commands.ts'

/** Who the person is and how they are reached, as it stands. */
export type IdentityFacts = {
  givenName: string
  familyName: string
  /** Twelve digits. */
  personNumber: string | null
  phone: string
  language: string
  interpreter: boolean
  version: number
}

/** Undefined where the identity is protected and the viewer is not named. */
export const identityOf = (tx: Tx, viewer: Viewer, threadId: string): Promise<IdentityFacts | undefined> =>
  tx
    .selectFrom('participantIdentity as i')
    .innerJoin('thread as t', (on) =>
      on.onRef('t.associationId', '=', 'i.associationId').onRef('t.threadId', '=', 'i.threadId'),
    )
    .select(['i.givenName', 'i.familyName', 'i.personNumber', 'i.phone', 't.language', 't.interpreter', 'i.version'])
    .where('i.associationId', '=', viewer.associationId)
    .where('i.threadId', '=', threadId)
    .executeTakeFirst()

/**
 * Corrects who the person is: what stood there before is not kept, since a wrong name or number is nobody's fact (dataskydds-
 * förordningen art. 16). The event says which fields, not what stood in them. A number that an own unit of the viewer has on
 * another thread is refused; what others hold is not looked for.
 */
export async function changeIdentity(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const { tx, viewer, today } = work
  const entered = await enter(work, threadId, 'identity')
  if (!entered.ok) return entered
  const now = await identityOf(tx, viewer, threadId)
  if (!now) return refuse({ kind: 'not-allowed', reason: 'refused.identity' })
  // Before what is wrong with a field: what was typed belongs to what stood there then.
  if (now.version !== Number(typed.version)) return refuse({ kind: 'stale' })
  const read = parse(identityForm(today), typed)
  if (!read.ok) return read
  const { number, givenName, familyName, phone, language, interpreter, version } = read.value
  const personNumber = number?.digits12 ?? null
  const changed = { givenName, familyName, personNumber, phone, language, interpreter }
  const fields = (Object.keys(changed) as (keyof typeof changed)[]).filter((field) => changed[field] !== now[field])
  if (fields.length === 0) return ok(threadId)
  if (number && fields.includes('personNumber')) {
    const others = (await knownByNumber(tx, viewer, number.digits12)).filter((one) => one.threadId !== threadId)
    if (others.length > 0) return refuse({ kind: 'invalid', fields: { personNumber: 'problem.numberKnown' } })
  }
  const { numUpdatedRows } = await tx
    .updateTable('participantIdentity')
    .set({
      ...{ givenName, familyName, phone, nameKey: nameKeyOf({ givenName, familyName }), version: version + 1 },
      ...(fields.includes('personNumber')
        ? { personNumber, birthDay: number?.birthDay ?? null, sex: number?.sex ?? null }
        : {}),
    })
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return refuse({ kind: 'stale' })
  // The form stands on the identity's version alone: what else happens to the thread does not make it stale.
  if (fields.includes('language') || fields.includes('interpreter')) {
    await tx
      .updateTable('thread')
      .set({ language, interpreter })
      .where('associationId', '=', viewer.associationId)
      .where('threadId', '=', threadId)
      .execute()
    // A draft of the own unit that says what stood before would bring it back when it is sent.
    await tx
      .updateTable('referral')
      .set((eb) => ({ language, interpreter, version: eb('version', '+', 1) }))
      .where('associationId', '=', viewer.associationId)
      .where('threadId', '=', threadId)
      .where('unitId', 'in', unitIdsOf(viewer))
      .where('state', '=', 'draft')
      .where('language', '=', now.language)
      .where('interpreter', '=', now.interpreter)
      .execute()
  }
  await recordOf(work, entered.value.owned, {
    ...{ kind: 'identity-changed', category: 'identity', subject: 'participant_identity', subjectId: threadId },
    on: today,
    data: Object.fromEntries(fields.map((field) => [field, true])),
  })
  return ok(threadId)
}

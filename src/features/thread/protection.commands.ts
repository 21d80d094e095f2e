import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordEvent } from './event.commands.ts'
import { leadsHolder, staffOfHolders } from './lead.queries.ts'
import { type Protection, protectionForm } from './protection.schema.ts'
import { enter, parse, type Typed, type Work } from './work.commands.ts'

export type ProtectedIdentity = { protection: Protection; namedUserIds: string[]; version: number }

/** The protection of a person as the viewer may know it; undefined where the identity is hidden from them. */
export async function protectionOf(work: Work, threadId: string): Promise<ProtectedIdentity | undefined> {
  const row = await work.tx
    .selectFrom('participantIdentity')
    .select(['protection', 'namedUserIds', 'version'])
    .where('associationId', '=', work.viewer.associationId)
    .where('threadId', '=', threadId)
    .executeTakeFirst()
  return row && { ...row, protection: row.protection as Protection }
}

/**
 * Sets who may know who a person is. By the leader of a unit that holds the thread; where the identity is protected already, only by somebody who
 * is named. Whoever sets it is always named, so that nobody locks the identity away from everybody.
 */
export async function protectIdentity(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const read = parse(protectionForm, typed)
  const entered = await enter(work, threadId, 'protect')
  if (!entered.ok) return entered
  const { tx, viewer, today } = work
  const now = await protectionOf(work, threadId)
  if (!now || !(await leadsHolder(tx, viewer, entered.value.thread, today)))
    return refuse({ kind: 'not-allowed', reason: 'refused.protect' })
  if (!read.ok) return read
  const { level } = read.value
  const staff = await staffOfHolders(tx, viewer, threadId, today)
  const chosen = staff.filter((one) => one.userId === viewer.userId || read.value.named.includes(one.userId))
  if (level !== 'none' && chosen.length < 2 && staff.length > 1)
    return refuse({ kind: 'invalid', fields: { named: 'problem.fewNamed' } })
  if (now.version !== read.value.version) return refuse({ kind: 'stale' })
  const { numUpdatedRows } = await tx
    .updateTable('participantIdentity')
    .set({
      protection: level,
      namedUserIds: level === 'none' ? [] : chosen.map((one) => one.userId),
      version: now.version + 1,
    })
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .where('version', '=', now.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return refuse({ kind: 'stale' })
  const { unitId, authorityId } = entered.value.owned
  await recordEvent(tx, viewer, {
    ...{ threadId, unitId, authorityId, category: 'identity', on: today },
    ...{ kind: 'identity-changed', subject: 'participant_identity', subjectId: threadId },
  })
  return ok(threadId)
}

import { sql } from 'kysely'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { recordEvent } from '../event.commands.ts'
import { staffOfHolders } from '../work/colleague.queries.ts'
import { enter, parse, type Typed, type Work } from '../work/work.commands.ts'
import { type Protection, protectionForm } from './protection.schema.ts'

export type ProtectedIdentity = { protection: Protection; namedUserIds: string[]; version: number }

/** The protection of a person, for whoever may change it (function `may_protect`); undefined for others. */
export async function protectionOf(work: Work, threadId: string): Promise<ProtectedIdentity | undefined> {
  const { rows } = await sql<ProtectedIdentity>`
    select protection, named_user_ids as "namedUserIds", version from protection_now(${threadId})`.execute(work.tx)
  return rows[0]
}

/**
 * Sets who may know who a person is. By whoever answers for the unit that carries the person; where the identity is protected already, only by
 * somebody who is named. Whoever sets it is always named, so that nobody locks the identity away from everybody.
 */
export async function protectIdentity(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const read = parse(protectionForm, typed)
  const entered = await enter(work, threadId, 'protect')
  if (!entered.ok) return entered
  const { tx, viewer, today } = work
  const now = await protectionOf(work, threadId)
  if (!now) return refuse({ kind: 'not-allowed', reason: 'refused.protect' })
  if (!read.ok) return read
  const { level } = read.value
  const staff = await staffOfHolders(tx, viewer, threadId, today)
  const chosen = staff.filter((one) => one.userId === viewer.userId || read.value.named.includes(one.userId))
  if (level !== 'none' && chosen.length < 2 && staff.length > 1)
    return refuse({ kind: 'invalid', fields: { named: 'problem.fewNamed' } })
  if (now.version !== read.value.version) return refuse({ kind: 'stale' })
  const named = chosen.map((one) => one.userId)
  const { rows } = await sql<{ done: boolean }>`
    select set_protection(${threadId}, ${level}, ${named}::uuid[], ${now.version}) as done`.execute(tx)
  if (!rows[0]?.done) return refuse({ kind: 'stale' })
  const { unitId, authorityId } = entered.value.owned
  await recordEvent(tx, viewer, {
    ...{ threadId, unitId, authorityId, category: 'identity', on: today },
    ...{ kind: 'identity-changed', subject: 'participant_identity', subjectId: threadId },
  })
  return ok(threadId)
}

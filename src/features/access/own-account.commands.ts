import { hashPassword } from 'better-auth/crypto'
import type { Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { isUuid } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordAccess } from './access-event.commands.ts'
import { ownAccount, passkeyOf } from './own-account.queries.ts'
import type { Viewer } from './viewer.ts'

const NOT_FOUND = refuse({ kind: 'not-found' })

/** Name, language and colours of the own account. A new name is written down: others see it. */
export async function changeOwn(
  tx: Tx,
  viewer: Viewer,
  facts: { name: string; language: Lang; colorScheme: NonNullable<Viewer['colorScheme']> },
): Promise<Result<undefined>> {
  await tx
    .updateTable('accountUser')
    .set({ ...facts, updatedAt: new Date() })
    .where('id', '=', viewer.userId)
    .execute()
  if (facts.name !== viewer.name)
    await recordAccess(tx, viewer, {
      ...{ kind: 'name_changed', subjectUserId: viewer.userId },
      data: { from: viewer.name, to: facts.name },
    })
  return ok(undefined)
}

/** A new password; every other session ends. The present password has been checked before. */
export async function changePassword(tx: Tx, viewer: Viewer, password: string): Promise<Result<undefined>> {
  const changed = await tx
    .updateTable('accountCredential')
    .set({ password: await hashPassword(password), updatedAt: new Date() })
    .where('userId', '=', viewer.userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return NOT_FOUND
  await tx
    .deleteFrom('accountSession')
    .where('userId', '=', viewer.userId)
    .where('id', '!=', viewer.sessionId)
    .execute()
  await recordAccess(tx, viewer, { kind: 'password_changed', subjectUserId: viewer.userId })
  return ok(undefined)
}

export async function renamePasskey(
  tx: Tx,
  viewer: Viewer,
  passkeyId: string,
  name: string,
): Promise<Result<undefined>> {
  const passkey = await passkeyOf(tx, viewer, passkeyId)
  if (!passkey) return NOT_FOUND
  await tx
    .updateTable('accountPasskey')
    .set({ name })
    .where('id', '=', passkeyId)
    .where('userId', '=', viewer.userId)
    .execute()
  return ok(undefined)
}

/** Removes a passkey, unless it is the only way into the account. The table writes the event (0091_versions.sql). */
export async function removePasskey(tx: Tx, viewer: Viewer, now: Date, passkeyId: string): Promise<Result<undefined>> {
  const passkey = await passkeyOf(tx, viewer, passkeyId)
  if (!passkey) return NOT_FOUND
  const account = await ownAccount(tx, viewer, now)
  if (account.passkeys.length === 1 && !account.hasPassword && !account.hasOrganisation)
    return refuse({ kind: 'conflict', reason: 'onlyWay' })
  await tx.deleteFrom('accountPasskey').where('id', '=', passkeyId).where('userId', '=', viewer.userId).execute()
  return ok(undefined)
}

/** Signs one of the own devices out. */
export async function endSession(tx: Tx, viewer: Viewer, sessionId: string): Promise<Result<undefined>> {
  if (!isUuid(sessionId)) return NOT_FOUND
  const ended = await tx
    .deleteFrom('accountSession')
    .where('id', '=', sessionId)
    .where('userId', '=', viewer.userId)
    .executeTakeFirst()
  return ended.numDeletedRows === 0n ? NOT_FOUND : ok(undefined)
}

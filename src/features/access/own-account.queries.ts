import type { Tx } from '../../platform/database/db.ts'
import { isUuid } from '../../shared/ids.ts'
import { type Device, deviceOf } from './device.ts'
import type { Viewer } from './viewer.ts'

export type Passkey = { passkeyId: string; name: string | null; since: Date | null }

export type OwnSession = { sessionId: string; device: Device | undefined; since: Date; here: boolean }

/** What the viewer's own account has, for the page about it. */
export type OwnAccount = {
  passkeys: Passkey[]
  sessions: OwnSession[]
  hasPassword: boolean
  /** Signs in through an organisation, too. */
  hasOrganisation: boolean
}

const passkeysOf = (tx: Tx, viewer: Viewer): Promise<Passkey[]> =>
  tx
    .selectFrom('accountPasskey')
    .select(['id as passkeyId', 'name', 'createdAt as since'])
    .where('userId', '=', viewer.userId)
    .orderBy('createdAt')
    .execute()

export async function passkeyOf(tx: Tx, viewer: Viewer, passkeyId: string): Promise<Passkey | undefined> {
  if (!isUuid(passkeyId)) return undefined
  return (await passkeysOf(tx, viewer)).find((one) => one.passkeyId === passkeyId)
}

export async function ownAccount(tx: Tx, viewer: Viewer, now: Date): Promise<OwnAccount> {
  const passkeys = await passkeysOf(tx, viewer)
  const sessions = await tx
    .selectFrom('accountSession')
    .select(['id', 'userAgent', 'createdAt'])
    .where('userId', '=', viewer.userId)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(50)
    .execute()
  const credentials = await tx
    .selectFrom('accountCredential')
    .select(['providerId', (eb) => eb('password', 'is not', null).as('hasPassword')])
    .where('userId', '=', viewer.userId)
    .execute()
  return {
    passkeys,
    sessions: sessions.map(({ id, userAgent, createdAt }) => ({
      ...{ sessionId: id, device: deviceOf(userAgent), since: createdAt, here: id === viewer.sessionId },
    })),
    hasPassword: credentials.some((one) => one.providerId === 'credential' && Boolean(one.hasPassword)),
    hasOrganisation: credentials.some((one) => one.providerId !== 'credential'),
  }
}

import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { linkToken, readToken, tokenHash } from '../../platform/secret-link.ts'
import { newId } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordAccess } from './access-event.commands.ts'
import { mailInvitation } from './invitation.jobs.ts'
import { type InvitationRow, invitationOf } from './invitation.queries.ts'
import { LINK_DAYS } from './invitation.ts'
import { personOf } from './person.queries.ts'
import { type Period, rolesOf } from './role.ts'
import { unitOf } from './unit.queries.ts'
import type { Role, Viewer } from './viewer.ts'

/** What a command made: the invitation, and its link's token, which is shown once and mailed. */
export type Invited = { invitationId: string; token: string }

type Making = { tx: Tx; viewer: Viewer; now: Date; secret: string }

const NOT_FOUND = refuse({ kind: 'not-found' })
const conflict = (reason: string) => refuse({ kind: 'conflict', reason })
const expiry = (now: Date): Date => new Date(now.getTime() + LINK_DAYS * 86_400_000)

/** The same address however it is typed. */
const plainEmail = (email: string): string => email.trim().toLowerCase()

/** Invites somebody who has no account: with name, language, and a role in a unit from a day. */
export async function invite(
  making: Making,
  invited: Period & { name: string; email: string; lang: Lang; unitId: number; role: Role },
): Promise<Result<Invited>> {
  const { tx, viewer } = making
  const unit = await unitOf(tx, viewer, invited.unitId)
  if (!unit) return NOT_FOUND
  if (!unit.active) return refuse({ kind: 'invalid', fields: { unit: 'unitClosed' } })
  if (!rolesOf(unit).includes(invited.role)) return refuse({ kind: 'invalid', fields: { role: 'noSuchRole' } })
  const email = plainEmail(invited.email)
  await oneAtATime(tx, viewer, email)
  const taken = await tx
    .selectFrom('accountUser')
    .select('associationId')
    .where(sql<string>`lower(email)`, '=', email)
    .executeTakeFirst()
  if (taken) {
    const problem = taken.associationId === viewer.associationId ? 'emailTaken' : 'emailElsewhere'
    return refuse({ kind: 'invalid', fields: { email: problem } })
  }
  if (await hasOpen(tx, viewer, email)) return refuse({ kind: 'invalid', fields: { email: 'emailInvited' } })
  const { name, lang, role, from, until } = invited
  const made = await insert(making, {
    ...{ name, email, language: lang, unitId: unit.unitId, role, validFrom: from, validUntil: until },
  })
  await recordAccess(tx, viewer, { kind: 'invited', unitId: unit.unitId, data: { name, email, role, from, until } })
  return ok(made)
}

/** Makes a link with which somebody chooses a new password; every session ends when it is used. */
export async function offerPassword(making: Making, userId: string): Promise<Result<Invited>> {
  const { tx, viewer } = making
  const person = await personOf(tx, viewer, userId)
  if (!person) return NOT_FOUND
  if (!person.active) return conflict('closed')
  const email = plainEmail(person.email)
  await oneAtATime(tx, viewer, email)
  await tx
    .updateTable('invitation')
    .set({ withdrawnAt: making.now })
    .where('associationId', '=', viewer.associationId)
    .where('email', '=', email)
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
  const made = await insert(making, { userId, name: person.name, email, language: person.lang })
  await recordAccess(tx, viewer, { kind: 'password_link', subjectUserId: userId })
  return ok(made)
}

/** The unit somebody is invited to, or whose account has a new password coming. */
const aboutOf = ({ unitId, userId }: Pick<InvitationRow, 'unitId' | 'userId'>) => ({
  ...(unitId !== null && { unitId }),
  ...(userId !== null && { subjectUserId: userId }),
})

/** A new link for an invitation not yet used; the one before opens nothing any more. */
export async function renewInvitation(making: Making, invitationId: string): Promise<Result<Invited>> {
  const { tx, viewer, now, secret } = making
  const invitation = await invitationOf(tx, viewer, now, invitationId)
  if (!invitation) return NOT_FOUND
  if (invitation.state === 'used' || invitation.state === 'withdrawn') return conflict('invitationOver')
  const round = invitation.round + 1
  const token = linkToken(secret, { associationId: viewer.associationId, invitationId, round })
  await tx
    .updateTable('invitation')
    .set({ round, tokenHash: tokenHash(token), expiresAt: expiry(now) })
    .where('associationId', '=', viewer.associationId)
    .where('invitationId', '=', invitationId)
    .execute()
  await enqueue(tx, mailInvitation, { associationId: viewer.associationId, invitationId, round })
  await recordAccess(tx, viewer, {
    kind: 'invitation_renewed',
    ...aboutOf(invitation),
    data: { email: invitation.email },
  })
  return ok({ invitationId, token })
}

/** Takes an invitation back: its link opens nothing any more. */
export async function withdrawInvitation(
  tx: Tx,
  viewer: Viewer,
  now: Date,
  invitationId: string,
): Promise<Result<string>> {
  const invitation = await invitationOf(tx, viewer, now, invitationId)
  if (!invitation) return NOT_FOUND
  if (invitation.state === 'used' || invitation.state === 'withdrawn') return conflict('invitationOver')
  await tx
    .updateTable('invitation')
    .set({ withdrawnAt: now })
    .where('associationId', '=', viewer.associationId)
    .where('invitationId', '=', invitationId)
    .execute()
  await recordAccess(tx, viewer, {
    kind: 'invitation_withdrawn',
    ...aboutOf(invitation),
    data: { email: invitation.email },
  })
  return ok(invitationId)
}

/** Uses a link, once. Without a password the account is signed in to through the authority's own sign-in. */
export async function acceptInvitation(db: Db, token: string, password: string | undefined): Promise<Result<string>> {
  const read = readToken(token)
  if (!read) return NOT_FOUND
  const hash = password === undefined ? null : await hashPassword(password)
  const { rows } = await sql<{ userId: string | null }>`
    select accept_invitation(${read.associationId}, ${read.hash}, ${newId()}, ${newId()}, ${hash}) as "userId"`.execute(
    db,
  )
  const userId = rows[0]?.userId
  return userId ? ok(userId) : conflict('invitationOver')
}

/** Two who write to the same address at the same time come one after the other: the second is told of the first. */
const oneAtATime = (tx: Tx, viewer: Viewer, email: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`invitation ${viewer.associationId} ${email}`}, 0))`.execute(tx)

const hasOpen = async (tx: Tx, viewer: Viewer, email: string): Promise<boolean> =>
  (await tx
    .selectFrom('invitation')
    .select('invitationId')
    .where('associationId', '=', viewer.associationId)
    .where('email', '=', email)
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()) !== undefined

async function insert(
  { tx, viewer, now, secret }: Making,
  values: {
    name: string
    email: string
    language: Lang
    userId?: string
    unitId?: number
    role?: Role
    validFrom?: Period['from']
    validUntil?: Period['until']
  },
): Promise<Invited> {
  const { associationId } = viewer
  const invitationId = newId()
  const token = linkToken(secret, { associationId, invitationId, round: 1 })
  await tx
    .insertInto('invitation')
    .values({
      associationId,
      invitationId,
      ...values,
      tokenHash: tokenHash(token),
      invitedBy: viewer.userId,
      expiresAt: expiry(now),
    })
    .execute()
  await enqueue(tx, mailInvitation, { associationId, invitationId, round: 1 })
  return { invitationId, token }
}

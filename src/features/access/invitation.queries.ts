import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { readToken } from '../../platform/secret-link.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import type { Role, UnitKind, Viewer } from './viewer.ts'

export type InvitationState = 'open' | 'used' | 'expired' | 'withdrawn'

/** An invitation as the administration sees it. */
export type InvitationRow = {
  invitationId: string
  name: string
  email: string
  lang: Lang
  unitId: number | null
  unit: string | null
  unitKind: UnitKind | null
  role: Role | null
  from: CalendarDay | null
  until: CalendarDay | null
  invitedAt: Date
  invitedBy: string
  expiresAt: Date
  round: number
  /** The account it opened, or is a new password for. */
  userId: string | null
  state: InvitationState
}

const rows = (tx: Tx, viewer: Viewer, now: Date) =>
  tx
    .selectFrom('invitation as i')
    .innerJoin('accountUser as b', 'b.id', 'i.invitedBy')
    .leftJoin('unit as u', (on) =>
      on.onRef('u.associationId', '=', 'i.associationId').onRef('u.unitId', '=', 'i.unitId'),
    )
    .select((eb) => [
      'i.invitationId',
      'i.name',
      'i.email',
      'i.language as lang',
      'i.unitId',
      'u.name as unit',
      'u.kind as unitKind',
      'i.role',
      'i.validFrom as from',
      'i.validUntil as until',
      'i.invitedAt',
      'b.name as invitedBy',
      'i.expiresAt',
      'i.round',
      eb.fn.coalesce('i.userId', 'i.usedBy').as('userId'),
      eb
        .case()
        .when('i.usedAt', 'is not', null)
        .then('used')
        .when('i.withdrawnAt', 'is not', null)
        .then('withdrawn')
        .when('i.expiresAt', '<=', now)
        .then('expired')
        .else('open')
        .end()
        .as('state'),
    ])
    .where('i.associationId', '=', viewer.associationId)

const MOST = 200

/** Invitations and links for new passwords, latest first. */
export const listInvitations = async (tx: Tx, viewer: Viewer, now: Date): Promise<InvitationRow[]> =>
  (await rows(tx, viewer, now).orderBy('i.invitationId', 'desc').limit(MOST).execute()) as InvitationRow[]

export const invitationOf = async (
  tx: Tx,
  viewer: Viewer,
  now: Date,
  invitationId: string,
): Promise<InvitationRow | undefined> =>
  isUuid(invitationId)
    ? ((await rows(tx, viewer, now).where('i.invitationId', '=', invitationId).executeTakeFirst()) as
        | InvitationRow
        | undefined)
    : undefined

/** What the page of a link shows to whoever has the link. */
export type OpenedLink = {
  name: string
  email: string
  lang: Lang
  /** A new account; otherwise a new password for one that is there. */
  isNew: boolean
  unit: string | null
  unitKind: UnitKind | null
  authority: string | null
  associationId: number
  role: Role | null
  state: InvitationState
}

export async function openLink(db: Db, token: string): Promise<OpenedLink | undefined> {
  const read = readToken(token)
  if (!read) return undefined
  const found = await sql<OpenedLink>`
    select name, email, language as lang, is_new as "isNew", unit, unit_kind as "unitKind", authority, role, state,
      ${read.associationId}::int as "associationId"
    from invitation_of_link(${read.associationId}, ${read.hash})`.execute(db)
  return found.rows[0]
}

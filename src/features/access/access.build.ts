import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { type CalendarDay, day } from '../../shared/calendar-day.ts'
import { newId } from '../../shared/ids.ts'
import type { AuthorityKind, Role, UnitKind } from './viewer.ts'

/** Everyone's password in a built association. */
export const BUILT_PASSWORD = 'korgen star under granen'
const FROM = day('2025-01-01')
let hashed: Promise<string> | undefined

export type BuiltUnit = { unitId: number; authorityId: number }
export type BuiltUser = { userId: string; email: string; sessionToken: string }

export type BuiltAssociation = {
  associationId: number
  office: BuiltUnit
  team: BuiltUnit
  care: BuiltUnit
  staffUnit: BuiltUnit
  /** Administrator in the association's own unit. */
  admin: BuiltUser
  /** Somebody with a role, an open account, a password and a session. */
  user(
    name: string,
    at: BuiltUnit,
    role: Role,
    period?: { from?: CalendarDay; until?: CalendarDay },
  ): Promise<BuiltUser>
}

let made = 0

/** An association with an office, a team, a care unit and its own staff, for tests. Run as the owner of the tables. */
export async function buildAssociation(migrator: pg.Pool, name = 'Provby'): Promise<BuiltAssociation> {
  const number = ++made
  const one = async <T>(text: string, values: unknown[]): Promise<T> =>
    (await migrator.query(text, values)).rows[0] as T
  const { associationId } = await one<{ associationId: number }>(
    'insert into association (name, short_name) values ($1, $1) returning association_id as "associationId"',
    [`${name} ${number}`],
  )
  const unit = async (authority: string, kind: AuthorityKind, unitName: string, unitKind: UnitKind) => {
    const { authorityId } = await one<{ authorityId: number }>(
      'insert into authority (association_id, kind, name) values ($1, $2, $3) returning authority_id as "authorityId"',
      [associationId, kind, authority],
    )
    return one<BuiltUnit>(
      `insert into unit (association_id, authority_id, name, kind) values ($1, $2, $3, $4)
       returning unit_id as "unitId", authority_id as "authorityId"`,
      [associationId, authorityId, unitName, unitKind],
    )
  }
  const office = await unit('Kommunen', 'municipality', 'Försörjningsstöd', 'office')
  const team = await unit('Arbetsförmedlingen', 'employment', 'Teamet', 'team')
  const care = await unit('Regionen', 'region', 'Psykiatrin', 'care')
  const staffUnit = await unit('Förbundet', 'association', 'Kansliet', 'association')
  const user: BuiltAssociation['user'] = async (userName, at, role, period = {}) => {
    const userId = newId()
    const email = `${userName.toLowerCase().replace(/[^a-z0-9]+/g, '.')}.${number}@prov.example`
    hashed ??= hashPassword(BUILT_PASSWORD)
    await migrator.query(
      'insert into account_user (id, name, email, email_verified, association_id) values ($1, $2, $3, true, $4)',
      [userId, userName, email, associationId],
    )
    await migrator.query(
      `insert into account_credential (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', $4)`,
      [newId(), userId, userId, await hashed],
    )
    await migrator.query(
      'insert into user_role (association_id, user_id, unit_id, role, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6)',
      [associationId, userId, at.unitId, role, period.from ?? FROM, period.until ?? null],
    )
    const sessionToken = newId()
    await migrator.query(
      `insert into account_session (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
      [newId(), userId, sessionToken],
    )
    return { userId, email, sessionToken }
  }
  const admin = await user('Anna Admin', staffUnit, 'administrator')
  return { associationId, office, team, care, staffUnit, admin, user }
}

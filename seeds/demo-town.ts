import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { newId } from '../src/shared/ids.ts'
import { foldName } from '../src/shared/text.ts'
import { association, authorities, staff, type UnitKey, units } from './organisation.ts'

export type SeededOrganisation = {
  associationId: number
  units: Record<UnitKey, { unitId: number; authorityId: number }>
  users: Record<string, string>
}

/** `karin.lindmark@norrby.example` */
const emailOf = (name: string): string =>
  `${foldName(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, '.')}@norrby.example`

/** Writes the association, its units and its staff. Run as the owner of the tables. */
export async function seedOrganisation(client: pg.ClientBase, from: string): Promise<SeededOrganisation> {
  const one = async <T>(text: string, values: unknown[]): Promise<T> => (await client.query(text, values)).rows[0] as T
  const { association_id: associationId } = await one<{ association_id: number }>(
    'insert into association (name, short_name, demo) values ($1, $2, true) returning association_id',
    [association.name, association.shortName],
  )
  const authorityIds: Record<string, number> = {}
  for (const [key, { kind, name }] of Object.entries(authorities)) {
    const row = await one<{ authority_id: number }>(
      'insert into authority (association_id, kind, name) values ($1, $2, $3) returning authority_id',
      [associationId, kind, name],
    )
    authorityIds[key] = row.authority_id
  }
  const seeded = {} as SeededOrganisation['units']
  for (const [key, unit] of Object.entries(units)) {
    const authorityId = authorityIds[unit.authority]!
    const row = await one<{ unit_id: number }>(
      'insert into unit (association_id, authority_id, name, kind, capacity, way_of_working, phone) values ($1, $2, $3, $4, $5, $6, $7) returning unit_id',
      [
        associationId,
        authorityId,
        unit.name,
        unit.kind,
        'capacity' in unit ? unit.capacity : null,
        'wayOfWorking' in unit ? unit.wayOfWorking : null,
        unit.phone,
      ],
    )
    seeded[key as UnitKey] = { unitId: row.unit_id, authorityId }
  }
  const password = await hashPassword(DEMO_PASSWORD)
  const users: Record<string, string> = {}
  let second = 0
  for (const { key, name, unit, roles, language } of staff) {
    const userId = newId()
    users[key] = userId
    await client.query(
      `insert into account_user (id, name, email, email_verified, association_id, language, created_at) values ($1, $2, $3, true, $4, $5, $6::timestamptz + make_interval(secs => $7))`,
      [userId, name, emailOf(name), associationId, language, from, second++],
    )
    await client.query(
      `insert into account_credential (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', $4)`,
      [newId(), userId, userId, password],
    )
    for (const role of roles) {
      await client.query(
        'insert into user_role (association_id, user_id, unit_id, role, valid_from) values ($1, $2, $3, $4, $5)',
        [associationId, userId, seeded[unit].unitId, role, from],
      )
    }
  }
  return { associationId, units: seeded, users }
}

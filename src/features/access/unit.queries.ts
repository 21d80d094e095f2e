import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { AuthorityKind, UnitKind, Viewer } from './viewer.ts'

export type WayOfWorking = 'sequential' | 'parallel'

/** A unit as the administration sees it: where people work, and for a team how many it takes in and how. */
export type UnitRow = {
  unitId: number
  name: string
  unitKind: UnitKind
  authorityId: number
  authority: string
  authorityKind: AuthorityKind
  capacity: number | null
  wayOfWorking: WayOfWorking | null
  phone: string | null
  active: boolean
  version: number
}

export type AuthorityRow = {
  authorityId: number
  name: string
  kind: AuthorityKind
  units: number
  contactEmail: string | null
  contactPhone: string | null
  /** Whether its own sign-in service is open; null where it has none. */
  signIn: boolean | null
  version: number
}

const units = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('unit as u')
    .innerJoin('authority as a', (on) =>
      on.onRef('a.associationId', '=', 'u.associationId').onRef('a.authorityId', '=', 'u.authorityId'),
    )
    .select([
      'u.unitId',
      'u.name',
      'u.kind as unitKind',
      'u.authorityId',
      'a.name as authority',
      'a.kind as authorityKind',
      'u.capacity',
      'u.wayOfWorking',
      'u.phone',
      'u.active',
      'u.version',
    ])
    .where('u.associationId', '=', viewer.associationId)

/** The association's units, an authority at a time. */
export const listUnits = async (tx: Tx, viewer: Viewer): Promise<UnitRow[]> =>
  (await units(tx, viewer).orderBy('u.authorityId').orderBy(sql`u.name collate "swedish"`).execute()) as UnitRow[]

/** One unit of the association; a unit of another association is not found. */
export const unitOf = async (tx: Tx, viewer: Viewer, unitId: number): Promise<UnitRow | undefined> =>
  isKey(unitId)
    ? ((await units(tx, viewer).where('u.unitId', '=', unitId).executeTakeFirst()) as UnitRow | undefined)
    : undefined

const authorities = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('authority as a')
    .select((eb) => [
      'a.authorityId',
      'a.name',
      'a.kind',
      'a.contactEmail',
      'a.contactPhone',
      'a.version',
      eb
        .selectFrom('unit as u')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('u.associationId', '=', 'a.associationId')
        .whereRef('u.authorityId', '=', 'a.authorityId')
        .as('units'),
      eb
        .selectFrom('authoritySignIn as s')
        .select('s.active')
        .whereRef('s.associationId', '=', 'a.associationId')
        .whereRef('s.authorityId', '=', 'a.authorityId')
        .as('signIn'),
    ])
    .where('a.associationId', '=', viewer.associationId)

export const listAuthorities = async (tx: Tx, viewer: Viewer): Promise<AuthorityRow[]> =>
  (await authorities(tx, viewer).orderBy('a.authorityId').execute()) as AuthorityRow[]

export const authorityOf = async (tx: Tx, viewer: Viewer, authorityId: number): Promise<AuthorityRow | undefined> =>
  isKey(authorityId)
    ? ((await authorities(tx, viewer).where('a.authorityId', '=', authorityId).executeTakeFirst()) as
        | AuthorityRow
        | undefined)
    : undefined

/** Keys are PostgreSQL integers; what somebody writes into an address need not be one. */
const isKey = (key: number): boolean => Number.isInteger(key) && key > 0 && key <= 2_147_483_647

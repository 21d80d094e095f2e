import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { recordAccess } from './access-event.commands.ts'
import { isCaseRole, rolesOf } from './role.ts'
import { authorityOf, unitOf, type WayOfWorking } from './unit.queries.ts'
import type { AuthorityKind, Role, UnitKind, Viewer } from './viewer.ts'

export type UnitFacts = {
  name: string
  unitKind: UnitKind
  capacity: number | null
  wayOfWorking: WayOfWorking | null
  phone: string | null
  active: boolean
}

const NOT_FOUND = refuse({ kind: 'not-found' })

/** A unit of the association is one of its own kind, and only there. */
const fits = (unitKind: UnitKind, authorityKind: AuthorityKind): boolean =>
  (unitKind === 'association') === (authorityKind === 'association')

/** Only a team takes people in. */
const columnsOf = ({ unitKind, capacity, wayOfWorking, ...facts }: UnitFacts) => ({
  ...facts,
  kind: unitKind,
  capacity: unitKind === 'team' ? capacity : null,
  wayOfWorking: unitKind === 'team' ? wayOfWorking : null,
})

/** Adds a unit to an authority of the association. Gives its number. */
export async function addUnit(
  tx: Tx,
  viewer: Viewer,
  facts: UnitFacts & { authorityId: number },
): Promise<Result<number>> {
  const { authorityId, ...rest } = facts
  const authority = await authorityOf(tx, viewer, authorityId)
  if (!authority) return NOT_FOUND
  if (!fits(facts.unitKind, authority.kind)) return refuse({ kind: 'invalid', fields: { kind: 'unitKind' } })
  const { unitId } = await tx
    .insertInto('unit')
    .values({ associationId: viewer.associationId, authorityId, ...columnsOf(rest) })
    .returning('unitId')
    .executeTakeFirstOrThrow()
  await recordAccess(tx, viewer, { kind: 'unit_added', unitId, authorityId, data: { name: facts.name } })
  return ok(unitId)
}

/** Changes a unit, unless somebody else has since it was opened (`stale`). Its kind stays one in which everyone's present role exists. */
export async function changeUnit(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  unitId: number,
  version: number,
  facts: UnitFacts,
): Promise<Result<number>> {
  const unit = await unitOf(tx, viewer, unitId)
  if (!unit) return NOT_FOUND
  if (unit.version !== version) return refuse({ kind: 'stale' })
  if (!fits(facts.unitKind, unit.authorityKind)) return refuse({ kind: 'invalid', fields: { kind: 'unitKind' } })
  const held = await tx
    .selectFrom('userRole')
    .select('role')
    .distinct()
    .where('associationId', '=', viewer.associationId)
    .where('unitId', '=', unitId)
    .where((eb) => eb.or([eb('validUntil', 'is', null), eb('validUntil', '>=', today)]))
    .execute()
  const roles = held.map((row) => row.role as Role)
  const remaining = rolesOf({ unitKind: facts.unitKind, authorityKind: unit.authorityKind })
  if (roles.some((role) => !remaining.includes(role)))
    return refuse({ kind: 'invalid', fields: { kind: 'unitKindRoles' } })
  if (unit.active && !facts.active && roles.some(isCaseRole))
    return refuse({ kind: 'conflict', reason: 'unitHasStaff' })
  const changed = await tx
    .updateTable('unit')
    .set({ ...columnsOf(facts), version: version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('unitId', '=', unitId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return refuse({ kind: 'stale' })
  await recordAccess(tx, viewer, { kind: 'unit_changed', unitId, data: changesOf(unit, facts) })
  return ok(unitId)
}

/** What became different, by its new value. */
const changesOf = (before: UnitFacts, after: UnitFacts): Record<string, string | number | boolean | null> =>
  Object.fromEntries(
    (['name', 'unitKind', 'capacity', 'wayOfWorking', 'phone', 'active'] as const)
      .filter((key) => before[key] !== after[key])
      .map((key) => [key, after[key]]),
  )

/** Whom anybody turns to at an authority: shown on the public pages. */
export type AuthorityContact = { contactEmail: string | null; contactPhone: string | null }

/** Adds an authority; the association itself is one already. Gives its number. */
export async function addAuthority(
  tx: Tx,
  viewer: Viewer,
  facts: { name: string; kind: AuthorityKind } & AuthorityContact,
): Promise<Result<number>> {
  if (facts.kind === 'association') return refuse({ kind: 'invalid', fields: { kind: 'choose' } })
  const { authorityId } = await tx
    .insertInto('authority')
    .values({ associationId: viewer.associationId, ...facts })
    .returning('authorityId')
    .executeTakeFirstOrThrow()
  await recordAccess(tx, viewer, { kind: 'authority_added', authorityId, data: facts })
  return ok(authorityId)
}

/** The name and the contact change, never the kind: everything disclosed to an authority is disclosed to what it is. */
export async function changeAuthority(
  tx: Tx,
  viewer: Viewer,
  authorityId: number,
  version: number,
  facts: { name: string } & AuthorityContact,
): Promise<Result<number>> {
  const authority = await authorityOf(tx, viewer, authorityId)
  if (!authority) return NOT_FOUND
  const changed = await tx
    .updateTable('authority')
    .set({ ...facts, version: version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('authorityId', '=', authorityId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return refuse({ kind: 'stale' })
  await recordAccess(tx, viewer, { kind: 'authority_changed', authorityId, data: { from: authority.name, ...facts } })
  return ok(authorityId)
}

import { calendarDay, type DayNumber, instant } from './day-number.ts'
import { authorities, former, staff, type UnitKey, units } from './organisation.ts'
import { plain } from './person.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Where the numbers of new associations and bodies go on. */
export type Numbers = { association: number; body: number }

type Rows = Record<string, unknown>[]
export type OrganisationRows = Record<
  'association' | 'authority' | 'unit' | 'account_user' | 'account_credential' | 'user_role',
  Rows
>

export const ORGANISATION_TABLES = [
  'association',
  'authority',
  'unit',
  'account_user',
  'account_credential',
  'user_role',
] as const

export const noRows = (): OrganisationRows => ({
  association: [],
  authority: [],
  unit: [],
  account_user: [],
  account_credential: [],
  user_role: [],
})

export type AssociationNames = { name: string; shortName: string; mapPublic?: boolean }

/** An association with its authorities: theirs is the secrecy between them. */
export function addAssociation(rows: OrganisationRows, numbers: Numbers, names: AssociationNames) {
  const associationId = numbers.association++
  rows.association.push({
    association_id: associationId,
    name: names.name,
    short_name: names.shortName,
    demo: true,
    map_public: names.mapPublic ?? false,
  })
  const ids = {} as Record<keyof typeof authorities, number>
  for (const [key, { kind, name }] of Object.entries(authorities)) {
    const authorityId = numbers.body++
    ids[key as keyof typeof authorities] = authorityId
    rows.authority.push({ association_id: associationId, authority_id: authorityId, kind, name })
  }
  return { associationId, ids }
}

export type TownGiven = {
  association: ReturnType<typeof addAssociation>
  random: Random
  today: DayNumber
  passwordHash: string
  /** The end of the addresses, and what a unit's name ends in where a town of the same association has it too. */
  domain: string
  suffix?: string
}

/** Units and people of one town, and the world its threads take place in. */
export function addTown(rows: OrganisationRows, numbers: Numbers, given: TownGiven): World {
  const { association, random, today, passwordHash, domain, suffix = '' } = given
  const { associationId, ids } = association
  const world: World = { associationId, units: {} as World['units'], users: {} }
  for (const [key, unit] of Object.entries(units)) {
    const authorityId = ids[unit.authority]
    const unitId = numbers.body++
    world.units[key as UnitKey] = { unitId, authorityId }
    rows.unit.push({
      association_id: associationId,
      unit_id: unitId,
      authority_id: authorityId,
      name: unit.name + suffix,
      kind: unit.kind,
      capacity: 'capacity' in unit ? unit.capacity : null,
      way_of_working: 'wayOfWorking' in unit ? unit.wayOfWorking : null,
      phone: unit.phone,
    })
  }
  // One second apart: the accounts are listed in this order.
  let second = 0
  const add = (key: string, name: string, language: string, active: boolean): string => {
    const id = random.id(instant(today - 1200, second))
    world.users[key] = id
    rows.account_user.push({
      id,
      name,
      email: `${plain(name)}@${domain}`,
      email_verified: true,
      association_id: associationId,
      language,
      active,
      created_at: `${calendarDay(today - 1200)} 08:00:${String(second++).padStart(2, '0')}+01`,
    })
    return id
  }
  const role = (userId: string, unit: UnitKey, held: string, from: DayNumber, until: DayNumber | null): void => {
    rows.user_role.push({
      association_id: associationId,
      user_role_id: random.id(instant(from, 480)),
      user_id: userId,
      unit_id: world.units[unit].unitId,
      role: held,
      valid_from: calendarDay(from),
      valid_until: until === null ? null : calendarDay(until),
    })
  }
  for (const { key, name, unit, roles, language } of staff) {
    const id = add(key, name, language, true)
    rows.account_credential.push({
      id: random.id(instant(today - 1200, 481)),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash,
    })
    for (const held of roles) role(id, unit, held, today - 1200, null)
  }
  for (const { key, name, unit, role: held, from, until } of former)
    role(add(key, name, 'sv', false), unit, held, today - from, today - until)
  return world
}

import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { isUuid } from '../../shared/ids.ts'
import { foldName } from '../../shared/text.ts'
import type { Period } from './role.ts'
import type { AuthorityKind, Role, UnitKind, Viewer } from './viewer.ts'

/** A member of staff with an account. Nothing about participants. */
export type Person = {
  userId: string
  name: string
  email: string
  lang: Lang
  active: boolean
  since: Date
  roles: PersonRole[]
}

export type PersonRole = Period & {
  roleId: string
  role: Role
  unitId: number
  unit: string
  unitKind: UnitKind
  authority: string
  authorityKind: AuthorityKind
  givenBy: string | null
}

const PAGE_SIZE = 50

const roleRows = (tx: Tx, associationId: number, userIds: readonly string[]) =>
  tx
    .selectFrom('userRole as r')
    .innerJoin('unit as u', (on) =>
      on.onRef('u.associationId', '=', 'r.associationId').onRef('u.unitId', '=', 'r.unitId'),
    )
    .innerJoin('authority as a', (on) =>
      on.onRef('a.associationId', '=', 'u.associationId').onRef('a.authorityId', '=', 'u.authorityId'),
    )
    .leftJoin('accountUser as g', 'g.id', 'r.grantedBy')
    .select([
      'r.userId',
      'r.userRoleId as roleId',
      'r.role',
      'r.validFrom as from',
      'r.validUntil as until',
      'u.unitId',
      'u.name as unit',
      'u.kind as unitKind',
      'a.name as authority',
      'a.kind as authorityKind',
      'g.name as givenBy',
    ])
    .where('r.associationId', '=', associationId)
    .where((eb) => eb('r.userId', '=', eb.fn.any(eb.val(userIds))))
    .orderBy('r.validFrom', 'desc')
    .orderBy('u.name')

async function withRoles(
  tx: Tx,
  associationId: number,
  users: readonly { id: string; name: string; email: string; language: string; active: boolean; createdAt: Date }[],
): Promise<Person[]> {
  const roles = await roleRows(
    tx,
    associationId,
    users.map((user) => user.id),
  ).execute()
  return users.map((user) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    lang: user.language as Lang,
    active: user.active,
    since: user.createdAt,
    roles: roles.filter((role) => role.userId === user.id) as unknown as PersonRole[],
  }))
}

const COLUMNS = ['id', 'name', 'email', 'language', 'active', 'createdAt'] as const

export type PeopleFilter = {
  search: string
  unitId: number | undefined
  state: 'active' | 'closed' | 'all'
  page: number
}

/** The association's staff by name, one page. */
export async function listPeople(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  filter: PeopleFilter,
): Promise<{ people: Person[]; count: number; pages: number }> {
  const part = `%${foldName(filter.search).replace(/[\\%_]/g, '\\$&')}%`
  const found = tx
    .selectFrom('accountUser as u')
    .where('u.associationId', '=', viewer.associationId)
    .$if(filter.state !== 'all', (query) => query.where('u.active', '=', filter.state === 'active'))
    .$if(filter.search.trim() !== '', (query) =>
      query.where((eb) => eb.or([sql<boolean>`lower(u.name) like ${part}`, sql<boolean>`lower(u.email) like ${part}`])),
    )
    .$if(filter.unitId !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('userRole as r')
            .select('r.userRoleId')
            .whereRef('r.userId', '=', 'u.id')
            .where('r.associationId', '=', viewer.associationId)
            .where('r.unitId', '=', filter.unitId ?? 0)
            .where((or) => or.or([or('r.validUntil', 'is', null), or('r.validUntil', '>=', today)])),
        ),
      ),
    )
  const { count } = await found.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const users = await found
    .select(COLUMNS)
    .orderBy(sql`u.name collate "swedish"`)
    .orderBy('u.id')
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  const people = await withRoles(tx, viewer.associationId, users)
  return { people, count: Number(count), pages: Math.max(1, Math.ceil(Number(count) / PAGE_SIZE)) }
}

/** One of the association's staff; nobody from elsewhere is found. */
export async function personOf(tx: Tx, viewer: Viewer, userId: string): Promise<Person | undefined> {
  if (!isUuid(userId)) return undefined
  const users = await tx
    .selectFrom('accountUser')
    .select(COLUMNS)
    .where('id', '=', userId)
    .where('associationId', '=', viewer.associationId)
    .execute()
  return (await withRoles(tx, viewer.associationId, users))[0]
}

/** The person a role belongs to, and the role. */
export async function roleOf(
  tx: Tx,
  viewer: Viewer,
  roleId: string,
): Promise<{ person: Person; role: PersonRole } | undefined> {
  if (!isUuid(roleId)) return undefined
  const row = await tx
    .selectFrom('userRole')
    .select('userId')
    .where('associationId', '=', viewer.associationId)
    .where('userRoleId', '=', roleId)
    .executeTakeFirst()
  const person = row && (await personOf(tx, viewer, row.userId))
  const role = person?.roles.find((one) => one.roleId === roleId)
  return person && role ? { person, role } : undefined
}

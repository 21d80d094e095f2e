import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { somebodyWaits, type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb, type Db, type Tx } from '../../platform/database/db.ts'
import { addDays, day } from '../../shared/calendar-day.ts'
import { newId } from '../../shared/ids.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from './access.build.ts'
import { recordAccess } from './access-event.commands.ts'
import { listAccessEvents } from './access-event.queries.ts'
import { closeAccount, endRole, giveRole, openAccount } from './person.commands.ts'
import { listPeople, personOf } from './person.queries.ts'
import { addUnit, changeAuthority, changeUnit } from './unit.commands.ts'
import { authorityOf, listUnits, unitOf } from './unit.queries.ts'
import { asViewer, viewerOfSession } from './viewer.queries.ts'
import { unitIdsOf, type Viewer } from './viewer.ts'

const TODAY = day('2026-03-10')
let database: TestDatabase
let db: Db
let home: BuiltAssociation
let elsewhere: BuiltAssociation

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  home = await buildAssociation(database.migrator)
  elsewhere = await buildAssociation(database.migrator)
})
afterAll(() => database.close())

const viewerOf = async (user: BuiltUser, today = TODAY): Promise<Viewer> => {
  const viewer = await viewerOfSession(db, user.sessionToken, today)
  if (!viewer) throw new Error('no such session')
  return viewer
}
const as = async <T>(user: BuiltUser, work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> => {
  const viewer = await viewerOf(user)
  return asViewer(db, viewer, TODAY, (tx) => work(tx, viewer))
}
const sessionsOf = async (user: BuiltUser): Promise<number> =>
  (await database.migrator.query('select from account_session where user_id = $1', [user.userId])).rowCount ?? 0
const reason = (result: Awaited<ReturnType<typeof giveRole>>) =>
  result.ok ? 'ok' : result.refusal.kind === 'conflict' ? result.refusal.reason : result.refusal.kind

describe('giving and ending roles', () => {
  test('a role given today gives sight today; ended at once, it gives none on the very next request', async () => {
    const rut = await home.user('Rut Rask', home.office, 'caseworker')
    const given = await as(home.admin, (tx, viewer) =>
      giveRole(tx, viewer, {
        userId: rut.userId,
        unitId: home.care.unitId,
        role: 'caseworker',
        from: TODAY,
        until: null,
      }),
    )
    expect(given.ok).toBe(true)
    expect(unitIdsOf(await viewerOf(rut)).sort()).toEqual([home.office.unitId, home.care.unitId].sort())
    const person = await as(home.admin, (tx, viewer) => personOf(tx, viewer, rut.userId))
    const role = person?.roles.find((one) => one.unitId === home.care.unitId)
    expect(role).toMatchObject({ role: 'caseworker', givenBy: 'Anna Admin', from: TODAY })
    await as(home.admin, (tx, viewer) => endRole(tx, viewer, TODAY, { roleId: role?.roleId ?? '', lastDay: undefined }))
    const after = await viewerOf(rut)
    expect(unitIdsOf(after)).toEqual([home.office.unitId])
    expect(after.grantees.some((grantee) => Math.trunc(grantee / 16) === home.care.unitId)).toBe(false)
  })

  test('with a last day it holds through that day', async () => {
    const siv = await home.user('Siv Sand', home.team, 'team_member')
    const roles = await as(home.admin, (tx, viewer) => personOf(tx, viewer, siv.userId))
    const roleId = roles?.roles[0]?.roleId ?? ''
    const past = await as(home.admin, (tx, viewer) =>
      endRole(tx, viewer, TODAY, { roleId, lastDay: addDays(TODAY, -1) }),
    )
    expect(past).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { lastDay: 'dayTooEarly' } } })
    await as(home.admin, (tx, viewer) => endRole(tx, viewer, TODAY, { roleId, lastDay: TODAY }))
    expect(unitIdsOf(await viewerOf(siv))).toEqual([home.team.unitId])
    expect(unitIdsOf(await viewerOf(siv, addDays(TODAY, 1)))).toEqual([])
  })

  test('nobody gives a role to themselves: not by the command, and not by the row', async () => {
    const own = {
      userId: home.admin.userId,
      unitId: home.office.unitId,
      role: 'caseworker',
      from: TODAY,
      until: null,
    } as const
    expect(reason(await as(home.admin, (tx, viewer) => giveRole(tx, viewer, own)))).toBe('own')
    const insert = (userId: string, grantedBy: string, unitId = home.staffUnit.unitId) =>
      as(home.admin, (tx, viewer) =>
        tx
          .insertInto('userRole')
          .values({
            associationId: viewer.associationId,
            userId,
            unitId,
            role: 'log_reviewer',
            validFrom: TODAY,
            grantedBy,
          })
          .execute(),
      )
    await expect(insert(home.admin.userId, home.admin.userId)).rejects.toThrow('row-level security')
    const other = await home.user('Olle Ort', home.office, 'caseworker')
    await expect(insert(other.userId, other.userId)).rejects.toThrow('row-level security')
    await expect(insert(elsewhere.admin.userId, home.admin.userId)).rejects.toThrow('row-level security')
  })

  test('an administrator meets no participants, whoever asks the database for it', async () => {
    const second = await home.user('Bo Berg', home.staffUnit, 'administrator')
    const role = {
      userId: second.userId,
      unitId: home.office.unitId,
      role: 'caseworker',
      from: TODAY,
      until: null,
    } as const
    expect(reason(await as(home.admin, (tx, viewer) => giveRole(tx, viewer, role)))).toBe('administratorOrCase')
    const insert = (unitId: number, userId: string) =>
      as(home.admin, (tx, viewer) =>
        tx
          .insertInto('userRole')
          .values({
            ...{ associationId: viewer.associationId, userId, unitId, role: 'caseworker' },
            ...{ validFrom: TODAY, grantedBy: viewer.userId },
          })
          .execute(),
      )
    await expect(insert(home.office.unitId, second.userId)).rejects.toThrow('administrator meets no participants')
    const staff = await home.user('Eva Ek', home.staffUnit, 'association_head')
    await expect(insert(home.staffUnit.unitId, staff.userId)).rejects.toThrow(
      'association itself meets no participants',
    )
    await as(home.admin, (tx, viewer) => closeAccount(tx, viewer, TODAY, second.userId))
  })

  test('only an administrator writes roles, units and what was changed', async () => {
    const plain = await home.user('Pia Plan', home.team, 'team_leader')
    const other = await home.user('Ove Orm', home.office, 'caseworker')
    const role = {
      userId: other.userId,
      unitId: home.care.unitId,
      role: 'caseworker',
      from: TODAY,
      until: null,
    } as const
    await expect(as(plain, (tx, viewer) => giveRole(tx, viewer, role))).rejects.toThrow('row-level security')
    const renamed = await as(plain, async (tx, viewer) => {
      const result = await tx
        .updateTable('unit')
        .set({ name: 'Mitt' })
        .where('associationId', '=', viewer.associationId)
        .executeTakeFirst()
      return result.numUpdatedRows
    })
    expect(renamed).toBe(0n)
    expect(await as(plain, (tx, viewer) => listAccessEvents(tx, viewer, 1))).toEqual({ rows: [], pages: 1 })
  })

  test('the last administrator stays', async () => {
    const alone = await buildAssociation(database.migrator)
    const person = await as(alone.admin, (tx, viewer) => personOf(tx, viewer, alone.admin.userId))
    const end = await as(alone.admin, (tx, viewer) =>
      endRole(tx, viewer, TODAY, { roleId: person?.roles[0]?.roleId ?? '', lastDay: undefined }),
    )
    expect(reason(end)).toBe('lastAdministrator')
    expect(reason(await as(alone.admin, (tx, viewer) => closeAccount(tx, viewer, TODAY, alone.admin.userId)))).toBe(
      'closeOwn',
    )
  })
})

describe('closing an account', () => {
  test('two administrators who close each other at the same time: one of them stays', async () => {
    const two = await buildAssociation(database.migrator)
    const other = await two.user('Bo Berg', two.staffUnit, 'administrator')
    let second: ReturnType<typeof closeAccount> | undefined
    const first = await as(two.admin, async (tx, viewer) => {
      const closed = await closeAccount(tx, viewer, TODAY, other.userId)
      second = as(other, (theirs, them) => closeAccount(theirs, them, TODAY, two.admin.userId))
      await somebodyWaits(database.migrator)
      return closed
    })
    expect([reason(first), second && reason(await second)]).toEqual(['ok', 'lastAdministrator'])
  })

  test('ends every session at once, and can be undone', async () => {
    const eli = await home.user('Eli Eng', home.office, 'caseworker')
    await as(home.admin, (tx, viewer) => closeAccount(tx, viewer, TODAY, eli.userId))
    expect(await sessionsOf(eli)).toBe(0)
    expect(await viewerOfSession(db, eli.sessionToken, TODAY)).toBeUndefined()
    const role = { userId: eli.userId, unitId: home.care.unitId, role: 'caseworker', from: TODAY, until: null } as const
    expect(reason(await as(home.admin, (tx, viewer) => giveRole(tx, viewer, role)))).toBe('closed')
    await as(home.admin, (tx, viewer) => openAccount(tx, viewer, eli.userId))
    expect(await as(home.admin, (tx, viewer) => personOf(tx, viewer, eli.userId))).toMatchObject({ active: true })
  })
})

describe('another association', () => {
  test('its people, roles, units and authorities are not found', async () => {
    const far = await elsewhere.user('Finn Fjärran', elsewhere.office, 'caseworker')
    const period = { from: TODAY, until: null }
    const results = await as(home.admin, async (tx, viewer) => {
      const { rows } = await database.migrator.query('select user_role_id as id from user_role where user_id = $1', [
        far.userId,
      ])
      const own = await home.user('Nils När', home.office, 'caseworker')
      return [
        await giveRole(tx, viewer, { userId: far.userId, unitId: home.office.unitId, role: 'caseworker', ...period }),
        await giveRole(tx, viewer, {
          userId: own.userId,
          unitId: elsewhere.care.unitId,
          role: 'caseworker',
          ...period,
        }),
        await endRole(tx, viewer, TODAY, { roleId: rows[0].id, lastDay: undefined }),
        await closeAccount(tx, viewer, TODAY, far.userId),
        await changeAuthority(tx, viewer, elsewhere.office.authorityId, 1, {
          name: 'Vårt',
          contactEmail: null,
          contactPhone: null,
        }),
        await addUnit(tx, viewer, {
          ...{ authorityId: elsewhere.office.authorityId, name: 'Vår', unitKind: 'office', active: true },
          ...{ capacity: null, wayOfWorking: null, phone: null },
        }),
      ]
    })
    for (const result of results) expect(result).toEqual({ ok: false, refusal: { kind: 'not-found' } })
    await as(home.admin, async (tx, viewer) => {
      expect(await unitOf(tx, viewer, elsewhere.office.unitId)).toBeUndefined()
      expect(await authorityOf(tx, viewer, elsewhere.office.authorityId)).toBeUndefined()
      expect(await unitOf(tx, viewer, Number.NaN)).toBeUndefined()
      expect(await personOf(tx, viewer, "'; drop table")).toBeUndefined()
      const { people } = await listPeople(tx, viewer, TODAY, { search: '', unitId: undefined, state: 'all', page: 1 })
      expect(people.map((person) => person.name)).not.toContain('Finn Fjärran')
    })
    expect(await sessionsOf(far)).toBe(1)
  })
})

describe('the list of people', () => {
  test('is searched by part of name or address, and filtered by unit', async () => {
    await home.user('Åke Ängström', home.care, 'caseworker')
    const names = (filter: Partial<Parameters<typeof listPeople>[3]>) =>
      as(home.admin, async (tx, viewer) => {
        const { people } = await listPeople(tx, viewer, TODAY, {
          search: '',
          unitId: undefined,
          state: 'active',
          page: 1,
          ...filter,
        })
        return people.map((person) => person.name)
      })
    expect(await names({ search: 'ÄNGST' })).toEqual(['Åke Ängström'])
    expect(await names({ search: '%' })).toEqual([])
    expect(await names({ unitId: home.care.unitId })).toContain('Åke Ängström')
    expect(await names({ unitId: home.care.unitId })).not.toContain('Anna Admin')
    expect(await names({ unitId: elsewhere.care.unitId })).toEqual([])
  })
})

describe('units', () => {
  const facts = { capacity: 20, wayOfWorking: 'parallel', phone: null, active: true } as const

  test('a team has places, an office has none', async () => {
    const [team, office] = await as(home.admin, async (tx, viewer) => {
      const { authorityId } = home.office
      const added = [
        await addUnit(tx, viewer, { ...facts, authorityId, name: 'Nya teamet', unitKind: 'team' }),
        await addUnit(tx, viewer, { ...facts, authorityId, name: 'Nya kontoret', unitKind: 'office' }),
      ]
      const units = await listUnits(tx, viewer)
      return added.map((one) => units.find((unit) => one.ok && unit.unitId === one.value))
    })
    expect(team).toMatchObject({ capacity: 20, wayOfWorking: 'parallel' })
    expect(office).toMatchObject({ capacity: null, wayOfWorking: null })
  })

  test('its kind stays one that everyone in it has a role in, and it is not closed over their heads', async () => {
    await home.user('Tage Team', home.team, 'team_member')
    const change = (what: Partial<Parameters<typeof changeUnit>[5]>) =>
      as(home.admin, (tx, viewer) =>
        changeUnit(tx, viewer, TODAY, home.team.unitId, 1, { ...facts, name: 'Teamet', unitKind: 'team', ...what }),
      )
    expect(await change({ unitKind: 'office' })).toMatchObject({
      ok: false,
      refusal: { fields: { kind: 'unitKindRoles' } },
    })
    expect(await change({ unitKind: 'association' })).toMatchObject({
      ok: false,
      refusal: { fields: { kind: 'unitKind' } },
    })
    expect(await change({ active: false })).toMatchObject({ ok: false, refusal: { reason: 'unitHasStaff' } })
    expect(await change({ name: 'Samteamet' })).toMatchObject({ ok: true })
  })
})

describe('what was changed', () => {
  test('is written with every change, in the changer’s own name, and cannot be altered', async () => {
    const gun = await home.user('Gun Gren', home.office, 'caseworker')
    await as(home.admin, (tx, viewer) => closeAccount(tx, viewer, TODAY, gun.userId))
    await as(home.admin, (tx, viewer) => openAccount(tx, viewer, gun.userId))
    const { rows } = await as(home.admin, (tx, viewer) => listAccessEvents(tx, viewer, 1, gun.userId))
    expect(rows.map((row) => [row.kind, row.actor, row.subject])).toEqual([
      ['account_opened', 'Anna Admin', 'Gun Gren'],
      ['account_closed', 'Anna Admin', 'Gun Gren'],
    ])
    const write = (work: (tx: Tx, viewer: Viewer) => Promise<unknown>) => as(home.admin, work)
    await expect(
      write((tx, viewer) => recordAccess(tx, { ...viewer, userId: gun.userId }, { kind: 'account_closed' })),
    ).rejects.toThrow('row-level security')
    await expect(write((tx) => tx.updateTable('accessEvent').set({ kind: 'invited' }).execute())).rejects.toThrow(
      'permission denied',
    )
    await expect(write((tx) => tx.deleteFrom('accessEvent').execute())).rejects.toThrow('permission denied')
    await expect(
      write((tx, viewer) =>
        tx
          .insertInto('accessEvent')
          .values({
            ...{ associationId: viewer.associationId, actorId: viewer.userId, kind: 'invited' },
            at: new Date(0),
            accessEventId: newId(),
          })
          .execute(),
      ),
    ).rejects.toThrow('permission denied')
  })
})

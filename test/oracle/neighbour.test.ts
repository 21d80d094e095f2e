import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../src/features/access/access.build.ts'
import { asViewer, asVisitor, viewerOfSession } from '../../src/features/access/public.ts'
import { loadFindList } from '../../src/features/map/find/find-list.queries.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

// Neighbours, said in plain words: everybody who reads the map reads them; the keeper names them and takes them away; only the job writes what they
// tell, and nobody who is signed in does what the job does.

const TODAY = day('2026-03-02')
const ENTRY = newId()
let database: TestDatabase
let db: Db
let [built, stranger]: BuiltAssociation[] = []
let neighbourId: string
let users: { name: string; user: BuiltUser; keeps: boolean }[]

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  stranger = await buildAssociation(database.migrator)
  const { office, team, care, staffUnit, admin } = built
  users = [
    { name: 'caseworker', user: await built.user('Karin', office, 'caseworker'), keeps: false },
    { name: 'leader', user: await built.user('Petra', team, 'team_leader'), keeps: false },
    { name: 'care', user: await built.user('Maja', care, 'caseworker'), keeps: false },
    { name: 'reviewer', user: await built.user('Rune', staffUnit, 'log_reviewer'), keeps: false },
    {
      name: 'former head',
      user: await built.user('Arne', staffUnit, 'association_head', {
        from: day('2025-01-01'),
        until: day('2026-01-01'),
      }),
      keeps: false,
    },
    { name: 'head', user: await built.user('Agneta', staffUnit, 'association_head'), keeps: true },
    { name: 'administrator', user: admin, keeps: true },
  ]
  const { rows } = await database.migrator.query(
    "insert into map_neighbour (association_id, name, address, added_by, added_on) values ($1, 'Sundby', 'https://example.org', $2, '2026-01-01') returning neighbour_id",
    [built.associationId, admin.userId],
  )
  neighbourId = rows[0].neighbour_id
  const told = JSON.stringify([
    {
      item_id: ENTRY,
      name: 'Språkcafé',
      organization: '',
      description: '',
      languages: [],
      places: '',
      how_to_apply: '',
      fees: '',
      phone: '',
      email: '',
      website: '',
      source: 'https://example.org/services/a',
    },
  ])
  await database.app.query('select map_neighbour_take($1, $2, $3, 0)', [built.associationId, neighbourId, told])
})
afterAll(() => database.close())

const as = async <T>(user: BuiltUser, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const viewer = (await viewerOfSession(db, user.sessionToken, TODAY))!
  return asViewer(db, viewer, TODAY, work, () => false)
}
const visit = <T>(of: BuiltAssociation, work: (tx: Tx) => Promise<T>) => asVisitor(db, of.associationId, TODAY, work)
const seen = async (tx: Tx) => ({
  neighbours: (await tx.selectFrom('mapNeighbour').select('neighbourId').execute()).length,
  entries: (await tx.selectFrom('mapNeighbourEntry').select('itemId').execute()).length,
  found: (await loadFindList(tx))?.list.size ?? 0,
})
const ONE = { neighbours: 1, entries: 1, found: 1 }
const NONE = { neighbours: 0, entries: 0, found: 0 }
const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '42501' })

describe('neighbours', () => {
  test('are read by whoever reads the map', async () => {
    for (const { name, user } of users) expect(await as(user, seen), name).toEqual(ONE)
    expect(await as(stranger!.admin, seen)).toEqual(NONE)
    expect(await visit(built!, seen)).toEqual(NONE)
    await database.migrator.query('update association set map_public = true')
    expect(await visit(built!, seen)).toEqual(ONE)
    expect(await visit(stranger!, seen)).toEqual(NONE)
    await database.migrator.query('update association set map_public = false')
  })

  test('are named and taken away by the keeper', async () => {
    for (const { name, user, keeps } of users) {
      const add = (by: string) => (tx: Tx) =>
        tx
          .insertInto('mapNeighbour')
          .values({
            associationId: built!.associationId,
            name: 'X',
            address: `https://${name.length}.example.org`,
            addedBy: by,
          })
          .execute()
      const remove = async (tx: Tx) =>
        Number(
          (await tx.deleteFrom('mapNeighbour').where('neighbourId', '=', neighbourId).executeTakeFirst())
            .numDeletedRows,
        )
      expect(await as(user, remove), name).toBe(keeps ? 1 : 0)
      if (keeps) await as(user, add(user.userId))
      else await refused(as(user, add(user.userId)))
      await refused(as(user, add(stranger!.admin.userId)))
    }
    const elsewhere = as(stranger!.admin, (tx) =>
      tx
        .insertInto('mapNeighbour')
        .values({
          associationId: built!.associationId,
          name: 'X',
          address: 'https://x.example.org',
          addedBy: stranger!.admin.userId,
        })
        .execute(),
    )
    await refused(elsewhere)
  })

  test('what they tell is written by nobody who is signed in, nor read past the map', async () => {
    const { associationId } = built!
    for (const text of [
      "update map_neighbour_entry set name = 'mitt'",
      'delete from map_neighbour_entry',
      `insert into map_neighbour_entry (association_id, item_id, neighbour_id, name, source) values (${associationId}, uuidv7(), '${neighbourId}', 'x', 'y')`,
      "update map_neighbour set address = 'https://evil.example.org'",
      `select map_neighbour_take(${associationId}, '${neighbourId}', '[]', 0)`,
      `select map_neighbour_failed(${associationId}, '${neighbourId}', 'slow', '')`,
      `select map_find_put(${associationId}, uuidv7(), null, 'x', false, null, null, 'x', 'x', '', '', '{}')`,
    ])
      await refused(as(built!.admin, (tx) => sql.raw(text).execute(tx)))
    expect(
      await as(built!.admin, async (tx) => (await sql`select * from map_neighbours_to_fetch()`.execute(tx)).rows),
    ).toEqual([])
    await expect(
      visit(built!, (tx) =>
        sql`select map_neighbour_take(${associationId}::int, ${neighbourId}::uuid, '[]', 0)`.execute(tx),
      ),
    ).rejects.toThrow()
  })
})

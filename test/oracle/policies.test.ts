import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDb, type Db } from '../../src/platform/database/db.ts'
import { addDays, day } from '../../src/shared/calendar-day.ts'
import { somebodyWaits, type TestDatabase, testDatabase } from '../support/database.ts'
import { categoriesSeen, idOf, noteOf, opened, refused, TODAY } from './placed.ts'
import { as, CARE, KARIN, MAJA, MUNICIPALITY, PETRA, settle, TEAM } from './town.ts'
import type { Placed } from './world.build.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

describe('time', () => {
  test('a disclosure ends and begins with the day, without any refresh', async () => {
    const ending = await settle(database.migrator, TODAY, (world) =>
      world.threads[0]!.disclosures.push(opened({ until: 2 })),
    )
    const seen = (placed: Placed, days: number) =>
      as(db, placed, MAJA, addDays(TODAY, days), (tx) => categoriesSeen(tx, placed))
    expect(await seen(ending, 0)).toEqual(['plan'])
    expect(await seen(ending, 2)).toEqual(['plan'])
    expect(await seen(ending, 3)).toEqual([])
    const beginning = await settle(database.migrator, TODAY, (world) =>
      world.threads[0]!.disclosures.push(opened({ from: 4, until: 9 })),
    )
    expect(await seen(beginning, 3)).toEqual([])
    expect(await seen(beginning, 4)).toEqual(['plan'])
    expect(await seen(beginning, 10)).toEqual([])
  })

  test('a withdrawal works in the next statement of a transaction that has begun before it', async () => {
    const placed = await settle(database.migrator, TODAY, (world) => world.threads[0]!.disclosures.push(opened()))
    await as(db, placed, MAJA, TODAY, async (tx) => {
      expect(await categoriesSeen(tx, placed)).toEqual(['plan'])
      await as(db, placed, PETRA, TODAY, (other) =>
        other.updateTable('disclosure').set({ withdrawnAt: new Date() }).where('threadId', '=', idOf(placed)).execute(),
      )
      expect(await categoriesSeen(tx, placed)).toEqual([])
    })
  })

  test('a withdrawn consent takes its disclosures with it, and stays withdrawn', async () => {
    const placed = await settle(database.migrator, TODAY, ({ threads: [thread] }) => {
      thread!.consents.push({ unit: TEAM, withdrawn: false })
      thread!.disclosures.push(opened({ consent: 0 }))
    })
    await as(db, placed, KARIN, TODAY, (tx) =>
      tx
        .updateTable('consent')
        .set({ withdrawnAt: new Date(), withdrawnHow: 'oral' })
        .where('threadId', '=', idOf(placed))
        .execute(),
    )
    expect(await as(db, placed, MAJA, TODAY, (tx) => categoriesSeen(tx, placed))).toEqual([])
    await refused(as(db, placed, KARIN, TODAY, (tx) => tx.updateTable('consent').set({ withdrawnAt: null }).execute()))
    await refused(
      as(db, placed, KARIN, TODAY, (tx) => tx.updateTable('disclosure').set({ withdrawnAt: null }).execute()),
    )
  })

  test('leaving a unit ends sight at the next request', async () => {
    const placed = await settle(database.migrator, TODAY)
    const seen = () => as(db, placed, PETRA, TODAY, (tx) => categoriesSeen(tx, placed))
    expect(await seen()).toEqual(['health', 'plan'])
    await database.migrator.query('update user_role set valid_until = $1 where user_id = $2', [
      addDays(TODAY, -1),
      placed.userIds[PETRA],
    ])
    expect(await seen()).toEqual([])
  })

  test('a row written while a disclosure is being withdrawn does not slip past the refresh', async () => {
    const placed = await settle(database.migrator, TODAY, (world) => world.threads[0]!.disclosures.push(opened()))
    let withdrawal: Promise<unknown> = Promise.resolve()
    await as(db, placed, PETRA, TODAY, async (tx) => {
      // Stamped while the disclosure still stands; the withdrawal begins now and must wait for this transaction.
      await tx
        .insertInto('note')
        .values(noteOf(placed, TEAM, 0))
        .execute()
      withdrawal = as(db, placed, KARIN, TODAY, (other) =>
        other.updateTable('disclosure').set({ withdrawnAt: new Date() }).where('threadId', '=', idOf(placed)).execute(),
      )
      await somebodyWaits(database.migrator)
    })
    await withdrawal
    expect(await as(db, placed, MAJA, TODAY, (tx) => categoriesSeen(tx, placed))).toEqual([])
  })
})

describe('the role of the program', () => {
  test('cannot bypass policies and owns nothing', async () => {
    const { rows } = await database.migrator.query(
      `select rolsuper, rolbypassrls, rolcreaterole, (select count(*)::int from pg_class where relowner = r.oid) as owned,
         pg_has_role('rt_app', 'rt_migrator', 'member') as becomes_owner
       from pg_roles r where rolname = 'rt_app'`,
    )
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0, becomes_owner: false },
    ])
  })

  test('cannot write who sees a row, nor the keys of secrecy', async () => {
    const placed = await settle(database.migrator, TODAY)
    const everybody = placed.unitIds.map((unit) => unit * 16)
    await as(db, placed, PETRA, TODAY, (tx) =>
      tx
        .insertInto('note')
        .values({ ...noteOf(placed, TEAM, 0), acl: everybody, aclUntil: day('2199-01-01') })
        .execute(),
    )
    expect(await as(db, placed, KARIN, TODAY, (tx) => categoriesSeen(tx, placed))).toEqual([])
    for (const set of [
      "acl = '{}'",
      "acl_until = 'infinity'",
      "category = 'plan'",
      'unit_id = 1',
      'authority_id = 1',
      'association_id = 1',
    ])
      await refused(as(db, placed, PETRA, TODAY, (tx) => sql.raw(`update track set ${set}`).execute(tx)))
  })

  test('cannot change or remove what is append-only, nor remove any row about a person', async () => {
    const { rows } = await database.migrator.query(
      `select c.relname from pg_class c join (select name from protected_table union values ('read_log'), ('read_log_seal'), ('thread_unit'), ('break_glass')) p on p.name = c.relname
       where has_table_privilege('rt_app', c.oid, 'delete') or has_table_privilege('rt_app', c.oid, 'truncate')
         or (relname in ('note', 'note_objection', 'thread_event', 'read_log', 'read_log_seal', 'thread_unit') and has_any_column_privilege('rt_app', c.oid, 'update'))`,
    )
    expect(rows).toEqual([])
    const placed = await settle(database.migrator, TODAY)
    for (const table of ['note', 'thread_event', 'read_log']) {
      await refused(
        as(db, placed, PETRA, TODAY, (tx) => sql`update ${sql.table(table)} set thread_id = null`.execute(tx)),
      )
      await refused(as(db, placed, PETRA, TODAY, (tx) => sql`delete from ${sql.table(table)}`.execute(tx)))
    }
  })

  test('cannot date a look in the read log, nor write one for somebody else', async () => {
    const placed = await settle(database.migrator, TODAY)
    const look = {
      associationId: placed.associationId,
      userId: placed.userIds[PETRA]!,
      unitId: placed.unitIds[TEAM]!,
      authorityId: placed.authorityIds[MUNICIPALITY]!,
      what: 'view',
      ground: 'own_unit',
      threadId: idOf(placed),
    }
    await as(db, placed, PETRA, TODAY, (tx) => tx.insertInto('readLog').values(look).execute())
    await refused(
      as(db, placed, PETRA, TODAY, (tx) =>
        tx
          .insertInto('readLog')
          .values({ ...look, at: new Date(0) })
          .execute(),
      ),
    )
    await refused(
      as(db, placed, PETRA, TODAY, (tx) =>
        tx
          .insertInto('readLog')
          .values({ ...look, userId: placed.userIds[MAJA]! })
          .execute(),
      ),
    )
    for (const unit of [{ unitId: null, authorityId: null }, { unitId: placed.unitIds[CARE]! }])
      await refused(
        as(db, placed, PETRA, TODAY, (tx) =>
          tx
            .insertInto('readLog')
            .values({ ...look, ...unit })
            .execute(),
        ),
      )
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const one = async (pool: TestDatabase['app'], sql: string): Promise<Record<string, unknown>> =>
  (await pool.query(sql)).rows[0]

test('the app role owns nothing, alters nothing and cannot pass the policies', async () => {
  expect(
    await one(
      database.app,
      `select current_user as me, rolsuper, rolbypassrls, rolcreaterole,
        has_schema_privilege('public', 'create') as creates, has_database_privilege(current_database(), 'create') as schemas
       from pg_roles where rolname = current_user`,
    ),
  ).toEqual({
    me: 'rt_app',
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    creates: false,
    schemas: false,
  })
  await expect(database.app.query('create table mine (n int)')).rejects.toThrow(/permission denied/)
  await expect(database.app.query('set role rt_migrator')).rejects.toThrow(/permission denied/)
})

test('a new table is closed to the app until a migration opens it', async () => {
  await database.migrator.query('create table closed (n int)')
  await expect(database.app.query('select * from closed')).rejects.toThrow(/permission denied/)
})

test('days are text, counts are numbers, lists of days are lists of text', async () => {
  expect(
    await one(
      database.app,
      `select date '2026-03-29' as day, count(*) as count, array[date '2026-03-29', date '2026-03-30'] as days,
        '{}'::date[] as none, 1.50::numeric as money from generate_series(1, 3)`,
    ),
  ).toEqual({ day: '2026-03-29', count: 3, days: ['2026-03-29', '2026-03-30'], none: [], money: '1.50' })
})

test('Swedish order where it is asked for', async () => {
  const { rows } = await database.app.query(
    `select name from unnest(array['Öberg', 'Zorn', 'ärla', 'Åberg', 'Andersson']) name order by name collate swedish`,
  )
  expect(rows.map((row) => row.name)).toEqual(['Andersson', 'Zorn', 'Åberg', 'ärla', 'Öberg'])
})

test('trigrams know that å, ä and ö are letters', async () => {
  expect(await one(database.app, `select similarity('Åsa', 'Åsa') as same, similarity('Åsa', 'Ösa') as other`)).toEqual(
    {
      same: 1,
      other: expect.closeTo(0.14, 1),
    },
  )
})

test('migrating again does nothing, also when two do it at once', async () => {
  const runs = await Promise.all([migrate(database.migratorConfig), migrate(database.migratorConfig)])
  expect(runs).toEqual([[], []])
})

test('each test database is its own', async () => {
  const other = await testDatabase()
  await database.migrator.query('create table only_here (n int)')
  expect(await one(other.migrator, `select to_regclass('only_here') as found`)).toEqual({ found: null })
  await other.close()
})

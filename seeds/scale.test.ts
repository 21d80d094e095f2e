import { expect, inject, test } from 'vitest'
import { withClient } from '../src/platform/database/provision.ts'
import { testDatabase } from '../test/support/database.ts'
import { ASSOCIATIONS, associationName } from './places.ts'
import { seedScaled, shares } from './scale.ts'

test('a thousand towns are spread over more than eighty associations, each with a name of its own', () => {
  expect(shares(1000).length).toBeGreaterThan(80)
  for (const scale of [2, 3, 50, 83, 1000]) expect(shares(scale).reduce((sum, towns) => sum + towns)).toBe(scale)
  expect(new Set(Array.from({ length: ASSOCIATIONS }, (_, n) => associationName(n).name)).size).toBe(ASSOCIATIONS)
})

test('three towns: every row whole, every index back, nothing shared between associations', async () => {
  const database = await testDatabase()
  const indexes = () => database.migrator.query('select indexname from pg_indexes order by 1').then(({ rows }) => rows)
  const before = await indexes()
  const superuser = {
    ...inject('database'),
    database: database.migratorConfig.database,
    password: '',
    ssl: false as const,
  }
  await withClient(superuser, (client) => seedScaled(client, { scale: 3, print: () => undefined }))
  expect(await indexes()).toEqual(before)
  const all = async (text: string) => (await database.migrator.query(text)).rows
  expect(
    (await all('select association_id, count(*) as n from thread group by 1 order by 1')).map(({ n }) => n),
  ).toEqual([120, 120, 120])
  // What loading did not look at: the foreign keys.
  const keys = await all(
    `select conname, conrelid::regclass::text as "table" from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  expect(keys.length).toBeGreaterThan(20)
  const client = await database.migrator.connect()
  for (const { conname, table } of keys) {
    const [{ definition }] = await all(
      `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = '${conname}' and conrelid = '${table}'::regclass`,
    )
    await client.query(
      `begin; alter table ${table} drop constraint ${conname}; alter table ${table} add constraint ${conname} ${definition}; rollback`,
    )
  }
  client.release()
  expect(await all(`select tgname from pg_trigger where tgenabled <> 'O'`)).toEqual([])
  await database.close()
})

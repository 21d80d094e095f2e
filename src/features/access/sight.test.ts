import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemoTown } from '../../../seeds/demo-town.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb } from '../../platform/database/db.ts'
import { withClient } from '../../platform/database/provision.ts'
import { restampTurned } from './sight.jobs.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await withClient(database.migratorConfig, (client) => seedDemoTown(client))
})
afterAll(() => database.close())

/** Rows of every protected table whose stamp is not what it would be today. */
async function wrong(): Promise<number> {
  const { rows: tables } = await database.migrator.query<{ name: string; shared: boolean }>(
    'select name, shared from protected_table',
  )
  let count = 0
  for (const { name, shared } of tables) {
    const also = shared
      ? "|| case when r.also_unit_id is null then '{}'::int[] else array[r.also_unit_id * 16] end"
      : ''
    const { rows } = await database.migrator.query(
      `select count(*)::int as n from ${name} r, lateral acl_now(r.association_id, r.thread_id, r.unit_id, r.authority_id, r.category, viewer_today()) a
       where (r.acl is distinct from (a.acl ${also})) or r.acl_until is distinct from a.acl_until`,
    )
    count += rows[0].n
  }
  return count
}

test('the night job stamps rows anew whose periods have turned, and only then are none left', async () => {
  // As if the program had not run since each disclosure was decided: the stamps say what was true long ago.
  await database.migrator.query(
    `update thread set acl = '{}', acl_until = '2020-01-01' where thread_id in (select thread_id from disclosure)`,
  )
  // Who the person is turns whenever anything does: that row leads the job to the others.
  await database.migrator.query(
    `update participant_identity set acl = '{}', acl_until = '2020-01-01' where thread_id in (select thread_id from disclosure)`,
  )
  await database.migrator.query(
    `update track set acl = '{}', acl_until = '2020-01-01' where thread_id in (select thread_id from disclosure)`,
  )
  expect(await wrong()).toBeGreaterThan(0)
  const db = createDb(database.app)
  await restampTurned.run({}, { db } as never)
  expect(await wrong()).toBe(0)
})

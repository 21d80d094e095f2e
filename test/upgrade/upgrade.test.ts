import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { describeSchema } from '../../db/describe-schema.ts'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import { restampTurned } from '../../src/features/access/sight.jobs.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openPool } from '../../src/platform/database/pool.ts'
import { APP, MIGRATOR, provision, withClient } from '../../src/platform/database/provision.ts'
import { testApp } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'
import { type OldRows, oldRows, writeOldRows } from './old-rows.ts'

// A database that an earlier program made and filled, brought to the level of this one: everything is still there.

const NAME = `rt_upgrade_${process.pid}`
/** Numbers in a row are random now; how far the row had come is of no use. */
const GIVEN_UP = new Set(['case_counter'])
/** Who may see a row is worked out anew, by other categories. */
const STAMPS = new Set(['acl', 'acl_until', 'category'])

let database: TestDatabase
beforeAll(async () => {
  const superuser = { ...inject('database'), database: 'postgres', password: '', ssl: false }
  await provision(superuser, NAME)
  const config = { ...superuser, database: NAME }
  const migratorConfig = { ...config, user: MIGRATOR }
  const appConfig = { ...config, user: APP }
  await migrate(migratorConfig, { only: oldRows.migrations })
  await writeOldRows({ ...config, user: 'postgres' })
  await migrate(migratorConfig)
  const [migrator, app] = [openPool({ ...migratorConfig, max: 4 }), openPool({ ...appConfig, max: 4 })]
  database = {
    ...{ migrator, app, appConfig, migratorConfig },
    async close() {
      await Promise.all([migrator.end(), app.end()])
      await withClient(superuser, (client) => client.query(`drop database ${NAME} with (force)`))
    },
  }
}, 60_000)
afterAll(() => database?.close())

test('tables, policies and functions are those of a new database, whatever order the migrations came in', async () => {
  const schema = await withClient(database.migratorConfig, describeSchema)
  expect(schema).toBe(readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8'))
})

/** The rows a table has now, in the columns it had then, as text. */
async function rowsNow(table: string, columns: OldRows['tables'][string]['columns']): Promise<Set<string>> {
  const { rows } = await withClient({ ...database.migratorConfig, options: '-c timezone=UTC' }, (client) =>
    client.query({
      text: `select ${columns.map((name) => `to_jsonb(t) -> '${name}'`).join(', ')} from ${table} t`,
      rowMode: 'array',
    }),
  )
  return new Set(rows.map((row) => JSON.stringify(row)))
}

test.for(Object.entries(oldRows.tables).filter(([table]) => !GIVEN_UP.has(table)))(
  'every row of %s is there as it was',
  async ([table, { columns, rows }]) => {
    const kept = columns.filter((name) => !STAMPS.has(name))
    const now = await rowsNow(table, kept)
    const then = rows.map((row) =>
      JSON.stringify(columns.flatMap((name, at) => (kept.includes(name) ? [row[at]] : []))),
    )
    expect(then.filter((row) => !now.has(row))).toEqual([])
  },
)

test('who may see a row is what it would be had it been written today', async () => {
  const { db } = testApp(database)
  await restampTurned.run({}, { db } as never)
  const { rows: tables } = await database.migrator.query<{ name: string }>(
    'select name from protected_table where not shared',
  )
  expect(tables.length).toBeGreaterThan(10)
  for (const { name } of tables) {
    const { rows } = await database.migrator.query(
      `select r.thread_id from ${name} r,
         lateral acl_now(r.association_id, r.thread_id, r.unit_id, r.authority_id, r.category, viewer_today()) a
       where r.acl is distinct from a.acl or r.acl_until is distinct from a.acl_until`,
    )
    expect(rows, name).toEqual([])
  }
})

test('those who had an account sign in and open the threads of their team', async () => {
  const app = testApp(database)
  const visitor = await app.signedIn('petra.nyholm@norrby.example', DEMO_PASSWORD)
  const { rows } = await database.migrator.query<{ thread_id: string; name: string }>(
    `select t.thread_id, i.given_name || ' ' || i.family_name as name
     from thread t join participant_identity i using (association_id, thread_id) join unit u using (association_id)
     where u.unit_id = t.team_unit_id and u.name = 'Samordningsteam Norrby' and i.protection = 'none'`,
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { thread_id, name } of rows) {
    const page = await visitor.get(`/deltagare/${thread_id}`)
    expect([page.status, page.html.includes(name)], thread_id).toEqual([200, true])
  }
})

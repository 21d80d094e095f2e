import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXPORTED_TABLES } from '../../src/features/thread/export.queries.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('every table with a thread_id is protected, or is one of the three that are guarded by hand', async () => {
  const { rows } = await database.migrator.query(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('thread_id', 'thread_ids') and not a.attisdropped
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not in (select name from protected_table)
       group by 1 order by 1`,
  )
  expect(rows.map((row) => row.relname)).toEqual(['break_glass', 'read_log', 'thread_unit'])
})

test('every table that the program may read has policies, but for accounts', async () => {
  const { rows } = await database.migrator.query(
    `select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity
         and has_any_column_privilege('rt_app', oid, 'select') and relname not like 'account\\_%'
         -- Counts attempts to sign in, before anybody is signed in; keys are hashes.
         and relname <> 'sign_in_attempt' order by 1`,
  )
  expect(rows).toEqual([])
})

test('every protected table has the same sight, is stamped, and is in the export', async () => {
  const { rows } = await database.migrator.query(
    `select p.name, (select count(*)::int from pg_policies o where o.tablename = p.name and o.policyname = 'sight' and o.cmd = 'SELECT') as sight,
         (select count(*)::int from pg_trigger t where t.tgrelid = p.name::regclass and t.tgname = 'stamp') as stamp
       from protected_table p order by 1`,
  )
  expect(rows.filter((row) => row.sight !== 1 || row.stamp !== 1)).toEqual([])
  expect(rows.map((row) => row.name)).toEqual([...EXPORTED_TABLES].sort())
})

test('a function with the rights of the owner is called by the program alone, and looks only into our tables', async () => {
  const { rows } = await database.migrator.query(
    `select p.oid::regprocedure::text as name, has_function_privilege('public', p.oid, 'execute') as everybody, p.proconfig::text as path
     from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`,
  )
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter(({ everybody }) => everybody).map(({ name }) => name)).toEqual([])
  expect(rows.filter(({ path }) => !/[{,]search_path=public[,}]/.test(path ?? '')).map(({ name }) => name)).toEqual([])
  // A table of the program's own by the name of one of ours would be found first.
  const { rows: rights } = await database.migrator.query(
    `select has_database_privilege('rt_app', 'rt_template', 'temporary') as temporary,
       has_schema_privilege('rt_app', 'public', 'create') as create`,
  )
  expect(rights).toEqual([{ temporary: false, create: false }])
})

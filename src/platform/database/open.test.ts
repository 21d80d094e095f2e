import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testFolder } from '../../../test/support/folder.ts'
import { type EmbeddedDatabase, startEmbedded } from './embedded/embedded.ts'
import { livePostmaster } from './embedded/postmaster.ts'
import { migrate } from './migrate.ts'
import { type OpenDatabase, openDatabase } from './open.ts'
import { openPool } from './pool.ts'
import { withClient } from './provision.ts'

const folder = testFolder('open')
const log = (): void => undefined
/** A server as an administrator would run it: passwords for everyone but its superuser. */
let server: EmbeddedDatabase
beforeAll(async () => {
  const dataDir = join(folder, 'server')
  server = await startEmbedded({ dataDir, log, fast: true })
  writeFileSync(join(dataDir, 'cluster', 'pg_hba.conf'), 'local all postgres trust\nlocal all all scram-sha-256\n')
  await withClient(server.superuser, async (client) => {
    await client.query('select pg_reload_conf()')
    await client.query('create database own')
  })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const url = (user: string, password = '', database = 'own'): string =>
  `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(String(server.superuser.host))}`
const whoAmI = (config: pg.ClientConfig): Promise<string> =>
  withClient(config, async (client) => (await client.query('select current_user as me')).rows[0].me)

test('the embedded database: opened, migrated, used as the app, stopped, twice in a row', async () => {
  const dataDir = join(folder, 'data')
  for (const round of [1, 2]) {
    const opened = await openDatabase({ dataDir, log, fast: true })
    expect((await migrate(opened.migrator)).length > 0).toBe(round === 1)
    expect([await whoAmI(opened.app), await whoAmI(opened.migrator)]).toEqual(['rt_app', 'rt_migrator'])
    await opened.stop()
    expect(livePostmaster(join(dataDir, 'database', 'cluster'))).toBeUndefined()
  }
})

test('several programs that start on an empty folder at once all get the same database', async () => {
  const dataDir = join(folder, 'several')
  const all: OpenDatabase[] = await Promise.all([1, 2, 3].map(() => openDatabase({ dataDir, log, fast: true })))
  await Promise.all(all.map((opened) => migrate(opened.migrator)))
  for (const opened of all) expect(await whoAmI(opened.app)).toBe('rt_app')
  for (const opened of all) await opened.stop()
})

test('a pool outlives a killed database: the next page waits instead of failing', async () => {
  const dataDir = join(folder, 'killed')
  const opened = await openDatabase({ dataDir, log, fast: true })
  const pool = openPool(opened.app)
  await pool.query('select 1')
  for (let round = 0; round < 2; round++) {
    const postmaster = livePostmaster(join(dataDir, 'database', 'cluster'))
    process.kill(postmaster?.pid ?? 0, 'SIGKILL')
    while (pool.totalCount > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  }
  await pool.end()
  await opened.stop()
})

test('a PostgreSQL of one’s own: the program makes the app role and keeps its password to itself', async () => {
  const dataDir = join(folder, 'external')
  for (let round = 0; round < 2; round++) {
    const opened = await openDatabase({ dataDir, databaseUrl: url('postgres'), log })
    expect(opened.embedded).toBe(false)
    await migrate(opened.migrator)
    expect(await whoAmI(opened.app)).toBe('rt_app')
    await expect(withClient(opened.app, (client) => client.query('create table t (n int)'))).rejects.toThrow(/denied/)
  }
  expect(statSync(join(dataDir, 'rt_app.password')).mode & 0o777).toBe(0o600)
  expect(existsSync(join(dataDir, 'database'))).toBe(false)
})

test('an owner without rights to make roles needs the app’s address too', async () => {
  const dataDir = join(folder, 'owner')
  await withClient(server.superuser, (client) => client.query(`create role owner login password 'o'`))
  await withClient(server.superuser, (client) => client.query('create database owned owner owner'))
  const databaseUrl = url('owner', 'o', 'owned')
  await expect(openDatabase({ dataDir, databaseUrl, log })).rejects.toThrow(/DATABASE_APP_URL/)
  const roles = readFileSync('db/roles.sql', 'utf8')
  await withClient({ ...server.superuser, database: 'owned' }, (client) => client.query(roles))
  await withClient(server.superuser, (client) => client.query(`alter role rt_app password 'a'`))
  const opened = await openDatabase({ dataDir, databaseUrl, databaseAppUrl: url('rt_app', 'a', 'owned'), log })
  await migrate(opened.migrator)
  expect(await whoAmI(opened.app)).toBe('rt_app')
})

test('an app account that could see past the policies is refused', async () => {
  const dataDir = join(folder, 'mighty')
  const databaseUrl = url('postgres')
  await expect(openDatabase({ dataDir, databaseUrl, databaseAppUrl: databaseUrl, log })).rejects.toThrow(/sekretess/)
  await withClient(server.superuser, (client) => client.query(`create role stranger login password 's'`))
  await withClient(server.superuser, (client) => client.query('grant connect on database own to stranger'))
  const databaseAppUrl = url('stranger', 's')
  await expect(openDatabase({ dataDir, databaseUrl, databaseAppUrl, log })).rejects.toThrow(/rt_app/)
})

import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemoTown } from '../seeds/demo-town.ts'
import { type TestApp, testApp } from '../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { testFolder } from '../test/support/folder.ts'
import { loadAssets } from './platform/assets.ts'
import { readConfig } from './platform/config.ts'
import { APP, withClient } from './platform/database/provision.ts'
import { createProgram } from './program.ts'
import { routesOf } from './routes.tsx'
import { day } from './shared/calendar-day.ts'

// A demo says so on every page, also where nobody is signed in and where something went wrong; a real installation never does.

const TODAY = day('2026-11-23')
const BANNER = /<(?:div|p) class="banner">/
let database: TestDatabase
let app: TestApp
let pages: string[]

const ask = async (path: string, init: RequestInit = {}) => {
  const answer = await app.app.request(app.origin + path, init)
  const html = answer.headers.get('content-type')?.startsWith('text/html') ? await answer.text() : undefined
  return { status: answer.status, html, location: answer.headers.get('location') }
}
const form = (body: string, origin = app.origin): RequestInit => ({
  method: 'POST',
  headers: { origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) },
  body,
})

/** Every public page there is: the addresses of the routes, and of what has an id, one of the map and one of nothing. */
async function publicPages(): Promise<string[]> {
  const { rows } = await database.migrator.query(
    'select association_id as association, entry_id as entry from map_entry where association_id = (select min(association_id) from association) and shown limit 1',
  )
  const routes = routesOf({ ...app, assets: loadAssets('no build') })
  return routes
    .filter((one) => one.guard === 'public' && one.method === 'get')
    .map(({ path }) =>
      path
        .replace('/hsds/*', '/hsds/profil')
        .replace(':association', rows[0].association)
        .replace(':entry', rows[0].entry)
        .replace(/:\w+/g, '1'),
    )
}

beforeAll(async () => {
  database = await testDatabase()
  const client = await database.migrator.connect()
  await client.query('begin')
  await seedDemoTown(client, { today: TODAY })
  await client.query('commit')
  client.release()
  app = testApp(database)
  app.setNow(new Date(`${TODAY}T10:00:00Z`))
  pages = await publicPages()
})
afterAll(() => database.close())

/** Seeded or restored while the program runs: ten seconds later it is known. */
async function setDemo(is: boolean): Promise<void> {
  await database.migrator.query('update association set demo = $1', [is])
  app.setNow(new Date(`${TODAY}T10:0${is ? 2 : 1}:00Z`))
  await expect.poll(async () => BANNER.test((await ask('/tillganglighet')).html ?? ''), { timeout: 10_000 }).toBe(is)
}

/** Takes a function away that the front page needs: a fault of ours. */
async function broken() {
  await database.migrator.query('alter function organisation_sign_ins() rename to gone')
  const page = await ask('/logga-in')
  await database.migrator.query('alter function gone() rename to organisation_sign_ins')
  return page
}

/** The database ends the connection of a page that waits for it. */
async function down() {
  const superuser = { ...database.appConfig, user: 'postgres' }
  return withClient(superuser, async (client) => {
    await client.query('begin')
    await client.query('lock table authority_sign_in')
    const page = ask('/logga-in')
    const waiting = async () => {
      const { rows } = await client.query(
        "select pid from pg_stat_activity where datname = current_database() and usename = $1 and wait_event_type = 'Lock'",
        [APP],
      )
      return rows.map(({ pid }) => pid)
    }
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1)
    for (const pid of await waiting()) await client.query('select pg_terminate_backend($1)', [pid])
    await client.query('rollback')
    return page
  })
}

const ERRORS: [string, number, () => Promise<{ status: number; html: string | undefined }>][] = [
  ['absent', 404, () => ask('/finns-inte')],
  ['absent under a route', 404, () => ask('/inbjudan/finns-inte')],
  ['a form from elsewhere', 403, () => ask('/logga-in', form('email=a', 'https://elsewhere.example'))],
  ['a form too large', 413, () => ask('/logga-in', form('x'.repeat(1_100_000)))],
  ['no question', 400, () => ask('/logga-in?x=%00')],
  ['a fault of ours', 500, broken],
  ['no database', 503, down],
]

/** The pages and errors that carry the banner, and those that do not. */
async function carried(): Promise<{ on: string[]; off: string[] }> {
  const found: { on: string[]; off: string[] } = { on: [], off: [] }
  const tell = (name: string, html = '') => found[BANNER.test(html) ? 'on' : 'off'].push(name)
  for (const path of pages) {
    const { html, location } = await ask(path)
    if (html === undefined) expect(location, path).toBeTruthy()
    else tell(path, html)
  }
  for (const [name, expected, get] of ERRORS) {
    const { status, html } = await get()
    expect(status, name).toBe(expected)
    tell(name, html)
  }
  return found
}

test('a demo: every public page and every page of an error says so; a real installation: none', async () => {
  const demo = await carried()
  expect(demo.off).toEqual([])
  expect(demo.on).toEqual(
    expect.arrayContaining(['/', '/logga-in', '/tillganglighet', '/personuppgifter', '/hitta', '/svara']),
  )
  await setDemo(false)
  const real = await carried()
  expect(real.on).toEqual([])
  expect(real.off.length).toBeGreaterThan(demo.on.length - 2)
  await setDemo(true)
})

test('a real installation: the front page leads to signing in, nobody is signed in by a click, and no account is told of', async () => {
  const click = form(new URLSearchParams({ email: 'petra.nyholm@norrby.example' }).toString())
  expect(await ask('/demo/logga-in', click)).toMatchObject({ status: 303, location: '/i-dag' })
  await setDemo(false)
  expect(await ask('/')).toMatchObject({ status: 303, location: '/logga-in' })
  expect((await ask('/demo/logga-in', click)).status).toBe(404)
  expect((await database.app.query('select * from demo_accounts()')).rows).toEqual([])
  await setDemo(true)
})

test('a PostgreSQL of one’s own is filled with nothing: no demo, no account, the front page leads to signing in', async () => {
  const own = await testDatabase()
  const dataDir = testFolder('own')
  const { host, port } = own.appConfig
  const databaseUrl = `postgres://postgres@/${own.appConfig.database}?host=${encodeURIComponent(String(host))}&port=${port}`
  const program = await createProgram({ ...readConfig(), dataDir, databaseUrl }, () => undefined)
  try {
    expect(await program.greeting()).toEqual([])
    const front = await program.app.request('http://localhost:3000/')
    expect([front.status, front.headers.get('location')]).toEqual([303, '/logga-in'])
    const { rows } = await own.migrator.query(
      'select (select count(*)::int from association) as associations, (select count(*)::int from account_user) as users',
    )
    expect(rows).toEqual([{ associations: 0, users: 0 }])
  } finally {
    await program.stop()
    await own.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

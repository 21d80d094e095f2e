/** What leaves a trace in the read log though its page leaves nothing: asked through the pages, as a browser does. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Visitor } from '../../../../test/support/visitor.ts'
import { paths } from '../../../paths.ts'
import { sessionCookieName } from '../../../platform/accounts.ts'
import { drafted } from '../referral/referral.build.ts'
import { buildTown, type StaffKey, type Town } from '../town.build.ts'

let database: TestDatabase
let town: Town
let program: TestApp
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
  program = testApp(database)
  program.setNow(new Date('2026-11-02T10:00:00Z'))
})
afterAll(() => database.close())

/** Somebody of the town, signed in. */
function as(key: StaffKey): Visitor {
  const token = `token-${town.associationId}-${key}`
  const signature = createHmac('sha256', program.secret).update(token).digest('base64')
  const visitor = program.visitor()
  visitor.setCookie(sessionCookieName(program.origin), encodeURIComponent(`${token}.${signature}`))
  return visitor
}
const log = async (user: StaffKey) =>
  (
    await database.migrator.query(
      `select what, ground, thread_id, thread_ids, search_by from read_log where user_id = $1 order by read_log_id`,
      [town.users[user]],
    )
  ).rows

test('an emergency opening that finds nobody is written down, five times, and then no more are possible', async () => {
  const maja = as('maja')
  const reason = 'Ringer från akuten, medvetslös'
  for (let times = 1; times <= 5; times++) {
    const page = await maja.send(
      await maja.get(paths.openGlass),
      { number: `1999-000${times}`, reason },
      paths.openGlass,
    )
    expect(page.status).toBe(200)
    expect(page.text).toContain('Försöket är antecknat')
    expect(page.text).toContain(reason)
  }
  const stopped = await maja.send(await maja.get(paths.openGlass), { number: '1999-0009', reason }, paths.openGlass)
  expect(stopped.status).toBe(429)
  expect(stopped.text).toContain('Du har försökt 5 gånger')
  expect(await log('maja')).toEqual(
    Array(5).fill({ what: 'break_glass', ground: 'none', thread_id: null, thread_ids: null, search_by: null }),
  )
})

test('a search that finds nobody is written down, by what but not for what', async () => {
  const yusuf = as('yusuf')
  for (const sok of ['Ingenson', '1999-0001']) {
    const page = await yusuf.send(await yusuf.get(paths.search), { sok }, paths.search)
    expect(page.status).toBe(200)
  }
  expect(await log('yusuf')).toEqual(
    ['name', 'case'].map((by) => ({
      what: 'search',
      ground: 'own_unit',
      thread_id: null,
      thread_ids: [],
      search_by: by,
    })),
  )
})

test('what is somebody else’s and refused is written at the person; what is nothing is not written', async () => {
  const { threadId } = await drafted(town)
  const { referralId, threadId: other } = await drafted(town)
  const oskar = as('oskar')
  for (const path of [
    paths.thread(threadId),
    paths.referral(referralId),
    paths.intake(referralId),
    paths.thread('0198f3c4-1111-7111-8111-111111111111'),
    paths.referral('0198f3c4-1111-7111-8111-111111111111'),
  ])
    expect((await oskar.get(path)).status, path).toBe(404)
  expect((await log('oskar')).map((row) => [row.what, row.ground, row.thread_id])).toEqual([
    ['denied', 'none', threadId],
    ['denied', 'none', other],
    ['denied', 'none', other],
  ])
})

test('a look is written in the viewer’s own name, unit and ground', async () => {
  const { threadId } = await drafted(town)
  const write = (row: Record<string, unknown>) =>
    town.as('maja', ({ tx, viewer }) =>
      tx
        .insertInto('readLog')
        .values({
          associationId: town.associationId,
          userId: viewer.userId,
          what: 'view',
          ground: 'none',
          threadId,
          ...row,
        } as never)
        .execute(),
    )
  const { unitId, authorityId } = town.units.psychiatry
  await write({ unitId, authorityId })
  for (const row of [
    { userId: town.users.petra },
    { unitId: town.units.team.unitId, authorityId: town.units.team.authorityId },
    { unitId, authorityId: town.units.team.authorityId },
    { ground: 'break_glass' },
    { ground: 'disclosure' },
    { ground: 'curiosity' },
    { what: 'dream' },
  ])
    await expect(write(row), JSON.stringify(row)).rejects.toMatchObject({ code: '42501' })
})

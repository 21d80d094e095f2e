/** What leaves a trace in the read log though its page leaves nothing: asked through the pages, as a browser does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import { drafted } from '../referral/referral.build.ts'
import type { StaffKey } from '../town.build.ts'

let database: TownPages['database']
let town: TownPages['town']
let as: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit: as } = await townPages('2026-11-02T10:00:00Z'))
})
afterAll(() => database.close())

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

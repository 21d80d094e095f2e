import { afterAll, beforeAll, expect, test } from 'vitest'
import { hidden, type TownPages, townPages } from '../../../../test/support/town-pages.ts'

let pages: TownPages
let shared = ''
let own = ''
beforeAll(async () => {
  pages = await townPages()
  const { town, database } = pages
  shared = await town.thread()
  await town.disclose(shared, 'psychiatry', ['plan'])
  own = await town.thread()
  await database.migrator.query(
    `insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, '2026-01-12')`,
    [town.associationId, own, town.units.psychiatry.unitId],
  )
  await database.migrator.query('select settle_parts($1, $2, true)', [town.associationId, own])
})
afterAll(() => pages.database.close())

const logged = async (what: string) =>
  (
    await pages.database.migrator.query(
      'select ground, thread_ids from read_log where what = $1 order by read_log_id desc limit 2',
      [what],
    )
  ).rows as { ground: string; thread_ids: string[] }[]
const named = async (threadId: string): Promise<string> =>
  (await pages.town.rows<{ family_name: string }>('participant_identity', threadId))[0]?.family_name ?? ''

test('somebody shared stands on I dag and on the list, marked, and the log says on what the look rests', async () => {
  const maja = pages.visit('maja')
  // Looks are written while the page is made: often enough that one too late would show.
  for (let times = 0; times < 10; times++) {
    const today = await maja.get('/i-dag')
    expect(today.status).toBe(200)
    expect(today.text).toContain('Delat med dig')
    expect(today.text).toContain(await named(shared))
    const list = await maja.get('/deltagare?lage=all')
    expect(list.status).toBe(200)
    expect(list.text).toMatch(new RegExp(`${await named(shared)}\\s+Delat med dig`))
    expect(list.text).not.toMatch(new RegExp(`${await named(own)}\\s+Delat med dig`))
  }
  expect((await logged('list')).map((row) => [row.ground, row.thread_ids])).toEqual(
    expect.arrayContaining([
      ['disclosure', [shared]],
      ['own_unit', [own]],
    ]),
  )
})

test('and is found by name, marked', async () => {
  const maja = pages.visit('maja')
  const form = await maja.get('/deltagare/sok')
  const found = await maja.post('/deltagare/sok', { _token: hidden(form, '_token'), sok: 'Exempel' })
  expect(found.status).toBe(200)
  expect(found.text).toContain('Delat med dig')
  expect((await logged('search')).find((row) => row.ground === 'disclosure')?.thread_ids).toEqual([shared])
})

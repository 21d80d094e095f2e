import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../test/support/town-pages.ts'
import { paths } from '../../paths.ts'
import { addStep } from './work/step.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

test('how many lack a contact or a step is said of all of them, also beyond those that are named', async () => {
  for (let n = 0; n < 15; n++) await town.thread()
  const { text } = await visit('petra').get(paths.today)
  expect(text).toContain('15 deltagare har inget nästa steg')
  expect(text).toContain('15 deltagare har ingen kontakt')
  expect(text).toContain('och 3 till')
})

test('a list that does not hold all says how many more there are', async () => {
  const todo = { what: 'Ring vårdcentralen', who: town.users.samir, dueOn: '2026-11-04' }
  for (let n = 0; n < 14; n++) {
    const threadId = await town.thread()
    const added = await town.as('elin', (work) => addStep(work, threadId, todo))
    expect(added.ok).toBe(true)
  }
  const { text } = await visit('samir').get(paths.today)
  expect(text.match(/Ring vårdcentralen/g)?.length).toBeGreaterThanOrEqual(12)
  expect(text).toContain('och 2 till')
})

test('a search that finds more than it shows says so', async () => {
  for (let n = 0; n < 15; n++) await town.thread()
  const petra = visit('petra')
  const page = await petra.send(await petra.get(paths.search), { sok: 'exempel' }, paths.search)
  expect(page.text).toContain('Fler än 25 träffar')
  expect(page.html.match(/href="\/deltagare\/[0-9a-f-]{36}"/g)).toHaveLength(25)
})

test('a page of the list beyond the last leads to the first', async () => {
  const page = await visit('petra').get(`${paths.participants}?sida=99`)
  expect(page.path).toBe(paths.participants)
  expect(page.text).toContain('deltagare')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../test/support/town-pages.ts'
import { paths } from '../../paths.ts'
import { sent } from './referral/referral.build.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

test('the name of an office says what somebody gets there: told to those who hold the thread, not to whom the plan was opened', async () => {
  const { threadId } = await sent(town)
  await town.disclose(threadId, 'psychiatry', ['plan'], 'support')
  const psychiatry = await visit('maja').get(paths.thread(threadId))
  expect(psychiatry.status).toBe(200)
  expect(psychiatry.text, 'the contact, by name, role and authority').toMatch(
    /Karin Lindmark Den som remitterade Provby municipality/,
  )
  expect(psychiatry.html).not.toContain('Försörjningsstöd')
  for (const holder of ['petra', 'karin'] as const) {
    const page = await visit(holder).get(paths.thread(threadId))
    expect(page.text, holder).toMatch(/Karin Lindmark Den som remitterade Försörjningsstöd/)
  }
})

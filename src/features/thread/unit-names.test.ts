import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Visitor } from '../../../test/support/visitor.ts'
import { paths } from '../../paths.ts'
import { sessionCookieName } from '../../platform/accounts.ts'
import { sent } from './referral/referral.build.ts'
import { buildTown, type StaffKey, TODAY, type Town } from './town.build.ts'

let database: TestDatabase
let town: Town
let app: TestApp
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
  app = testApp(database)
  app.setNow(new Date(`${TODAY}T12:00:00+01:00`))
})
afterAll(() => database.close())

function visit(who: StaffKey): Visitor {
  const signature = createHmac('sha256', app.secret).update(town.token(who)).digest('base64')
  const visitor = app.visitor()
  visitor.setCookie(sessionCookieName(app.origin), encodeURIComponent(`${town.token(who)}.${signature}`))
  return visitor
}

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

import { createHmac } from 'node:crypto'
import { buildTown, type StaffKey, TODAY, type Town } from '../../src/features/thread/town.build.ts'
import { sessionCookieName } from '../../src/platform/accounts.ts'
import { type TestApp, testApp } from './app.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import type { Page, Visitor } from './visitor.ts'

export type TownPages = {
  database: TestDatabase
  town: Town
  app: TestApp
  /** Somebody of the town with a browser in which they have signed in. */
  visit(who: StaffKey): Visitor
  /** Somebody else with a session of this token. */
  visitWith(token: string): Visitor
}

/** The pages on a database of their own with a small town in it; the clock stands at noon of the town's day unless said. */
export async function townPages(at = `${TODAY}T12:00:00+01:00`): Promise<TownPages> {
  const database = await testDatabase()
  const town = await buildTown(database)
  const app = testApp(database)
  app.setNow(new Date(at))
  const visitWith = (token: string): Visitor => {
    const signature = createHmac('sha256', app.secret).update(token).digest('base64')
    const visitor = app.visitor()
    visitor.setCookie(sessionCookieName(app.origin), encodeURIComponent(`${token}.${signature}`))
    return visitor
  }
  return { database, town, app, visit: (who) => visitWith(town.token(who)), visitWith }
}

/** What a hidden field of the page holds; empty when it is not there. */
export const hidden = (page: Page, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(page.html)?.[1] ?? ''

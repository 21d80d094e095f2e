import type { Hono } from 'hono'
import { createApp } from '../../src/app.ts'
import { ORGANISATION_FAILED, organisationsOf } from '../../src/features/access/organisation.queries.ts'
import { type Accounts, createAccounts } from '../../src/platform/accounts.ts'
import { loadAssets } from '../../src/platform/assets.ts'
import { createDb, createPlainDb, type Db } from '../../src/platform/database/db.ts'
import type { TestDatabase } from './database.ts'
import { type Visitor, visitor } from './visitor.ts'

export type TestApp = {
  app: Hono
  db: Db
  accounts: Accounts
  origin: string
  secret: string
  /** Moves the clock of the pages. */
  setNow(now: Date): void
  visitor(): Visitor
  /** Somebody who has signed in with a password through the page. */
  signedIn(email: string, password: string): Promise<Visitor>
}

/** The pages on a test database, asked in memory. */
export function testApp(
  database: TestDatabase,
  settings: { signInsPerMinute?: number; origin?: string; proxies?: number } = {},
): TestApp {
  const origin = settings.origin ?? 'http://localhost:3000'
  const secret = 'a secret of the tests that is long enough'
  const db = createDb(database.app)
  const accounts = createAccounts(createPlainDb(database.app), {
    ...{ origin, secret, organisationFailed: ORGANISATION_FAILED, organisations: organisationsOf(db, secret) },
    signInsPerMinute: settings.signInsPerMinute ?? 1000,
  })
  let now = (): Date => new Date()
  const assets = loadAssets('no build')
  const app = createApp({ db, accounts, assets, now: () => now(), origin, secret, proxies: settings.proxies ?? 0 })
  return {
    ...{ app, db, accounts, origin, secret },
    setNow: (at) => {
      now = () => at
    },
    visitor: () => visitor(app, origin),
    async signedIn(email, password) {
      const one = visitor(app, origin)
      const page = await one.send(await one.get('/logga-in'), { email, password }, '/logga-in')
      if (page.path !== '/i-dag') throw new Error(`not signed in: ${page.path} ${page.text.slice(0, 300)}`)
      return one
    },
  }
}

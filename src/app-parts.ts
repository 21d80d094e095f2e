import type { Hono } from 'hono'
import type { Accounts } from './platform/accounts.ts'
import type { Assets } from './platform/assets.ts'
import type { Db } from './platform/database/db.ts'

/** What the program is put together from. */
export type AppParts = {
  db: Db
  accounts: Accounts
  assets: Assets
  /** The clock; a test may set it. */
  now: () => Date
  origin: string
  secret: string
  /** How many proxies of our own stand before the program; each adds where a request came from to X-Forwarded-For. */
  proxies?: number
  /** The machine itself may be a neighbour of the map: for tests. */
  loopback?: boolean
  /** What stands before the pages: built files, compression. Not in tests in memory. */
  before?: (app: Hono) => void
}

import { seedDemoTown } from '../../seeds/demo-town.ts'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import type { CalendarDay } from '../../src/shared/calendar-day.ts'
import { type TestApp, testApp } from './app.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import type { Visitor } from './visitor.ts'

export type DemoPages = {
  database: TestDatabase
  app: TestApp
  /** Somebody of Demo Town who has signed in through the page, by the first part of the address: `karin.lindmark`. */
  signedIn(who: string): Promise<Visitor>
}

/** The pages on a database of their own with Demo Town in it, as it is on this day; the clock stands before noon. */
export async function demoPages(today: CalendarDay): Promise<DemoPages> {
  const database = await testDatabase()
  const client = await database.migrator.connect()
  await client.query('begin')
  await seedDemoTown(client, { today })
  await client.query('commit')
  client.release()
  const app = testApp(database)
  app.setNow(new Date(`${today}T10:00:00Z`))
  return { database, app, signedIn: (who) => app.signedIn(`${who}@norrby.example`, DEMO_PASSWORD) }
}

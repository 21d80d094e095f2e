import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { compress } from 'hono/compress'
import { seedDemoTown } from '../seeds/demo-town.ts'
import { createApp } from './app.ts'
import { demoAccounts } from './features/access/demo.queries.ts'
import { DEMO_PASSWORD } from './features/access/demo.ts'
import { type AccessTools, mailInvitation } from './features/access/invitation.jobs.ts'
import { ORGANISATION_FAILED, organisationsOf } from './features/access/organisation.queries.ts'
import { startSealing } from './features/access/read-log-seal.jobs.ts'
import { restampTurned } from './features/access/sight.jobs.ts'
import { fetchNeighbour, fetchNeighbours, type NeighbourTools } from './features/map/hsds/neighbour.jobs.ts'
import { mailReview, sweepMapImports } from './features/map/review/review.jobs.ts'
import { makeReport } from './features/survey/order/order.jobs.ts'
import { deleteRatings } from './features/survey/round/deletion.jobs.ts'
import { beginEventEra } from './features/thread/event.jobs.ts'
import { sweepImports } from './features/thread/import/import.jobs.ts'
import { createAccounts } from './platform/accounts.ts'
import { loadAssets } from './platform/assets.ts'
import type { Config } from './platform/config.ts'
import { createDb, createPlainDb } from './platform/database/db.ts'
import { migrate } from './platform/database/migrate.ts'
import { openDatabase } from './platform/database/open.ts'
import { openPool } from './platform/database/pool.ts'
import { withClient } from './platform/database/provision.ts'
import { installJobs } from './platform/jobs/install.ts'
import { startJobs } from './platform/jobs/start.ts'
import { log as program } from './platform/log.ts'
import { openMailer } from './platform/mail/mailer.ts'
import { secretOf } from './platform/program-secret.ts'
import { projectRoot } from './platform/project-root.ts'

/** How often new looks are chained to the read log. */
const SEAL_EVERY_MS = 60_000

/** Everything that runs: the database brought up to date, the pages, and how to stop. */
export async function createProgram(config: Config, log: (line: string) => void) {
  const secret = secretOf(config.dataDir)
  const database = await openDatabase({ ...config, log })
  try {
    await migrate(database.migrator, { log })
    await installJobs(database.migrator)
    if (database.embedded) await seedWhenEmpty(database.migrator)
  } catch (error) {
    await database.stop()
    throw error
  }
  const pool = openPool(database.app)
  const db = createDb(pool)
  const accounts = createAccounts(createPlainDb(pool), {
    origin: config.origin,
    secret,
    signInsPerMinute: config.signInsPerMinute,
    organisationFailed: ORGANISATION_FAILED,
    organisations: organisationsOf(db, secret),
  })
  const mailer = openMailer(config)
  const jobs = await startJobs<AccessTools & NeighbourTools>({
    app: database.app,
    jobs: [
      mailInvitation,
      restampTurned,
      sweepImports,
      fetchNeighbour,
      fetchNeighbours,
      sweepMapImports,
      mailReview,
      deleteRatings,
      makeReport,
    ],
    tools: { db, mailer, origin: config.origin, secret, loopback: config.neighbourLoopback },
    log: program,
  })
  await beginEventEra(db)
  const sealing = await startSealing(db, SEAL_EVERY_MS)
  const clientFolder = join(projectRoot(), 'dist', 'client')
  const app = createApp({
    db,
    accounts,
    assets: loadAssets(clientFolder),
    now: () => new Date(),
    origin: config.origin,
    proxies: config.proxies,
    loopback: config.neighbourLoopback,
    secret,
    before: (pages) => builtFiles(pages, clientFolder),
  })
  return {
    app,
    /** Lines for the person who started it: the demo's accounts. */
    async greeting(): Promise<string[]> {
      const found = await demoAccounts(db)
      if (found.length === 0) return []
      return [
        '',
        `Demo accounts (password: ${DEMO_PASSWORD})`,
        ...found.map((one) => `  ${one.email.padEnd(34)} ${one.role.padEnd(17)} ${one.unit}`),
      ]
    },
    async stop(): Promise<void> {
      await jobs.stop()
      await sealing.stop()
      mailer.close()
      await pool.end()
      await database.stop()
    },
  }
}

/** Style, fonts and islands carry their hash in the name, so a browser need never ask again. */
function builtFiles(app: Hono, root: string): void {
  app.use(compress())
  const forever = 'public, max-age=31536000, immutable'
  app.use('/assets/*', serveStatic({ root, onFound: (_path, c) => c.header('cache-control', forever) }))
  app.use('/thread.svg', serveStatic({ root }))
}

async function seedWhenEmpty(owner: Parameters<typeof withClient>[0]): Promise<void> {
  await withClient(owner, async (client) => {
    const { rows } = await client.query('select exists (select 1 from association) as filled')
    if (rows[0].filled) return
    await client.query('begin')
    await seedDemoTown(client)
    await client.query('commit')
  })
}

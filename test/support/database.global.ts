import { readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/platform/database/embedded/embedded.ts'
import { livePostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { identity, isAlive } from '../../src/platform/database/embedded/users.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { MIGRATOR, provision } from '../../src/platform/database/provision.ts'
import { installJobs } from '../../src/platform/jobs/install.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser of the tests' own cluster. */
    database: { host: string; port: number; user: string }
  }
}

/** The migrated, empty database every test database is a copy of. */
export const TEMPLATE = 'rt_template'
const PREFIX = 'roda-traden-test-'

/** Clusters of test runs that were killed: their server is stopped and their folder removed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(name.slice(PREFIX.length))) continue
    const folder = join(tmpdir(), name)
    const postmaster = livePostmaster(join(folder, 'cluster'))
    if (postmaster) process.kill(postmaster.pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** One quick cluster for the whole run; tests copy its template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const dataDir = join(tmpdir(), `${PREFIX}${identity(process.pid)}`)
  const database = await startEmbedded({ dataDir, log: () => undefined, fast: true })
  await provision(database.superuser, TEMPLATE)
  const owner = { ...database.superuser, user: MIGRATOR, database: TEMPLATE }
  await migrate(owner)
  await installJobs(owner)
  project.provide('database', { host: String(database.superuser.host), port: 5432, user: 'postgres' })
  return async () => {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/platform/database/embedded/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { MIGRATOR, provision } from '../../src/platform/database/provision.ts'
import { installJobs } from '../../src/platform/jobs/install.ts'
import { sweepTestFolders, testFolder } from './folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser of the tests' own cluster. */
    database: { host: string; port: number; user: string }
    /** What the files of one run share. */
    runFolder: string
  }
}

/** The migrated, empty database every test database is a copy of. */
export const TEMPLATE = 'rt_template'

/** One quick cluster for the whole run; tests copy its template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepTestFolders()
  const dataDir = testFolder('run')
  const database = await startEmbedded({ dataDir, log: () => undefined, fast: true })
  await provision(database.superuser, TEMPLATE)
  const owner = { ...database.superuser, user: MIGRATOR, database: TEMPLATE }
  await migrate(owner)
  await installJobs(owner)
  project.provide('database', { host: String(database.superuser.host), port: 5432, user: 'postgres' })
  const shared = testFolder('shared')
  project.provide('runFolder', shared)
  return async () => {
    await database.stop()
    rmSync(shared, { recursive: true, force: true })
    rmSync(dataDir, { recursive: true, force: true })
  }
}

import { join } from 'node:path'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { projectRoot } from '../project-root.ts'

export const MIGRATIONS_TABLE = 'migration'

export const migrationsFolder = (): string => join(projectRoot(), 'db', 'migrations')

type MigrateOptions = {
  /** One line for each migration that was run. */
  log?: (line: string) => void
  /** Runs these alone, by name without ending; all when left out. Used when a backup of an older program is restored. */
  only?: readonly string[]
}

/**
 * Brings the database to the level of this program: every file of `db/migrations` not yet run, in order, in one
 * transaction, as the owner. Two programs that start at once wait for each other. A file may have a lower number than
 * one that has been run: people who work beside each other take numbers of their own (`test/upgrade/upgrade.test.ts`).
 * @returns the names of the migrations that were run
 */
export async function migrate(owner: pg.ClientConfig, options: MigrateOptions = {}): Promise<string[]> {
  const client = new pg.Client({ ...owner, application_name: 'roda-traden migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const run = await runner({
      dbClient: client,
      dir: migrationsFolder(),
      migrationsTable: MIGRATIONS_TABLE,
      direction: 'up',
      advisoryLockMode: 'wait',
      singleTransaction: true,
      checkOrder: false,
      ...(options.only ? { ignorePattern: allBut(options.only) } : {}),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    })
    for (const { name } of run) options.log?.(`Migrated: ${name}`)
    return run.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Matches every file name but those of the given migrations. */
const allBut = (names: readonly string[]): string => `(?!(?:${names.join('|')})\\.sql$).*`

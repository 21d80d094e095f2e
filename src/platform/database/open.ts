import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { startEmbedded } from './embedded/embedded.ts'
import { openExternal } from './external.ts'
import { columnTypes } from './pool.ts'
import { APP, DATABASE_NAME, MIGRATOR, provision } from './provision.ts'

export type DatabaseOptions = {
  /** The program's data folder; the embedded database lives in its folder `database`. */
  dataDir: string
  databaseUrl?: string
  databaseAppUrl?: string
  log: (line: string) => void
  /** For tests only. */
  fast?: boolean
}

export type OpenDatabase = {
  /** For pages and jobs: the policies apply. Give it to `openPool`. */
  app: pg.PoolConfig
  /** The owner: for migrations and the command line, never while a page is answered. */
  migrator: pg.PoolConfig
  embedded: boolean
  /** Only with the embedded database: for backup and restore. */
  superuser?: pg.ClientConfig
  /** Called when the embedded database has disappeared; it is being started again. */
  onCrash(listener: () => void): void
  stop(): Promise<void>
}

/**
 * Connections that answer pages. More than a few for each processor make every page slower: the database's processes then
 * drive each other out of its caches.
 */
const APP_CONNECTIONS = Math.max(6, availableParallelism() * 2)

/**
 * Plans are made once a connection, not anew for each value: with policies in every statement, planning costs more than
 * running, and every statement finds its rows by keys.
 */
const PLANS = '-c plan_cache_mode=force_generic_plan'

/**
 * The database of this run, with its roles, ready for `migrate(opened.migrator)`: the embedded one, or the one that
 * DATABASE_URL names.
 * @throws StartFailure (or an error of pg that `explainStartError` knows)
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const shared = { types: columnTypes, application_name: 'roda-traden', options: PLANS }
  if (options.databaseUrl !== undefined) {
    const { databaseUrl, databaseAppUrl, dataDir } = options
    const urls = await openExternal({
      databaseUrl,
      dataDir,
      ...(databaseAppUrl === undefined ? {} : { databaseAppUrl }),
    })
    return {
      app: { ...shared, connectionString: urls.app, max: APP_CONNECTIONS },
      migrator: { ...shared, connectionString: urls.owner, max: 4 },
      embedded: false,
      onCrash: () => undefined,
      stop: async () => undefined,
    }
  }
  const embedded = await startEmbedded({
    dataDir: join(options.dataDir, 'database'),
    log: options.log,
    ...(options.fast === undefined ? {} : { fast: options.fast }),
  })
  try {
    await provision(embedded.superuser)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  const database = { ...embedded.superuser, ...shared, database: DATABASE_NAME }
  return {
    app: { ...database, user: APP, max: APP_CONNECTIONS },
    migrator: { ...database, user: MIGRATOR, max: 4 },
    embedded: true,
    superuser: embedded.superuser,
    onCrash: embedded.onCrash,
    stop: embedded.stop,
  }
}

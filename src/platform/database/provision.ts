import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../project-root.ts'

export const DATABASE_NAME = 'roda_traden'
export const MIGRATOR = 'rt_migrator'
export const APP = 'rt_app'

/** One connection for the length of `work`. */
export async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const rolesSql = (): string => readFileSync(join(projectRoot(), 'db', 'roles.sql'), 'utf8')

/** Makes the roles and their rights in the database that `admin` connects to; may be run again. */
export const provisionRoles = (admin: pg.ClientConfig): Promise<unknown> =>
  withClient(admin, (client) => client.query(rolesSql()))

/** Two programs may start on the same cluster at once; roles belong to all of it. */
const PROVISION_LOCK = 20_031_210

/** Makes the database and its roles in a cluster of our own, when they are not there. */
export async function provision(superuser: pg.ClientConfig, name: string = DATABASE_NAME): Promise<void> {
  await withClient(superuser, async (client) => {
    const database = client.escapeIdentifier(name)
    await client.query('select pg_advisory_lock($1)', [PROVISION_LOCK])
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
    await provisionRoles({ ...superuser, database: name })
    await client.query(`alter database ${database} owner to ${MIGRATOR}`)
  })
}

import { createWriteStream, existsSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { MIGRATIONS_TABLE } from '../database/migrate.ts'
import { DATABASE_NAME, withClient } from '../database/provision.ts'
import { fileFailure } from './failures.ts'
import { encode, encodeContents } from './records.ts'
import { sealer } from './seal.ts'
import { jobsLevel, listSequences, listTables, quoted } from './tables.ts'

/** Files of the data folder that belong to the database: without the secret everyone is signed out. */
const FILES = ['secret']

export type BackupOptions = {
  superuser: pg.ClientConfig
  dataDir: string
  /** Must not exist. */
  file: string
  passphrase: string
}

export type BackupResult = { tables: number; rows: number }

/**
 * Writes one encrypted file with everything in the embedded database as it was at one instant, while the program runs.
 * The file appears under its name only when it is whole.
 * @throws StartFailure about the file
 */
export async function backUp(options: BackupOptions): Promise<BackupResult> {
  const { file, passphrase } = options
  const part = `${file}.part`
  try {
    if (existsSync(file)) throw Object.assign(new Error('exists'), { code: 'EEXIST' })
    return await withClient({ ...options.superuser, database: DATABASE_NAME }, async (client) => {
      // One snapshot for all tables; nobody who writes waits for it.
      await client.query('begin isolation level repeatable read read only')
      await client.query('set local statement_timeout = 0')
      const result: BackupResult = { tables: 0, rows: 0 }
      await pipeline(
        Readable.from(contentsOf(client, options.dataDir, result), { objectMode: false }),
        createZstdCompress(),
        await sealer(passphrase),
        createWriteStream(part, { mode: 0o600, flush: true }),
      )
      await client.query('commit')
      linkSync(part, file)
      return result
    })
  } catch (error) {
    throw fileFailure(error, file)
  } finally {
    rmSync(part, { force: true })
  }
}

async function* contentsOf(client: pg.Client, dataDir: string, result: BackupResult): AsyncGenerator<Buffer> {
  const migrations = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE} order by id`)
  const tables = await listTables(client)
  const files = FILES.filter((name) => existsSync(join(dataDir, name)))
  yield encodeContents({
    made: new Date().toISOString(),
    migrations: migrations.rows.map((row) => row.name),
    jobsLevel: await jobsLevel(client),
    tables,
    sequences: await listSequences(client),
    files: Object.fromEntries(files.map((name) => [name, readFileSync(join(dataDir, name)).toString('base64')])),
  })
  for (const table of tables) {
    const columns = table.columns.map((name) => client.escapeIdentifier(name)).join(', ')
    const rows = client.query(copyTo(`copy ${quoted(table)} (${columns}) to stdout`))
    for await (const piece of rows) yield encode('rows', piece)
    yield encode('tableEnd', Buffer.from(String(rows.rowCount)))
    result.tables += 1
    result.rows += rows.rowCount
  }
  yield encode('end', Buffer.from(JSON.stringify(result)))
}

import { once } from 'node:events'
import { closeSync, createReadStream, openSync, readdirSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { MIGRATIONS_TABLE, migrate, migrationsFolder } from '../database/migrate.ts'
import { DATABASE_NAME, withClient } from '../database/provision.ts'
import { installJobs, JOBS_SCHEMA } from '../jobs/install.ts'
import type { BackupResult } from './backup.ts'
import { damaged, fileFailure, newerBackup, notEmpty } from './failures.ts'
import { type BackedUpTable, type BackupRecord, type Contents, decode, decodeContents } from './records.ts'
import { HEADER_BYTES, opener } from './seal.ts'
import { jobsLevel, listTables, quoted } from './tables.ts'

export type RestoreOptions = {
  superuser: pg.ClientConfig
  migrator: pg.ClientConfig
  dataDir: string
  file: string
  passphrase: string
  log: (line: string) => void
}

/**
 * Reads a backup into an empty embedded database, then brings it to the level of this program. All rows come in one
 * transaction; when anything is wrong the database is removed again, so that the folder is as empty as before.
 * @throws StartFailure: wrong passphrase, damaged file, newer backup, database not empty
 */
export async function restore(options: RestoreOptions): Promise<BackupResult> {
  const { file, superuser } = options
  if (await isInUse(superuser)) throw notEmpty(options.dataDir)
  const unsealed = await opener(headerOf(file), options.passphrase)
  let result: BackupResult = { tables: 0, rows: 0 }
  try {
    await pipeline(
      createReadStream(file, { start: HEADER_BYTES }),
      unsealed,
      createZstdDecompress(),
      async (source: AsyncIterable<Buffer>) => {
        result = await load(decode(source), options)
      },
    )
  } catch (error) {
    await withClient(superuser, (client) => client.query(`drop database if exists ${DATABASE_NAME} with (force)`))
    throw fileFailure(isUnreadable(error) ? damaged() : error, file)
  }
  await migrate(options.migrator, { log: options.log })
  return result
}

/** Bytes that cannot be expanded or are no JSON: behind the seal only a fault of the program that wrote them. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && /^(ZSTD_|Z_|ERR_BUFFER)/.test(String(error.code)))

const isInUse = (superuser: pg.ClientConfig): Promise<boolean> =>
  withClient({ ...superuser, database: DATABASE_NAME }, async (client) => (await listTables(client)).length > 0)

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  try {
    const opened = openSync(file, 'r')
    const length = readSync(opened, header)
    closeSync(opened)
    return header.subarray(0, length)
  } catch (error) {
    throw fileFailure(error, file)
  }
}

/** The migrations that make the tables the backup was taken from; this program knows all of them. */
function levelOf(contents: Contents): readonly string[] {
  const known = new Set(readdirSync(migrationsFolder()))
  const strange = contents.migrations.find((name) => !known.has(`${name}.sql`))
  if (strange !== undefined) throw newerBackup(strange)
  return contents.migrations
}

async function load(records: AsyncGenerator<BackupRecord>, options: RestoreOptions): Promise<BackupResult> {
  const next = async (): Promise<BackupRecord | undefined> => (await records.next()).value ?? undefined
  const contents = decodeContents(await next())
  await migrate(options.migrator, { only: levelOf(contents) })
  if (contents.jobsLevel !== undefined) await installJobs(options.migrator)
  const result = await withClient({ ...options.superuser, database: DATABASE_NAME }, async (client) => {
    // The job library changes its tables itself and knows no way back: queued jobs come along only at its own level.
    const jobsFit = contents.jobsLevel === (await jobsLevel(client))
    if (!jobsFit) options.log('The backup holds jobs of an older program; they are left out.')
    await client.query('begin')
    // Rows come as they were: no trigger stamps them anew, and no order of tables is needed for foreign keys.
    await client.query('set local session_replication_role = replica')
    const present = await listTables(client)
    const isThere = (table: BackedUpTable): boolean =>
      present.some((one) => one.schema === table.schema && one.name === table.name)
    const fits = (thing: { schema: string }): boolean => jobsFit || thing.schema !== JOBS_SCHEMA
    // The library also makes a table for each day's figures of its own; those are of no use here.
    const isWanted = (table: BackedUpTable): boolean => fits(table) && (table.schema !== JOBS_SCHEMA || isThere(table))
    for (const table of present.filter(fits)) await client.query(`truncate ${quoted(table)} cascade`)
    let rows = 0
    for (const table of contents.tables) {
      if (isWanted(table) && !isThere(table)) throw damaged()
      if (isWanted(table)) rows += await loadTable(client, table, next)
      else await skipTable(next)
    }
    const end = await next()
    if (end?.kind !== 'end' || (await next())) throw damaged()
    for (const one of contents.sequences.filter(fits)) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(one), one.value, one.called])
    }
    await client.query('commit')
    await client.query('analyze')
    return { tables: contents.tables.length, rows }
  })
  for (const [name, bytes] of Object.entries(contents.files)) {
    writeFileSync(join(options.dataDir, name), Buffer.from(bytes, 'base64'), { mode: 0o600 })
  }
  options.log(`Backup of ${contents.made} at ${contents.migrations.at(-1) ?? 'the beginning'} (${MIGRATIONS_TABLE}).`)
  return result
}

async function skipTable(next: () => Promise<BackupRecord | undefined>): Promise<void> {
  for (let record = await next(); record?.kind !== 'tableEnd'; record = await next()) {
    if (record?.kind !== 'rows') throw damaged()
  }
}

async function loadTable(
  client: pg.Client,
  table: BackedUpTable,
  next: () => Promise<BackupRecord | undefined>,
): Promise<number> {
  const columns = table.columns.map((name) => client.escapeIdentifier(name)).join(', ')
  const copy = client.query(copyFrom(`copy ${quoted(table)} (${columns}) from stdin`))
  const finished = once(copy, 'finish')
  // Told when it is awaited below; until then a refused row must not end the program.
  finished.catch(() => undefined)
  for (let record = await next(); ; record = await next()) {
    if (record?.kind === 'rows') {
      if (!copy.write(record.bytes)) await Promise.race([once(copy, 'drain'), finished])
    } else if (record?.kind === 'tableEnd') {
      copy.end()
      await finished
      if (String(copy.rowCount) !== record.bytes.toString()) throw damaged()
      return copy.rowCount
    } else {
      copy.destroy()
      throw damaged()
    }
  }
}

/**
 * Writes db/types.ts from the migrations: `npm run db:types` (with `--check`: only says whether it is up to date).
 * Starts a database of its own, so that what a developer happens to have running does not matter.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/database/embedded/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { DATABASE_NAME, MIGRATOR, provision } from '../src/platform/database/provision.ts'

const target = new URL('./types.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'rt-types-'))
const database = await startEmbedded({ dataDir: join(folder, 'data'), log: () => {}, fast: true })
try {
  await provision(database.superuser)
  await migrate({ ...database.superuser, user: MIGRATOR, database: DATABASE_NAME })
  const out = join(folder, 'types.ts')
  const url = `postgres://${MIGRATOR}@localhost:${database.superuser.port}/${DATABASE_NAME}?host=${database.superuser.host}`
  execFileSync(
    process.execPath,
    [
      'node_modules/kysely-codegen/dist/cli/bin.js',
      ...['--dialect', 'postgres', '--url', url, '--out-file', out, '--camel-case', '--log-level', 'error'],
      ...['--include-pattern', 'public.*', '--type-mapping', '{"date":"CalendarDay","int8":"number"}'],
    ],
    { stdio: 'inherit' },
  )
  const types = readFileSync(out, 'utf8').replace(
    'import type { ColumnType } from "kysely";',
    'import type { ColumnType } from "kysely";\nimport type { CalendarDay } from "../src/shared/calendar-day.ts";',
  )
  if (!process.argv.includes('--check')) writeFileSync(target, types)
  else if (readFileSync(target, 'utf8') !== types) {
    console.error('db/types.ts is not what the migrations say: run npm run db:types')
    process.exitCode = 1
  }
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

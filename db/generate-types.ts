/**
 * Writes db/types.ts and db/schema.sql from the migrations: `npm run db:types` (with `--check`: only says whether they are up to date).
 * Starts a database of its own, so that what a developer happens to have running does not matter.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/database/embedded/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { DATABASE_NAME, MIGRATOR, provision, withClient } from '../src/platform/database/provision.ts'
import { describeSchema } from './describe-schema.ts'

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
  const schema = await withClient({ ...database.superuser, database: DATABASE_NAME }, describeSchema)
  for (const [file, text] of [
    ['types.ts', types],
    ['schema.sql', schema],
  ] as const) {
    const target = new URL(`./${file}`, import.meta.url)
    if (!process.argv.includes('--check')) writeFileSync(target, text)
    else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
      console.error(`db/${file} is not what the migrations say: run npm run db:types`)
      process.exitCode = 1
    }
  }
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

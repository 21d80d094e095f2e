import { demoAccounts } from '../src/features/access/demo.queries.ts'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { type Command, UsageError } from '../src/platform/command-line.ts'
import { readConfig } from '../src/platform/config.ts'
import { createDb } from '../src/platform/database/db.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { type OpenDatabase, openDatabase } from '../src/platform/database/open.ts'
import { openPool } from '../src/platform/database/pool.ts'
import { DATABASE_NAME, withClient } from '../src/platform/database/provision.ts'
import { StartFailure } from '../src/platform/start-failure.ts'
import { DEMO_SEED, seedDemoTown } from './demo-town.ts'
import { seedScaled } from './scale.ts'

const log = (line: string): void => console.error(line)
const USAGE = 'npm run cli -- seed [--seed NUMBER] [--scale NUMBER]'

async function withDatabase(work: (database: OpenDatabase) => Promise<void>): Promise<void> {
  const database = await openDatabase({ ...readConfig(), log })
  try {
    await migrate(database.migrator, { log })
    await work(database)
  } finally {
    await database.stop()
  }
}

/** `--name NUMBER` pairs, whole and not negative. */
function numbersOf(args: readonly string[], names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]!.replace(/^--/, '')
    const value = Number(args[at + 1])
    if (!names.includes(name) || !/^\d{1,9}$/.test(args[at + 1] ?? '')) throw new UsageError(USAGE)
    found.set(name, value)
  }
  return found
}

const notEmpty = (): StartFailure =>
  new StartFailure(
    'Databasen är inte tom. Demo Town skrivs bara i en tom databas: välj en annan mapp med DATA_DIR.',
    'The database is not empty. Demo Town is only written into an empty one: choose another folder with DATA_DIR.',
  )
const onlyEmbedded = (): StartFailure =>
  new StartFailure(
    '--scale laddar utan att se till de främmande nycklarna och går bara i den inbyggda databasen.',
    '--scale loads without looking at foreign keys, and works in the embedded database only.',
  )

export const seedCommand: Command = {
  summary: 'Writes the demo into an empty database; --scale N makes it N times as large',
  async run(args) {
    const given = numbersOf(args, ['seed', 'scale'])
    const seed = given.get('seed') ?? DEMO_SEED
    const scale = given.get('scale') ?? 1
    if (scale < 1 || scale > 10_000) throw new UsageError(`${USAGE}   (scale 1–10000)`)
    await withDatabase(async ({ migrator, superuser }) => {
      const large = scale > 1
      if (large && !superuser) throw onlyEmbedded()
      await withClient(large ? { ...superuser, database: DATABASE_NAME } : migrator, async (client) => {
        const { rows } = await client.query('select exists (select 1 from association) as filled')
        if (rows[0].filled) throw notEmpty()
        if (large) return seedScaled(client, { seed, scale, print: log })
        await client.query('begin')
        await seedDemoTown(client, { seed })
        await client.query('commit')
        log('Demo Town: 120 threads.')
      })
    })
  },
}

export const demoAccountsCommand: Command = {
  summary: 'The accounts of the demo; --json for programs',
  async run(args) {
    if (args.some((arg) => arg !== '--json')) throw new UsageError('npm run cli -- demo:accounts [--json]')
    await withDatabase(async ({ app }) => {
      const pool = openPool(app)
      try {
        const accounts = (await demoAccounts(createDb(pool))).map(
          ({ email, name, role, authority, unit, language }) => ({
            email,
            password: DEMO_PASSWORD,
            name,
            role,
            authority,
            unit,
            language,
          }),
        )
        if (accounts.length === 0)
          log('No demo here: it is written by npm start, or npm run cli -- seed, into an empty database.')
        if (args.length > 0) console.log(JSON.stringify(accounts, null, 2))
        else for (const one of accounts) console.log(`${one.email.padEnd(34)} ${one.role.padEnd(17)} ${one.unit}`)
      } finally {
        await pool.end()
      }
    })
  },
}

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemoTown } from '../seeds/demo-town.ts'
import { verifyReadLog } from '../src/features/access/read-log-seal.queries.ts'
import { backUp } from '../src/platform/backup/backup.ts'
import { restore } from '../src/platform/backup/restore.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { type OpenDatabase, openDatabase } from '../src/platform/database/open.ts'
import { withClient } from '../src/platform/database/provision.ts'
import { installJobs } from '../src/platform/jobs/install.ts'
import { day } from '../src/shared/calendar-day.ts'
import { testFolder } from './support/folder.ts'
import { oldRows, writeOldRows } from './upgrade/old-rows.ts'

const PASSPHRASE = 'en lång fras för provet'
const folder = testFolder('backup')
const log = (): void => undefined
const opened: OpenDatabase[] = []
const open = async (name: string): Promise<OpenDatabase & { dataDir: string }> => {
  const dataDir = join(folder, name)
  mkdirSync(dataDir, { recursive: true })
  const database = await openDatabase({ dataDir, log, fast: true })
  opened.push(database)
  return { ...database, dataDir }
}
const owner = (database: OpenDatabase): pg.ClientConfig => ({ ...database.superuser, database: 'roda_traden' })

/** Every row of every table and every sequence, as text: what "the same" means. */
async function everything(database: OpenDatabase): Promise<Record<string, string[]>> {
  return withClient(owner(database), async (client) => {
    const things = await client.query(
      `select c.relkind as kind, format('%I.%I', n.nspname, c.relname) as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 2`,
    )
    const found: Record<string, string[]> = {}
    for (const { kind, name } of things.rows) {
      const what = kind === 'S' ? 'last_value || is_called::text' : 't::text'
      const { rows } = await client.query(`select ${what} as text from ${name} t order by 1`)
      found[name] = rows.map((row) => row.text)
    }
    return found
  })
}

let source: OpenDatabase & { dataDir: string }
const file = join(folder, 'copy.rt')
const options = () => ({
  superuser: source.superuser as pg.ClientConfig,
  dataDir: source.dataDir,
  passphrase: PASSPHRASE,
})
const into = (database: OpenDatabase & { dataDir: string }, from: string, passphrase = PASSPHRASE) =>
  restore({
    superuser: database.superuser as pg.ClientConfig,
    migrator: database.migrator,
    dataDir: database.dataDir,
    file: from,
    passphrase,
    log,
  })

const AWKWARD = ['Norrby', 'tab\tand\nline', '\\N', '\\.', 'å "quoted" \'text\'', '🧵', '', '‏عربي', 'x'.repeat(300_000)]

beforeAll(async () => {
  source = await open('source')
  // As a database that is as old as the program: some migrations were run before others of lower numbers were written.
  await migrate(source.migrator, { only: oldRows.migrations })
  await migrate(source.migrator)
  await installJobs(source.migrator)
  writeFileSync(join(source.dataDir, 'secret'), 'the secret of the cookies')
  await withClient(owner(source), async (client) => {
    for (const text of AWKWARD) {
      await client.query('insert into association (name, short_name) values ($1, $1)', [text])
    }
  })
  await backUp({ ...options(), file })
})
afterAll(async () => {
  for (const database of opened) await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the file is private, tells nothing and is never overwritten', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file).includes('Norrby')).toBe(false)
  await expect(backUp({ ...options(), file })).rejects.toThrow(/finns redan/)
  expect(existsSync(`${file}.part`)).toBe(false)
  await expect(backUp({ ...options(), file: join(folder, 'nowhere', 'copy') })).rejects.toThrow(/finns inte/)
})

test('taken while others write: what was written together is there together', async () => {
  const other = join(folder, 'busy.rt')
  let writing = true
  const write = async (name: string): Promise<number> =>
    withClient(owner(source), async (client) => {
      let n = 0
      while (writing) {
        await client.query('begin')
        await client.query('insert into association (name, short_name) values ($1, $1)', [`pair ${name} ${n}`])
        await client.query('insert into account_user (id, name, email) values (gen_random_uuid(), $1, $1)', [
          `pair ${name} ${n}`,
        ])
        await client.query('commit')
        n += 1
      }
      return n
    })
  const writers = [write('a'), write('b')]
  await backUp({ ...options(), file: other })
  writing = false
  const written = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0)
  const target = await open('busy')
  await into(target, other)
  const [row] = (
    await withClient(owner(target), (client) =>
      client.query(`select (select count(*)::int from association where name like 'pair %') as associations,
        (select count(*)::int from account_user where name like 'pair %') as users`),
    )
  ).rows
  expect(row.users).toBeGreaterThan(0)
  expect(row.associations).toBe(row.users)
  expect(row.users).toBeLessThanOrEqual(written)
})

test('a wrong passphrase, a cut file and a database in use are refused; the folder stays empty', async () => {
  const target = await open('refused')
  await expect(into(target, file, 'en annan lång fras')).rejects.toThrow(/Lösenfrasen är inte den/)
  const cut = join(folder, 'cut.rt')
  for (const share of [0, 0.5, 0.99]) {
    copyFileSync(file, cut)
    truncateSync(cut, Math.floor(statSync(file).size * share))
    await expect(into(target, cut)).rejects.toThrow(/ingen hel säkerhetskopia/)
    await target.stop()
    opened.push(await openDatabase({ dataDir: target.dataDir, log, fast: true }))
    expect(await everything(target)).toEqual({})
  }
  await into(target, file)
  await expect(into(target, file)).rejects.toThrow(/redan en databas/)
})

test('jobs of another level of the job library are left out, everything else comes', async () => {
  const older = join(folder, 'jobs.rt')
  const { rows } = await withClient(owner(source), (client) => client.query('select version from jobs.version'))
  const level = (version: number) =>
    withClient(owner(source), (client) => client.query('update jobs.version set version = $1', [version]))
  await level(1)
  await backUp({ ...options(), file: older })
  await level(rows[0].version)
  const target = await open('jobs')
  await into(target, older)
  const [before, after] = [await everything(source), await everything(target)]
  expect(after['jobs.version']).toEqual(before['jobs.version'])
  expect(after['public.association']).toEqual(before['public.association'])
})

test('a backup of an older program comes with all its rows, at the level of this one', async () => {
  const older = await open('older')
  await migrate(older.migrator, { only: oldRows.migrations })
  await writeOldRows(owner(older))
  const copy = join(folder, 'older.rt')
  writeFileSync(join(older.dataDir, 'secret'), 'the secret of the cookies')
  await backUp({
    superuser: older.superuser as pg.ClientConfig,
    dataDir: older.dataDir,
    passphrase: PASSPHRASE,
    file: copy,
  })
  const target = await open('newly')
  await into(target, copy)
  const [before, after, newest] = [await everything(older), await everything(target), await everything(source)]
  expect(after['public.migration']).toHaveLength(newest['public.migration']?.length ?? 0)
  for (const table of ['public.note', 'public.next_step', 'public.track', 'public.thread_event'])
    expect(after[table], table).toHaveLength(before[table]?.length ?? 0)
})

test('a backup of a newer program is refused by name', async () => {
  const newer = join(folder, 'newer.rt')
  const name = '9999_from_the_future'
  await withClient(owner(source), (client) =>
    client.query('insert into migration (name, run_on) values ($1, now())', [name]),
  )
  await backUp({ ...options(), file: newer })
  await withClient(owner(source), (client) => client.query('delete from migration where name = $1', [name]))
  await expect(into(await open('newer'), newer)).rejects.toThrow(/nyare version.*9999_from_the_future/)
})

test('a whole town restored into an empty folder: every row of every table and every sequence is the same', async () => {
  await withClient(owner(source), async (client) => {
    await client.query('begin')
    await seedDemoTown(client, { today: day('2026-11-23') })
    await client.query('commit')
    // Somebody looked at every thread, and the log was sealed between.
    for (const rest of [0, 1]) {
      await client.query(
        `insert into read_log (association_id, user_id, what, ground, thread_id)
         select a.association_id, a.user_id, 'view', 'own_unit', a.thread_id from assignment a where (hashtext(a.thread_id::text) & 1) = $1`,
        [rest],
      )
      // What another transaction of the server may come before is sealed a moment later.
      const waiting = async () => {
        await client.query('select seal_read_logs()')
        return (await verifyReadLog(client)).filter((one) => one.waiting > 0)
      }
      await expect.poll(waiting, { timeout: 20_000 }).toEqual([])
    }
  })
  const town = join(folder, 'town.rt')
  await backUp({ ...options(), file: town })
  const target = await open('target')
  const { tables, rows } = await into(target, town)
  const [before, after] = [await everything(source), await everything(target)]
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const name of Object.keys(before)) expect(after[name], name).toEqual(before[name])
  expect(tables).toBeGreaterThan(5)
  expect(rows).toBeGreaterThan(AWKWARD.length + 12)
  // The tables that matter had rows to lose, and the chain of the read log goes on from where it was.
  for (const name of [
    'thread',
    'participant_identity',
    'note',
    'thread_event',
    'disclosure',
    'read_log',
    'read_log_seal',
  ])
    expect(after[`public.${name}`]?.length, name).toBeGreaterThan(1)
  const chain = await withClient(owner(target), verifyReadLog)
  expect(chain).toEqual(await withClient(owner(source), verifyReadLog))
  const [looked, ...others] = chain.filter(({ seals }) => seals > 0)
  expect(others).toEqual([])
  expect(looked).toMatchObject({ waiting: 0, rows: after['public.read_log']?.length })
  expect(looked?.seals).toBeGreaterThan(1)
  expect(looked).not.toHaveProperty('broken')
  expect(readFileSync(join(target.dataDir, 'secret'), 'utf8')).toBe('the secret of the cookies')
  // The next row gets a number of its own, and the app's rights are there.
  await withClient(owner(target), (client) =>
    client.query(`insert into association (name, short_name) values ('n', 'n')`),
  )
  await withClient(target.app, (client) => client.query('select * from association'))
})

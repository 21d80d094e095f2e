import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { withClient } from '../src/platform/database/provision.ts'
import { testFolder } from './support/folder.ts'
import { PlainBrowser } from './support/plain-browser.ts'
import { openBehind, type RunningProgram, startProgram } from './support/running-program.ts'

// Commands beside the running program, as somebody types them.

let program: RunningProgram
beforeAll(async () => {
  program = await startProgram()
})
const folder = testFolder('commands')
afterAll(async () => {
  await program?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const cliWith = (environment: Record<string, string>, ...args: string[]) =>
  spawnSync(process.execPath, ['dist/server/cli.js', ...args], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: program.dataDir, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  })
const cli = (...args: string[]) => cliWith({}, ...args)

type Account = Record<'email' | 'password' | 'name' | 'role' | 'authority' | 'unit' | 'language', string>

const signIn = ({ email, password }: Account) =>
  fetch(`${program.origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: program.origin },
    body: JSON.stringify({ email, password }),
  })

test('demo:accounts --json names every account, and each signs in through the account library’s own address', async () => {
  const { status, stdout } = cli('demo:accounts', '--json')
  expect(status).toBe(0)
  const accounts = JSON.parse(stdout) as Account[]
  expect(accounts.length).toBeGreaterThanOrEqual(12)
  for (const account of accounts) {
    expect(Object.keys(account)).toEqual(['email', 'password', 'name', 'role', 'authority', 'unit', 'language'])
    expect((await signIn(account)).status, account.email).toBe(200)
  }
  const [first] = accounts
  if (first) expect((await signIn({ ...first, password: `${first.password}x` })).status).toBe(401)
  expect(cli('demo:accounts', '--what').status).not.toBe(0)
})

test('verify-log finds a log whole, and says where a look was changed behind the program', async () => {
  const petra = await new PlainBrowser(program.origin).signIn('petra.nyholm@norrby.example', DEMO_PASSWORD)
  expect((await petra.get('/deltagare')).status).toBe(200)
  const behind = openBehind(program.dataDir)
  try {
    await behind.query('select seal_read_logs()')
    const whole = cli('verify-log')
    expect([whole.status, whole.stdout]).toEqual([0, expect.stringMatching(/: [1-9]\d* looks in \d+ seals are whole/)])
    await behind.query('alter table read_log disable trigger all')
    const { rowCount } = await behind.query(
      `update read_log set what = 'export' where read_log_id = (select min(read_log_id) from read_log where what = 'list')`,
    )
    expect(rowCount).toBe(1)
    const changed = cli('verify-log')
    expect(changed.status).not.toBe(0)
    expect(changed.stdout).toContain('a look was changed')
  } finally {
    await behind.end()
  }
})

test('backup beside the running program, and restore into an empty folder: the same threads, the program untouched', async () => {
  const [file, dataDir] = [join(folder, 'copy.rt'), join(folder, 'restored')]
  const phrase = { BACKUP_PASSPHRASE: 'en lång fras för provet' }
  const copied = cliWith(phrase, 'backup', file)
  expect([copied.status, copied.stderr]).toEqual([0, expect.stringMatching(/copy\.rt: \d+ tables, \d+ rows/)])
  expect((await fetch(`${program.origin}/health`)).status).toBe(200)

  mkdirSync(dataDir)
  const restored = cliWith({ ...phrase, DATA_DIR: dataDir }, 'restore', file)
  expect([restored.status, restored.stderr]).toEqual([0, expect.stringMatching(/\d+ tables, \d+ rows/)])

  const count =
    'select count(*)::int as threads, md5(string_agg(thread_id::text, $1 order by thread_id)) as which from thread'
  const behind = openBehind(program.dataDir)
  const before = (await behind.query(count, [','])).rows
  await behind.end()
  const opened = await openDatabase({ dataDir, log: () => undefined, fast: true })
  try {
    const after = await withClient(opened.migrator, async (client) => (await client.query(count, [','])).rows)
    expect(after).toEqual(before)
    expect(after[0].threads).toBeGreaterThan(100)
  } finally {
    await opened.stop()
  }
})

test('a passphrase that is missing or too short, and a file that is not there: a sentence, and nothing is written', () => {
  const file = join(folder, 'none.rt')
  for (const [passphrase, told] of [
    ['', 'Ange en lösenfras i BACKUP_PASSPHRASE'],
    ['för kort', 'Lösenfrasen ska ha minst 12 tecken'],
  ] as const) {
    const refused = cliWith({ BACKUP_PASSPHRASE: passphrase }, 'backup', file)
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining(told)])
    expect(refused.stderr).not.toMatch(/\n\s+at /)
    expect(existsSync(file)).toBe(false)
  }
  const absent = cliWith(
    { BACKUP_PASSPHRASE: 'en lång fras för provet', DATA_DIR: join(folder, 'empty') },
    'restore',
    file,
  )
  expect([absent.status, absent.stderr]).toEqual([1, expect.stringContaining('finns inte')])
})

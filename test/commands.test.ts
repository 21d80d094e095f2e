import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { PlainBrowser } from './support/plain-browser.ts'
import { openBehind, type RunningProgram, startProgram } from './support/running-program.ts'

// Commands beside the running program, as somebody types them.

let program: RunningProgram
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
})

const cli = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/server/cli.js', ...args], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: program.dataDir },
    encoding: 'utf8',
  })

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

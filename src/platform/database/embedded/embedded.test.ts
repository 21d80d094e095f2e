import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { testFolder } from '../../../../test/support/folder.ts'
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import { livePostmaster } from './postmaster.ts'

const folders: string[] = []
const open: EmbeddedDatabase[] = []
const folder = (): string => {
  const made = testFolder('embedded')
  folders.push(made)
  return made
}
const start = async (dataDir: string): Promise<EmbeddedDatabase> => {
  const database = await startEmbedded({ dataDir, log: () => undefined, fast: true })
  open.push(database)
  return database
}
afterEach(async () => {
  for (const database of open.splice(0)) await database.stop()
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

const query = async (database: EmbeddedDatabase, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(database.superuser)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const postmaster = (dataDir: string): number => {
  const pid = livePostmaster(join(dataDir, 'cluster'))?.pid
  if (!pid) throw new Error('no postmaster')
  return pid
}
/** Asks until the database answers again. */
const eventually = async (database: EmbeddedDatabase, sql: string): Promise<Record<string, unknown>[]> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await query(database, sql)
    } catch (error) {
      // Longer than the longest pause between two starts and the clearing of what a kill has left.
      if (attempt > 400) throw error
      await sleep(100)
    }
  }
}

/** Scheduling policy of a process: the 41st number of its line, 3 for SCHED_BATCH (proc_pid_stat(5), sched.h). */
const policyOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[38])

test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/chrt'))(
  'a connection to the database does not take the processor from the program (only where Linux has chrt)',
  async () => {
    const client = new pg.Client((await start(folder())).superuser)
    await client.connect()
    try {
      const { rows } = await client.query('select pg_backend_pid() as pid')
      expect(policyOf(rows[0].pid)).toBe(3)
    } finally {
      await client.end()
    }
    expect(policyOf(process.pid)).toBe(0)
  },
)

test('starts, keeps what was written over a stop, and starts again', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  expect(first.attached).toBe(false)
  await query(first, 'create table kept as select 7 as figure')
  await first.stop()
  expect(livePostmaster(join(dataDir, 'cluster'))).toBeUndefined()
  const second = await start(dataDir)
  expect(second.attached).toBe(false)
  expect(await query(second, 'select figure from kept')).toEqual([{ figure: 7 }])
})

test('speaks Swedish time, UTF-8 and no network', async () => {
  const database = await start(folder())
  const [row] = await query(
    database,
    `select current_setting('timezone') zone, current_setting('server_encoding') code, current_setting('listen_addresses') net,
      lower('ÅÄÖ') lower, (select count(*)::int from pg_stat_ssl where ssl) encrypted`,
  )
  expect(row).toEqual({ zone: 'Europe/Stockholm', code: 'UTF8', net: '', lower: 'åäö', encrypted: 0 })
})

test('is started again after kill -9, with everything committed', async () => {
  const dataDir = folder()
  const database = await start(dataDir)
  let crashes = 0
  database.onCrash(() => {
    crashes += 1
  })
  await query(database, 'create table kept (n int)')
  for (let round = 1; round <= 3; round++) {
    await query(database, `insert into kept values (${round})`)
    const pid = postmaster(dataDir)
    process.kill(pid, 'SIGKILL')
    const rows = await eventually(database, 'select count(*)::int as n from kept')
    expect(rows).toEqual([{ n: round }])
    // A server process may answer a moment longer than its postmaster lives: wait for the new one.
    while (livePostmaster(join(dataDir, 'cluster'))?.ready !== true) await sleep(50)
    expect(postmaster(dataDir)).not.toBe(pid)
    expect(crashes).toBe(round)
  }
})

test('a connection in use while the server is killed does not keep it from starting again', async () => {
  const dataDir = folder()
  const database = await start(dataDir)
  const client = new pg.Client(database.superuser)
  client.on('error', () => undefined)
  await client.connect()
  const busy = client.query('select pg_sleep(60)').catch(() => 'broken')
  process.kill(postmaster(dataDir), 'SIGKILL')
  expect(await busy).toBe('broken')
  expect(await eventually(database, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('killed again while it is being started again, it still comes back', { timeout: 90_000 }, async () => {
  const dataDir = folder()
  const database = await start(dataDir)
  await query(database, 'create table kept as select 7 as figure')
  let kills = 0
  for (const until = Date.now() + 20_000; kills < 5 && Date.now() < until; await sleep(5)) {
    const pid = livePostmaster(join(dataDir, 'cluster'))?.pid
    if (!pid) continue
    process.kill(pid, 'SIGKILL')
    kills += 1
  }
  expect(kills).toBe(5)
  expect(await eventually(database, 'select figure from kept')).toEqual([{ figure: 7 }])
})

test.each(['postmaster.pid', '.s.PGSQL.5432.lock'])(
  'killed before it had written its %s, it still comes back',
  { timeout: 90_000 },
  async (lock) => {
    const dataDir = folder()
    const first = await start(dataDir)
    await query(first, 'create table kept as select 7 as figure')
    await first.stop()
    writeFileSync(join(lock === 'postmaster.pid' ? join(dataDir, 'cluster') : (first.superuser.host ?? ''), lock), '')
    expect(await query(await start(dataDir), 'select figure from kept')).toEqual([{ figure: 7 }])
  },
)

test('finds the database left by a killed program, and stops it', async () => {
  const dataDir = folder()
  const script = join(dataDir, 'program.ts')
  const module = new URL('./embedded.ts', import.meta.url).href
  writeFileSync(
    script,
    `import { startEmbedded } from '${module}'
     await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined, fast: true })
     console.log('ready'); setInterval(() => undefined, 1000)`,
  )
  const program = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(program.stdout, 'data')
  const pid = postmaster(dataDir)
  program.kill('SIGKILL')
  await once(program, 'exit')
  expect(postmaster(dataDir)).toBe(pid)
  const database = await start(dataDir)
  expect(database.attached).toBe(true)
  expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }])
  process.kill(pid, 'SIGKILL')
  expect(await eventually(database, 'select 2 as two')).toEqual([{ two: 2 }])
  await database.stop()
  expect(livePostmaster(join(dataDir, 'cluster'))).toBeUndefined()
})

test('two programs share it; the last one to leave turns it off', async () => {
  const dataDir = folder()
  const [first, second] = await Promise.all([start(dataDir), start(dataDir)])
  expect([first.attached, second.attached].sort()).toEqual([false, true])
  await first.stop()
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
  expect(livePostmaster(join(dataDir, 'cluster'))).toBeUndefined()
})

test('an old postmaster.pid that names a foreign process is no obstacle', async () => {
  const dataDir = folder()
  await (await start(dataDir)).stop()
  const pidFile = join(dataDir, 'cluster', 'postmaster.pid')
  writeFileSync(pidFile, `${process.pid}\n${join(dataDir, 'cluster')}\n1\n5432\n.\n\n\nready   \n`)
  const database = await start(dataDir)
  expect(database.attached).toBe(false)
  expect(readFileSync(pidFile, 'utf8').startsWith(`${process.pid}\n`)).toBe(false)
})

test('an interrupted first start is begun anew', async () => {
  const dataDir = folder()
  mkdirSync(join(dataDir, 'cluster.new'))
  writeFileSync(join(dataDir, 'cluster.new', 'PG_VERSION'), '18\n')
  const database = await start(dataDir)
  expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(join(dataDir, 'cluster.new'))).toBe(false)
})

test('a path too long for a socket gets a short private one', async () => {
  const dataDir = join(folder(), 'å'.repeat(60), 'b'.repeat(60))
  const database = await start(dataDir)
  expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }])
  await database.stop()
  const again = await start(dataDir)
  expect(again.superuser.host).toBe(database.superuser.host)
  expect(await query(again, 'select 1 as one')).toEqual([{ one: 1 }])
  rmSync(again.superuser.host ?? '', { recursive: true, force: true })
})

test('a folder that is a file gives a sentence, not a stack', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  await expect(start(join(file, 'data'))).rejects.toThrow(/är ingen mapp.*DATA_DIR/s)
  await expect(start(file)).rejects.toMatchObject({ name: 'StartFailure' })
})

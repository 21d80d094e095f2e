import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../src/features/access/demo.ts'
import { livePostmaster } from '../src/platform/database/embedded/postmaster.ts'
import { testFolder } from './support/folder.ts'

// The program as people start it: scripts/start.js, which builds what is stale first.

const folder = testFolder('start')
const dataDir = join(folder, 'data')
const cluster = join(dataDir, 'database', 'cluster')
const running: ChildProcess[] = []
let port: number

type Started = { process: ChildProcess; output: () => string; ended: Promise<number | null> }

function start(script: string, environment: Record<string, string>, args: string[] = []): Started {
  const child = spawn(process.execPath, [join('scripts', script), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, ...environment, DATABASE_URL: '', npm_lifecycle_event: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return { process: child, output: () => output, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Waits until the program answers; its health page asks the database. */
async function healthy(started: Started): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt++) {
    if (started.process.exitCode !== null) throw new Error(started.output())
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`not healthy:\n${started.output()}`)
}

const serverPid = (): number => {
  const found = readdirSync('/proc').find((name) => {
    try {
      const [, script] = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return script?.endsWith('dist/server/main.js') && readFileSync(`/proc/${name}/environ`, 'utf8').includes(dataDir)
    } catch {
      return false
    }
  })
  return Number(found)
}

beforeAll(async () => {
  port = await freePort()
})
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const PORT = () => ({ PORT: String(port), HOST: '127.0.0.1' })
const LIMIT = 180_000

test('starts, keeps a second one from the same port, survives kill -9, stops in order', {
  timeout: LIMIT,
}, async () => {
  const first = start('start.js', PORT())
  await healthy(first)
  expect(first.output()).toContain(`http://localhost:${port}`)

  // Whom one may sign in as is told to whoever started it.
  await expect.poll(first.output, { timeout: 20_000 }).toMatch(/petra\.nyholm@norrby\.example +team_leader/)
  expect(first.output()).toContain(`Demo accounts (password: ${DEMO_PASSWORD})`)

  const second = start('start.js', PORT())
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`Port ${port} används redan.`)
  expect(second.output()).not.toMatch(/\n\s+at /)
  await healthy(first)

  // The database killed under it: the same page again.
  process.kill(livePostmaster(cluster)?.pid ?? 0, 'SIGKILL')
  await sleep(50)
  await healthy(first)

  // The program killed: the database lives on and is found again.
  const left = livePostmaster(cluster)?.pid
  process.kill(serverPid(), 'SIGKILL')
  expect(await first.ended).toBe(137)
  expect(livePostmaster(cluster)?.pid).toBe(left)
  const third = start('start.js', PORT())
  await healthy(third)
  expect(livePostmaster(cluster)?.pid).toBe(left)

  third.process.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  expect(livePostmaster(cluster)).toBeUndefined()

  // Ctrl-C.
  const fourth = start('start.js', PORT())
  await healthy(fourth)
  fourth.process.kill('SIGINT')
  expect(await fourth.ended).toBe(0)
  expect(livePostmaster(cluster)).toBeUndefined()
})

test('the starter killed: program and database end with it', { timeout: LIMIT }, async () => {
  const started = start('start.js', PORT())
  await healthy(started)
  started.process.kill('SIGKILL')
  for (let attempt = 0; attempt < 100 && livePostmaster(cluster); attempt++) await sleep(100)
  expect(livePostmaster(cluster)).toBeUndefined()
})

test('a data folder that cannot be used is told in a sentence, without a stack', { timeout: LIMIT }, async () => {
  const locked = join(folder, 'locked')
  mkdirSync(locked)
  chmodSync(locked, 0o500)
  // Root may write anywhere but below a file.
  const place = process.getuid?.() === 0 ? join('package.json', 'data') : locked
  const refused = start('start.js', { ...PORT(), DATA_DIR: place })
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toMatch(/DATA_DIR/)
  expect(refused.output()).not.toMatch(/\n\s+at /)
})

/** A folder that is a disk of its own; undefined where nothing may be mounted (not root, or a container without the right). */
function disk(name: string, options: string): string | undefined {
  const place = join(folder, name)
  mkdirSync(place)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place], { timeout: 10_000 })
  return mounted.status === 0 ? place : undefined
}

test.for([
  ['read-only', 'ro,size=1m', 'går inte att skriva i'],
  ['full', 'size=4k,nr_inodes=3', 'är full'],
  ['full when the database is made', 'size=8m', 'är full'],
] as const)(
  'a data folder that is really %s is told in a sentence, without a stack',
  { timeout: LIMIT },
  async ([name, options, told], context) => {
    const place = disk(name.replaceAll(' ', '-'), options)
    // Without the right to mount the sentences are tested by their codes alone (src/platform/start-error.test.ts).
    if (!place) return context.skip('no disk can be mounted here')
    try {
      const refused = start('start.js', { ...PORT(), DATA_DIR: join(place, 'data') })
      expect(await refused.ended).toBe(1)
      expect(refused.output()).toContain(told)
      expect(refused.output()).toContain('DATA_DIR')
      expect(refused.output()).not.toMatch(/\n\s+at /)
    } finally {
      spawnSync('umount', ['-l', place], { timeout: 10_000 })
    }
  },
)

test('settings that do not hold are named', { timeout: LIMIT }, async () => {
  const refused = start('start.js', { PORT: 'åtta' })
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toContain('PORT ska vara ett heltal från 1 till 65535')
})

test('the command line: unknown commands and wrong arguments', { timeout: LIMIT }, async () => {
  const unknown = start('cli.js', {}, ['no-such'])
  expect(await unknown.ended).toBe(2)
  expect(unknown.output()).toContain('Kommandot no-such finns inte.')
  const wrong = start('cli.js', {}, ['backup'])
  expect(await wrong.ended).toBe(2)
  expect(wrong.output()).toContain('backup FILE')
})

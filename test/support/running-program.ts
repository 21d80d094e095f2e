import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { livePostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { columnTypes } from '../../src/platform/database/pool.ts'
import { DATABASE_NAME } from '../../src/platform/database/provision.ts'
import { townFolder } from './town-folder.ts'

export type RunningProgram = {
  origin: string
  port: number
  dataDir: string
  output(): string
  stop(): Promise<void>
  /** `kill -9` of the program alone; its database lives on. Start it again with `startProgram({}, program)`. */
  kill(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * The built program with Demo Town in a folder of its own, as people run it; answers when its database does.
 * `at`: the folder and port of one that was killed.
 */
export async function startProgram(
  environment: Record<string, string> = {},
  at?: Pick<RunningProgram, 'dataDir' | 'port'>,
): Promise<RunningProgram> {
  const dataDir = at?.dataDir ?? (await townFolder(writeTown))
  return run(environment, dataDir, at?.port ?? (await freePort()))
}

async function writeTown(dataDir: string): Promise<void> {
  mkdirSync(dataDir)
  const first = await run({}, dataDir, await freePort())
  await first.end()
}

async function run(environment: Record<string, string>, dataDir: string, port: number) {
  const child: ChildProcess = spawn(process.execPath, ['dist/server/main.js'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      SIGN_INS_PER_MINUTE: '1000',
      ...environment,
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    // The channel closes when the tests are killed: the program then stops with them.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = `http://localhost:${port}`
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const end = async () => {
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(15_000)])
    child.kill('SIGKILL')
  }
  const stop = async () => {
    await end()
    rmSync(dataDir, { recursive: true, force: true })
  }
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`the program ended:\n${output}`)
    const answer = await fetch(`${origin}/health`).catch(() => undefined)
    if (answer?.ok) return { origin, port, dataDir, output: () => output, stop, end, kill }
    await sleep(100)
  }
  await stop()
  throw new Error(`the program does not answer:\n${output}`)
}

const clusterOf = (dataDir: string): string => join(dataDir, 'database', 'cluster')

/** The process number of the program's PostgreSQL, when it runs. */
export const databasePid = (dataDir: string): number | undefined => livePostmaster(clusterOf(dataDir))?.pid

/** A look behind the policies of a running program: its own database, as the superuser over the socket. */
export function openBehind(dataDir: string): pg.Pool {
  const note = join(dataDir, 'database', 'socket-folder')
  const host = existsSync(note) ? readFileSync(note, 'utf8') : clusterOf(dataDir)
  const pool = new pg.Pool({ host, port: 5432, user: 'postgres', database: DATABASE_NAME, types: columnTypes, max: 2 })
  pool.on('error', () => undefined)
  return pool
}

/** Signs in from the demo's front page, as a visitor does. */
export async function signInAs(page: Page, origin: string, email: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${origin}/?lang=sv`)
  await page.locator(`form:has(input[name="email"][value="${email}"]) button`).click()
  await page.waitForURL(`${origin}/i-dag`)
}

/** Chooses the language of the signed-in user through the account menu's own form. */
export async function chooseLanguage(page: Page, origin: string, lang: 'sv' | 'en' | 'ar'): Promise<void> {
  await page.goto(`${origin}/i-dag`)
  if ((await page.locator('html').getAttribute('lang')) === lang) return
  await page.locator('.account > summary').click()
  await page.locator(`.account button[name="language"][value="${lang}"]`).click()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang)
}

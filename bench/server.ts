import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Server = {
  url: string
  pid: number
  postmasterPid: number
  /** Milliseconds from the start of the process until the front page was answered. */
  startMs: number
  stop(): Promise<void>
}

const PATIENCE_MS = 120_000

const ROOT = join(import.meta.dirname, '..')

/** Milliseconds that `npm start` takes on a folder, all its own checks included, until the first page is answered. */
export async function startTime(dataDir: string, port: number): Promise<number> {
  const server = await start('npm', ['start'], dataDir, port)
  await server.stop()
  return server.startMs
}

/** Starts the built program itself on a folder and waits for its first page. */
export const startServer = (dataDir: string, port: number): Promise<Server> =>
  start(process.execPath, [join(ROOT, 'dist/server/main.js')], dataDir, port)

async function start(program: string, given: readonly string[], dataDir: string, port: number): Promise<Server> {
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(program, given, {
    cwd: ROOT,
    detached: true,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      ORIGIN: url,
      SIGN_INS_PER_MINUTE: '1000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await firstPage(url, child)
  const startMs = Math.round(performance.now() - began)
  const postmaster = readFileSync(join(dataDir, 'database', 'cluster', 'postmaster.pid'), 'utf8')
  return {
    url,
    pid: child.pid!,
    postmasterPid: Number.parseInt(postmaster, 10),
    startMs,
    async stop() {
      process.kill(-child.pid!, 'SIGTERM')
      while (groupLives(child.pid!)) await sleep(20)
    },
  }
}

/** npm ends before the program that it started: the whole group is waited for. */
function groupLives(pid: number): boolean {
  try {
    return process.kill(-pid, 0)
  } catch {
    return false
  }
}

async function firstPage(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the program ended with code ${child.exitCode}`)
    try {
      const answer = await fetch(`${url}/`)
      await answer.text()
      if (answer.ok) return
    } catch {
      // Not listening yet.
    }
    await sleep(5)
  }
  throw new Error('the program did not answer')
}

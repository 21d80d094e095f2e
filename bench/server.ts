import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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

/** Starts the built program on a folder and waits for its first page. */
export async function startServer(dataDir: string, port: number): Promise<Server> {
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), join(import.meta.dirname, '../dist/server/main.js')],
    {
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        PORT: String(port),
        HOST: '127.0.0.1',
        ORIGIN: url,
        SIGN_INS_PER_MINUTE: '1000',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await firstPage(url, child)
  const startMs = Math.round(performance.now() - began)
  const postmaster = readFileSync(join(dataDir, 'database', 'cluster', 'postmaster.pid'), 'utf8')
  return {
    url,
    pid: child.pid!,
    postmasterPid: Number.parseInt(postmaster, 10),
    startMs,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
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

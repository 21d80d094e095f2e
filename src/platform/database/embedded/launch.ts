import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeTurns } from './batch.ts'
import type { Binaries } from './binaries.ts'
import { explainOutput } from './explain-output.ts'
import type { Place } from './place.ts'
import { exists, livePostmaster, processesIn, readPostmaster, runsIn } from './postmaster.ts'
import { settingArguments } from './settings.ts'

/** A postmaster that answers. `child` is there when this process started it. */
export type Running = { pid: number; child: ChildProcess | undefined }

const POLL_MS = 20
/** Starting, stopping and checkpoints are routine; these are not. */
const WORTH_TELLING = /PANIC|could not|no space left|corrupt|invalid page/i
/** Recovery after a crash reads the whole log since the last checkpoint; it is long only for a big, busy database. */
const READY_WITHIN_MS = 10 * 60_000
const MOST_ATTEMPTS = 10
const LINES_KEPT = 40

/** A postmaster already there, waited for until it is ready; `undefined` when there is none (any more). */
export async function findRunning(place: Place): Promise<Running | undefined> {
  for (;;) {
    const live = livePostmaster(place.cluster)
    if (!live) return undefined
    if (live.ready) return { pid: live.pid, child: undefined }
    await sleep(POLL_MS)
  }
}

/**
 * Starts PostgreSQL and waits until it takes connections, after recovery when it was killed; killed while it starts,
 * it is started again.
 * @throws StartFailure with PostgreSQL's own last words when it gives up by itself
 */
export async function launch(
  place: Place,
  binaries: Binaries,
  fast: boolean,
  log: (line: string) => void,
): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    await clearRemains(place)
    const { child, lastWords } = spawnServer(place, binaries, fast, log)
    const until = Date.now() + READY_WITHIN_MS
    while (hasNotEnded(child) && Date.now() < until) {
      const now = readPostmaster(place.cluster)
      if (now && now.pid === child.pid && now.ready) {
        await takeTurns(now.pid)
        return { pid: now.pid, child }
      }
      await sleep(POLL_MS)
    }
    if (hasNotEnded(child)) child.kill('SIGQUIT')
    // Its last words may still be on their way.
    await sleep(5 * POLL_MS)
    if (child.signalCode === null || attempt === MOST_ATTEMPTS) throw explainOutput(lastWords(), place.dataDir)
  }
}

/** Not started at all (no such program, no right to change account): then there is no process number. */
const hasNotEnded = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null

function spawnServer(place: Place, binaries: Binaries, fast: boolean, log: (line: string) => void) {
  const child = spawn(
    binaries.postgres,
    ['-D', place.clusterArgument, '-c', `unix_socket_directories=${place.socketArgument}`, ...settingArguments(fast)],
    {
      cwd: place.cluster,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
      // Its own process group: Ctrl-C in the terminal reaches the program, and the program stops the database in order.
      detached: true,
      ...place.account,
    },
  )
  const tail: string[] = []
  child.once('error', (error) => tail.push(error.message))
  child.stderr.on('error', () => undefined)
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
      tail.push(line)
      if (tail.length > LINES_KEPT) tail.shift()
      if (WORTH_TELLING.test(line)) log(`postgresql: ${line}`)
    }
  })
  return { child, lastWords: () => tail.join('\n') }
}

/**
 * After a kill: server processes whose postmaster is gone still hold the shared memory, and the lock files (of the folder,
 * of the socket) may name a process that is somebody else by now, or a dead one that nobody has collected
 * (PostgreSQL would refuse to start because of it), or nobody yet. They are removed only when no server process of this cluster is
 * left: they are what keeps two servers from the same files.
 */
async function clearRemains({ cluster, socketFolder }: Place): Promise<void> {
  for (const [signal, wait] of [
    [undefined, 1_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 3_000],
  ] as const) {
    const remains = processesIn(cluster)
    if (signal) for (const pid of remains) if (exists(pid)) process.kill(pid, signal)
    const until = Date.now() + wait
    while (processesIn(cluster).length > 0 && Date.now() < until) await sleep(POLL_MS)
  }
  if (processesIn(cluster).length > 0) return
  for (const file of [join(cluster, 'postmaster.pid'), join(socketFolder, '.s.PGSQL.5432.lock')])
    if (isLeftOver(file, cluster)) rmSync(file, { force: true })
}

/** Both lock files begin with the number of the process that holds them. Killed before it wrote it, it left an empty one. */
function isLeftOver(file: string, cluster: string): boolean {
  let written: string
  try {
    written = readFileSync(file, 'utf8')
  } catch {
    return false
  }
  const pid = Number.parseInt(written, 10)
  return !pid || (exists(pid) && !runsIn(pid, cluster))
}

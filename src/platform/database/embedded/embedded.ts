import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StartFailure } from '../../start-failure.ts'
import { findBinaries } from './binaries.ts'
import { initialise } from './initialise.ts'
import { findRunning, launch, type Running } from './launch.ts'
import { preparePlace } from './place.ts'
import { runsIn } from './postmaster.ts'
import { alone, enter } from './users.ts'

export type EmbeddedOptions = {
  /** The folder of the database; made when missing. Nothing else may be kept in it. */
  dataDir: string
  /** Lines for the person who runs the program; never about a participant. */
  log: (line: string) => void
  /** For tests: quicker, may lose data when the machine (not the program) stops. */
  fast?: boolean
}

export type EmbeddedDatabase = {
  /** The superuser over the socket; `host` stays the same when PostgreSQL is restarted. */
  superuser: pg.ClientConfig
  /** True when PostgreSQL was already running: left by a killed program, or used by another one now. */
  attached: boolean
  /** Stops PostgreSQL, or only leaves it when another process uses it too. May be called twice. */
  stop(): Promise<void>
  /** Called each time PostgreSQL has disappeared; it is being started again. */
  onCrash(listener: () => void): void
}

const WATCH_MS = 200
const LONGEST_PAUSE_MS = 5_000

/**
 * Our own PostgreSQL: made when missing, reached only through a socket in a private folder, run as an unprivileged
 * account, found again when the program was killed, started again when it was killed itself.
 * @throws StartFailure when a person has to change something first
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  if (process.platform === 'win32') {
    throw new StartFailure(
      'Den inbyggda databasen körs inte på Windows. Använd WSL eller ange en egen PostgreSQL med DATABASE_URL.',
      'The embedded database does not run on Windows. Use WSL, or give a PostgreSQL of your own with DATABASE_URL.',
    )
  }
  const { log, fast = false } = options
  const place = preparePlace(options.dataDir)
  const binaries = findBinaries(place.account)
  const listeners: (() => void)[] = []
  let stopping = false

  const findOrLaunch = async (): Promise<Running> =>
    (await findRunning(place)) ?? (await launch(place, binaries, fast, log))

  const { running: first, user } = await alone(place.dataDir, async () => {
    initialise(place, binaries, fast)
    const running = await findOrLaunch()
    return { running, user: enter(place.dataDir) }
  })
  let running = first
  const ended = new AbortController()

  /** Watches the process number: works for a child of ours and for one we only found. */
  const watch = async (): Promise<void> => {
    while (!stopping) {
      await sleep(WATCH_MS, undefined, { ref: false, signal: ended.signal }).catch(() => undefined)
      if (stopping || runsIn(running.pid, place.cluster)) continue
      log('The database has stopped unexpectedly; starting it again.')
      for (const listener of listeners) listener()
      await again()
    }
  }
  const again = async (): Promise<void> => {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        running = await alone(place.dataDir, findOrLaunch)
        return
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await sleep(pause, undefined, { signal: ended.signal }).catch(() => undefined)
      }
    }
  }
  const watching = watch()

  /** The last way out: `process.exit` without `stop`. */
  const lastResort = (): void => {
    if (user.leave() && runsIn(running.pid, place.cluster)) process.kill(running.pid, 'SIGINT')
  }
  process.once('exit', lastResort)

  const end = async (): Promise<void> => {
    stopping = true
    ended.abort()
    await watching
    process.off('exit', lastResort)
    await alone(place.dataDir, async () => {
      if (user.leave()) await shutDown(running.pid, place.cluster)
    })
    running.child?.unref()
    running.child?.stderr?.destroy()
  }
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopped ??= end()
    return stopped
  }

  return {
    superuser: {
      host: place.socketFolder,
      port: 5432,
      user: 'postgres',
      database: 'postgres',
      password: '',
      ssl: false,
    },
    attached: first.child === undefined,
    stop,
    onCrash: (listener) => listeners.push(listener),
  }
}

/** Fast shutdown, then less and less polite. Nothing committed is lost by any of them. */
async function shutDown(pid: number, cluster: string): Promise<void> {
  for (const [signal, wait] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!runsIn(pid, cluster)) return
    process.kill(pid, signal)
    const until = Date.now() + wait
    while (runsIn(pid, cluster) && Date.now() < until) await sleep(20)
  }
}

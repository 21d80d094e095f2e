import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { PreparingClient } from './preparing-client.ts'

const INT8 = 20
const DATE = 1082
const DATES = 1182

function integer(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond 2^53: ${text}`)
  return value
}

const isDate = (oid: number): boolean => oid === DATE || oid === DATES
/** PostgreSQL writes a list of days as {2026-01-31,2026-02-01}: no quotes, no commas within. */
const dates = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','))

/** How values come back: a day is text (`CalendarDay`), a count is a number, an instant is a `Date`, numeric is text. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    if (isDate(oid)) return oid === DATE ? (text: string) => text : dates
    if (oid === INT8) return integer
    return pg.types.getTypeParser(oid, 'text')
  },
}

/** A database that is being started again: no socket yet, or "starting up", "shutting down", "too many clients". */
const PASSING = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAGAIN', '57P03', '57P01', '53300'])
const PATIENCE_MS = 10_000

const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && PASSING.has(String(error.code))) || error.message === 'Connection terminated unexpectedly')

/** Waits for a database that is being started again instead of failing the page that asked for a connection. */
class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(
    callback: (
      error: Error | undefined,
      client: pg.PoolClient | undefined,
      done: (release?: boolean | Error) => void,
    ) => void,
  ): void
  override connect(
    callback?: (
      error: Error | undefined,
      client: pg.PoolClient | undefined,
      done: (release?: boolean | Error) => void,
    ) => void,
  ): Promise<pg.PoolClient> | undefined {
    const client = this.#patiently()
    if (!callback) return client
    client.then(
      (found) => callback(undefined, found, (release) => found.release(release)),
      (error) => callback(error, undefined, () => undefined),
    )
    return undefined
  }

  async #patiently(): Promise<pg.PoolClient> {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        if (!isPassing(error) || Date.now() > until || this.ending) throw error
        await sleep(50)
      }
    }
  }
}

/** `pipeline: false` where statements hold the connection to themselves: COPY, cursors. Else several may be under way at once. */
export type PoolConfig = pg.PoolConfig & { pipeline?: boolean }

/**
 * A pool that outlives the database: an idle connection that breaks is dropped, and a new one is waited for up to ten
 * seconds. A statement that was under way fails; whoever sent it decides whether it may be sent again.
 */
export function openPool(config: PoolConfig): pg.Pool {
  const pool = new PatientPool({
    types: columnTypes,
    Client: PreparingClient,
    pipeline: true,
    ...config,
  } as pg.PoolConfig)
  pool.on('error', () => undefined)
  // A connection that breaks while a page has it, between two statements, tells nobody but itself: unheard it would end the
  // program. The next statement fails, and the page says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

import { CamelCasePlugin, Kysely, PostgresDialect, type Simplify } from 'kysely'
import pg from 'pg'
import type { DB } from '../../../db/types.ts'

/** A calendar day is text, never a `Date`: the driver's own parsing would shift it by the machine's time zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))

/** The database as the application role sees it: policies apply. Columns are snake_case in SQL and camelCase here. */
export type Db = Kysely<DB>

declare const inTransaction: unique symbol
/**
 * A transaction that knows its viewer. Whatever writes demands this type, so that nothing can be written, and no event
 * or log row forgotten, outside the transaction of its change.
 */
export type Tx = Db & { readonly [inTransaction]: true }

export type Row<T> = Simplify<T>

const names = new Map<string, string>()
const MOST_NAMES = 1000

/** Statements with parameters are prepared once a connection under a short name: parsing and planning cost more than running. */
function named(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_NAMES) return undefined
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of the driver's query() cannot be written otherwise
  override query(...args: any[]): any {
    const [text, values] = args
    const run = pg.Client.prototype.query as (...all: unknown[]) => unknown
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      const name = named(text)
      return run.call(this, name ? { name, text, values } : { text, values }, ...args.slice(2))
    }
    return run.apply(this, args)
  }
}

export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: 16, idleTimeoutMillis: 60_000, connectionTimeoutMillis: 10_000, ...config, Client: PreparingClient } as pg.PoolConfig)
  // An idle connection that dies (database restarted) is thrown away by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

export const createDb = (pool: pg.Pool): Db =>
  new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })

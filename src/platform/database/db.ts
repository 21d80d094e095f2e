import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { DB } from '../../../db/types.ts'

/** The database as the application role sees it: policies apply. Columns are snake_case in SQL and camelCase here. */
export type Db = Kysely<DB>

declare const inTransaction: unique symbol
/**
 * A transaction that knows its viewer. Whatever writes demands this type, so that nothing can be written, and no event
 * or log row forgotten, outside the transaction of its change.
 */
export type Tx = Db & { readonly [inTransaction]: true }

const pools = new WeakMap<object, pg.Pool>()

export function createDb(pool: pg.Pool): Db {
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  pools.set(db, pool)
  return db
}

/** Sends a statement without values, as it stands. */
export type Send = (text: string) => Promise<unknown>

/**
 * One connection for the length of `work`. Statements that are not waited for are sent at once and answered in the order they
 * were sent, so that a page waits for the database as few times as it can (the library's own connections wait after each).
 */
export async function onOneConnection<T>(db: Db, work: (connected: Db, send: Send) => Promise<T>): Promise<T> {
  const pool = pools.get(db)
  if (!pool) throw new TypeError('not made by createDb')
  const client = await pool.connect()
  try {
    const connection: DatabaseConnection = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        const { command, rowCount, rows } = await client.query(sql, [...parameters])
        return CHANGING.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
      },
      streamQuery: () => {
        throw new TypeError('a page reads no stream')
      },
    }
    const executor = db.getExecutor().withConnectionProvider({ provideConnection: (consumer) => consumer(connection) })
    return await work(new Kysely<DB>({ ...BOUND, executor }), (text) => client.query(text))
  } finally {
    client.release()
  }
}

/** What a builder of statements needs besides the connection it is given. */
const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const BOUND = { config: { dialect }, dialect, driver: new DummyDriver() }
const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** For the account library, whose fields are named as the columns are. */
export const createPlainDb = (pool: pg.Pool): Kysely<unknown> => new Kysely({ dialect: new PostgresDialect({ pool }) })

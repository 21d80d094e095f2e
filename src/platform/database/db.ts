import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
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

export const createDb = (pool: pg.Pool): Db =>
  new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

/** For the account library, whose fields are named as the columns are. */
export const createPlainDb = (pool: pg.Pool): Kysely<unknown> => new Kysely({ dialect: new PostgresDialect({ pool }) })

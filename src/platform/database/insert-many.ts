import { type Insertable, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import type { Tx } from './db.ts'

/** A row as it is inserted: columns with a default may be left out. */
export type NewRow<Name extends keyof DB> = Insertable<DB[Name]>

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Inserts many rows in one statement of one parameter, however many they are; policies and triggers see each row. Every
 * row has the columns of the first; columns that are not named get their defaults.
 */
export async function insertMany<Name extends keyof DB & string>(
  tx: Tx,
  table: Name,
  rows: readonly NewRow<Name>[],
): Promise<void> {
  const first = rows[0]
  if (!first) return
  const names = Object.keys(first)
  const columns = sql.join(names.map((name) => sql.ref(snake(name))))
  const records = rows.map((row) =>
    Object.fromEntries(names.map((name) => [snake(name), (row as Record<string, unknown>)[name] ?? null])),
  )
  await sql`insert into ${sql.table(snake(table))} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(snake(table))}, ${JSON.stringify(records)}::jsonb)`.execute(
    tx,
  )
}

import type pg from 'pg'

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
/** A row by the names of the code; a key for each column that is written. */
export type WrittenRow = Record<string, unknown>

/** Rows of one table in one statement, however many there are. */
export async function put(client: pg.ClientBase, table: string, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!).map(snake).join(', ')
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value])),
  )
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(records)],
  )
}

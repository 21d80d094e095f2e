import { readFileSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'
import { withClient } from '../../src/platform/database/provision.ts'

const schema = z.object({
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) })),
})
export type OldRows = z.infer<typeof schema>

/** Twelve threads of Demo Town as an early program wrote them, and the migrations it had run. Never made anew: that program is gone. */
export const oldRows: OldRows = schema.parse(JSON.parse(readFileSync(new URL('./rows.json', import.meta.url), 'utf8')))

/** Writes the rows into a database that has run those migrations and no other, as they were: no trigger changes them. */
export const writeOldRows = (superuser: pg.ClientConfig): Promise<void> =>
  withClient(superuser, async (client) => {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const [table, { columns, rows }] of Object.entries(oldRows.tables)) {
      const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])))
      const names = columns.map((name) => pg.escapeIdentifier(name)).join(', ')
      await client.query(
        `insert into ${table} (${names}) overriding system value select ${names} from jsonb_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(objects)],
      )
    }
    // Numbers given out go on after those that are there.
    const { rows: numbered } = await client.query<{ table: string; column: string }>(
      `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace`,
    )
    for (const { table, column } of numbered)
      await client.query(
        `select setval(pg_get_serial_sequence('${table}', '${column}'), max(${column})) from ${table} having max(${column}) is not null`,
      )
    await client.query('commit')
  })

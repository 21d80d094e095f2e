import pg from 'pg'
import type { BackedUpSequence, BackedUpTable } from './records.ts'

/**
 * Left out: queued jobs. Their tables are made by the job library as it runs, and a reminder queued long ago must not
 * be sent again by a restored copy; the program queues what is due anew.
 */
const LEFT_OUT = ['pgboss']

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> all ($1)
  and c.relpersistence <> 't'
  and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`

export const quoted = (thing: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(thing.schema)}.${pg.escapeIdentifier(thing.name)}`

/** Every table that holds rows, with the columns that are stored and not computed. */
export async function listTables(client: pg.ClientBase): Promise<BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${OURS} order by 1, 2`,
    [LEFT_OUT],
  )
  return rows
}

/** Every sequence with where it stands. Read within the snapshot's transaction: never behind the rows it numbered. */
export async function listSequences(client: pg.ClientBase): Promise<BackedUpSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS} order by 1, 2`,
    [LEFT_OUT],
  )
  const sequences: BackedUpSequence[] = []
  for (const one of rows) {
    const state = await client.query(`select last_value::text as value, is_called as called from ${quoted(one)}`)
    sequences.push({ ...one, ...state.rows[0] })
  }
  return sequences
}

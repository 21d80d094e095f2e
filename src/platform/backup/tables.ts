import pg from 'pg'
import { JOBS_SCHEMA } from '../jobs/install.ts'
import type { BackedUpSequence, BackedUpTable } from './records.ts'

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
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
  )
  return rows
}

/** Every sequence with where it stands. Read within the snapshot's transaction: never behind the rows it numbered. */
export async function listSequences(client: pg.ClientBase): Promise<BackedUpSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${OURS} order by 1, 2`,
  )
  const sequences: BackedUpSequence[] = []
  for (const one of rows) {
    const state = await client.query(`select last_value::text as value, is_called as called from ${quoted(one)}`)
    sequences.push({ ...one, ...state.rows[0] })
  }
  return sequences
}

/** The level of the job library's own tables; `undefined` when there are none. */
export async function jobsLevel(client: pg.ClientBase): Promise<number | undefined> {
  const { rows } = await client.query(`select to_regclass('${JOBS_SCHEMA}.version') is not null as there`)
  if (!rows[0].there) return undefined
  return (await client.query(`select version from ${JOBS_SCHEMA}.version`)).rows[0]?.version
}

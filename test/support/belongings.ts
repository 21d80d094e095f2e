import type pg from 'pg'
import { openBehind, type RunningProgram } from './running-program.ts'

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
/** Case numbers, personal numbers, addresses. */
const WORDS = /\b\d{4}-\d{4,6}\b|\b\d{6,8}-?\d{4}\b|@[\w.]+\b/g

/** An id is no word, though parts of it may look like one. */
const wordsIn = (text: string): string[] => text.replace(UUID, ' ').match(WORDS) ?? []

/** What is one association's alone. */
export type Belongings = {
  associationId: number
  ids: ReadonlySet<string>
  words: ReadonlySet<string>
  /** Numbers of its units and authorities. */
  bodies: ReadonlySet<number>
}

/** Written by the program itself, whoever asks: the seals of the log, and how the fetching of another map went. */
const MOVING = new Set(['read_log_seal', 'map_neighbour'])

async function tablesOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'association_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Every row of an association as JSON, by table. */
async function* everyRow(pool: pg.Pool, associationId: number): AsyncGenerator<[table: string, row: object]> {
  for (const table of await tablesOf(pool)) {
    const { rows } = await pool.query<{ row: object }>(
      `select to_jsonb(t) as row from ${table} t where association_id = $1`,
      [associationId],
    )
    for (const { row } of rows) yield [table, row]
  }
}

async function behind<T>(program: RunningProgram, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = openBehind(program.dataDir)
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

/** The number of the association whose staff have addresses of a domain. */
const associationOf = async (pool: pg.Pool, domain: string): Promise<number> =>
  (await pool.query('select min(association_id) as id from account_user where email like $1', [`%@${domain}`])).rows[0]
    .id

/** What the association of a domain has and no other: ids of all its rows, numbers of cases and persons, addresses. */
export const belongingsOf = (program: RunningProgram, domain: string): Promise<Belongings> =>
  behind(program, async (pool) => {
    const associationId = await associationOf(pool, domain)
    const { rows } = await pool.query<{ id: number }>('select association_id as id from association')
    const [ids, words] = [new Set<string>(), new Set<string>()]
    const others = new Set<string>()
    for (const { id } of rows)
      for await (const [, row] of everyRow(pool, id)) {
        const text = JSON.stringify(row)
        for (const found of text.match(UUID) ?? []) (id === associationId ? ids : others).add(found)
        for (const found of wordsIn(text)) (id === associationId ? words : others).add(found)
      }
    for (const one of others) {
      ids.delete(one)
      words.delete(one)
    }
    const bodies = await pool.query<{ id: number }>(
      `select unit_id as id from unit where association_id = $1
       union select authority_id from authority where association_id = $1`,
      [associationId],
    )
    return { associationId, ids, words, bodies: new Set(bodies.rows.map(({ id }) => id)) }
  })

/** What of somebody's belongings stands in a text. */
export const belongingIn = (text: string, { ids, words }: Belongings): string[] => [
  ...(text.match(UUID) ?? []).filter((one) => ids.has(one)),
  ...wordsIn(text).filter((one) => words.has(one)),
]

/** The rows of an association, table by table: what must not change. */
export const rowsOf = (program: RunningProgram, associationId: number): Promise<Record<string, string[]>> =>
  behind(program, async (pool) => {
    const found: Record<string, string[]> = {}
    for await (const [table, row] of everyRow(pool, associationId)) {
      if (MOVING.has(table)) continue
      found[table] ??= []
      found[table].push(JSON.stringify(row))
    }
    for (const rows of Object.values(found)) rows.sort()
    return found
  })

const BODY = /(unit|authority)_ids?$/

/** Rows of all other associations that name something of this one; what a person has typed, a number or a name, is no such thing. */
export const rowsNaming = (program: RunningProgram, belongings: Belongings): Promise<string[]> =>
  behind(program, async (pool) => {
    const { rows } = await pool.query<{ id: number }>(
      'select association_id as id from association where association_id <> $1',
      [belongings.associationId],
    )
    const naming: string[] = []
    for (const { id } of rows)
      for await (const [table, row] of everyRow(pool, id)) {
        const named = Object.entries(row).flatMap(([column, value]) =>
          BODY.test(column) ? [value].flat().filter((one) => belongings.bodies.has(one)) : [],
        )
        const ids = (JSON.stringify(row).match(UUID) ?? []).filter((one) => belongings.ids.has(one))
        if (ids.length + named.length > 0) naming.push(`${table}: ${[...ids, ...named]}`)
      }
    return naming
  })

import { type RawBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'

/** The rows of a statement as one value of another, in their order: what a page needs is then asked for and answered in one piece. */
export const rowsInOne = jsonArrayFrom

/** The same of a statement that is written out as SQL; its columns are named as they are to come. */
export const writtenRowsInOne = (rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select coalesce(json_agg(x), '[]') from (${rows}) x)`

const ours = new Map<string, string>()

function nameOf(column: string): string {
  let name = ours.get(column)
  if (name === undefined) {
    name = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    ours.set(column, name)
  }
  return name
}

/** Rows that came as one value, under our names: within JSON they stand under the database's. An instant in them is text. */
export const named = <Row extends object>(rows: readonly Row[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [nameOf(column), value])) as Row)

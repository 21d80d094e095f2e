import type { CompiledQuery } from 'kysely'
import type { Db } from './db.ts'

/** Stands for a value of a statement that is built once. */
class Given {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Makes `given.threadId` a place for the value that is given when the statement runs. */
const places = new Proxy({}, { get: (_, name) => new Given(String(name)) })

/**
 * A statement that is built and turned into SQL at its first use and only given its values afterwards: for what every page asks.
 * Building costs several times what sending does. What is built may not depend on the values, which are scalars or lists for
 * `= any (…)`.
 */
export function compileOnce<Values extends Record<string, unknown>, Row>(
  build: (db: Db, given: Values) => { compile(db: Db): CompiledQuery<Row> },
): (db: Db, values: Values) => Promise<Row[]> {
  let built: CompiledQuery<Row> | undefined
  return async (db, values) => {
    built ??= build(db, places as Values).compile(db)
    const parameters = built.parameters.map((one) => (one instanceof Given ? values[one.name] : one))
    const { rows } = await db.executeQuery<Row>({ ...built, parameters } as CompiledQuery<Row>)
    return rows
  }
}

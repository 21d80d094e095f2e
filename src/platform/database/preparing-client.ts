import pg from 'pg'

const names = new Map<string, string>()
/** More different statements than this are not kept: a connection holds every prepared one in memory. */
const MOST_NAMES = 1000

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= MOST_NAMES) return known
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

type Corkable = { connection?: { stream?: { cork?(): void; uncork?(): void } } }

/** Statements sent in one turn leave in one piece: waking the database costs more than a short statement. */
function gather(client: unknown): void {
  const stream = (client as Corkable).connection?.stream
  if (!stream?.cork) return
  stream.cork()
  process.nextTick(() => stream.uncork?.())
}

/**
 * Prepares each statement that has parameters once a connection: with policies on every table, parsing and planning cost
 * more than running.
 */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of the driver's query() cannot be written otherwise
  override query(...args: any[]): any {
    gather(this)
    const [text, values] = args
    const run = pg.Client.prototype.query as (...all: unknown[]) => unknown
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return run.apply(this, args)
    const name = nameOf(text)
    return run.call(this, name ? { name, text, values } : { text, values }, ...args.slice(2))
  }
}

import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { keepLatestMade } from '../../../shared/keep-latest.ts'
import { asVisitor } from '../../access/public.ts'
import type { MapBodies } from '../body.ts'
import { bodiesOf, loadEntries } from '../entry.queries.ts'
import type { Entry } from '../entry.ts'
import { type FoundNeighbour, loadNeighbourEntries, loadNeighbours } from '../hsds/neighbour.queries.ts'
import type { Measures, MeasuresOf } from '../measure.ts'
import { type OpenMap, openMaps } from '../open-map.queries.ts'
import { codesOf, MOST, PAGE_SIZE, type Question } from './find-question.ts'
import { askedOf } from './find-word.ts'

/** What the search of the database answers. */
export type Hits = {
  /** The map is open. */
  open: boolean
  total: number
  /** There are more than `total`. */
  most: boolean
  /** Nothing meets everything that was asked; these meet a part. */
  loose: boolean
  /** Words nobody has written, and what they were taken for. */
  meant: [typed: string, word: string][]
  items: { id: string; neighbour: string | null }[]
}

/** Searches what is shown of the transaction's map. */
export async function searchMap(
  tx: Tx,
  question: Question,
  page: { take: number; skip: number },
  { every, any, exact, meant }: Words,
): Promise<Hits> {
  const { rows } = await sql<{ hits: Omit<Hits, 'meant'> }>`
    select map_search_hits(${every}, ${any}, ${exact}, ${codesOf(question)}::text[], ${question.age ?? null}::int, ${MOST}::int, ${page.take}::int, ${page.skip}::int) as hits`.execute(
    tx,
  )
  return { ...rows[0]!.hits, meant }
}

/** What somebody typed, as the database asks for it, and what misspelt words were taken for. */
export type Words = { every: string | null; any: string | null; exact: string | null; meant: Hits['meant'] }
const NO_WORDS: Words = { every: null, any: null, exact: null, meant: [] }

const wordsOf = (db: Db, associationId: number, today: CalendarDay, text: string): Promise<Words> =>
  asVisitor(db, associationId, today, async (tx) => {
    const { rows } = await sql<{ words: Words }>`
      select map_search_words(${JSON.stringify(askedOf(text))}::jsonb) as words`.execute(tx)
    return { ...NO_WORDS, ...rows[0]!.words }
  })

/** Names of providers that are shown, by their ids. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ entryId: string; name: string }>`
    select entry_id as "entryId", name from map_entry
    where association_id = map_association() and entry_id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.entryId, row.name]))
}

/** What was found, in its order: entries of the map, and those of neighbours with whose they are. */
export type FoundOne = { entry: Entry } | FoundNeighbour
export type Found = Omit<Hits, 'items'> & { items: FoundOne[]; names: ReadonlyMap<string, string> }

/** One page of what the open map has for a question; undefined where the map is not open. */
export async function findEntries(
  db: Db,
  { associationId }: Pick<OpenMap, 'associationId'>,
  today: CalendarDay,
  question: Question,
  words: Promise<Words> = question.text ? wordsOf(db, associationId, today, question.text) : Promise.resolve(NO_WORDS),
): Promise<Found | undefined> {
  // Before the transaction: what waits for words must not hold the connection that somebody else needs to ask for them.
  const said = await words
  return asVisitor(db, associationId, today, async (tx) => {
    const page = { take: PAGE_SIZE, skip: (question.page - 1) * PAGE_SIZE }
    const { items, ...hits } = await searchMap(tx, question, page, said)
    if (!hits.open) return undefined
    const scope = { associationId }
    const idsOf = (own: boolean) => items.filter(({ neighbour }) => (neighbour === null) === own).map(({ id }) => id)
    const [entries, others, neighbours] = await Promise.all([
      loadEntries(tx, scope, idsOf(true)),
      loadNeighbourEntries(tx, scope, idsOf(false)),
      idsOf(false).length > 0 ? loadNeighbours(tx, scope) : [],
    ])
    const names = await namesOf(tx, [...new Set(entries.flatMap((entry) => entry.providerId ?? []))])
    const found = new Map<string, FoundOne>(entries.map((entry) => [entry.entryId, { entry }]))
    for (const entry of others) {
      const neighbour = neighbours.find((one) => one.neighbourId === entry.neighbourId)
      if (neighbour) found.set(entry.itemId, { entry, neighbour })
    }
    return { ...hits, items: items.flatMap(({ id }) => found.get(id) ?? []), names }
  })
}

export type FoundEntry = { entry: Entry; beside: Entry[]; names: ReadonlyMap<string, string> }

/** An entry of the open map, with the entries its links lead to and what a provider runs; undefined where there is none. */
export const findEntry = (
  db: Db,
  { associationId }: Pick<OpenMap, 'associationId'>,
  today: CalendarDay,
  entryId: string,
): Promise<FoundEntry | undefined> =>
  asVisitor(db, associationId, today, async (tx) => {
    const [[entry], around] = await Promise.all([
      loadEntries(tx, { associationId }, [entryId]),
      sql<{ id: string }>`
        select entry_id as id from map_entry where association_id = ${associationId} and provider_id = ${entryId}
        union select from_entry_id from map_link where association_id = ${associationId} and to_entry_id = ${entryId} and kind = 'parallel'
        limit 60`.execute(tx),
    ])
    if (!entry) return undefined
    const beside = [...entry.links.map((link) => link.toEntryId), ...around.rows.map(({ id }) => id)]
    const [entries, names] = await Promise.all([
      loadEntries(tx, { associationId }, [...new Set(beside)]),
      namesOf(tx, entry.providerId ? [entry.providerId] : []),
    ])
    return { entry, beside: entries.sort((a, b) => a.name.localeCompare(b.name, 'sv')), names }
  })

/** What may be chosen in the filters, and whose names an entry may carry. */
export type FindFrame = { bodies: MapBodies; areas: string[]; spoken: string[]; targets: string[] }

async function frameOf(db: Db, associationId: number, today: CalendarDay): Promise<FindFrame> {
  return asVisitor(db, associationId, today, async (tx) => {
    const [bodies, { rows }] = await Promise.all([
      bodiesOf(tx),
      sql<{ what: 'area' | 'spoken' | 'target'; code: string }>`select what, code from map_search_choices()`.execute(
        tx,
      ),
    ])
    const of = (what: string) => rows.filter((row) => row.what === what).map((row) => row.code)
    return {
      bodies,
      areas: of('area').sort((a, b) => a.localeCompare(b, 'sv')),
      spoken: of('spoken'),
      targets: of('target'),
    }
  })
}

/** Figures are measured at most so often; nobody is told of somebody's minute. */
const MEASURED_MS = 300_000

/**
 * Keeps what every page of the open search asks for, as long as the map is in the same state (`OpenMap.state`): what is changed
 * or hidden is so at once. Nothing of it is secret.
 */
export function openMapReader(db: Db, measuresOf: MeasuresOf) {
  const frames = keepLatestMade<FindFrame>(100)
  const said = keepLatestMade<Words>(2000)
  const measured = keepLatestMade<Measures>(100)
  const stateOf = (map: OpenMap, today: CalendarDay): string => `${map.associationId} ${map.state} ${today}`
  return {
    stateOf,
    /** The maps that are open now: asked each time, so that a map that is closed is closed. */
    maps: () => openMaps(db),
    words: (map: OpenMap, today: CalendarDay, text: string): Promise<Words> =>
      text === ''
        ? Promise.resolve(NO_WORDS)
        : said(`${stateOf(map, today)} ${text}`, () => wordsOf(db, map.associationId, today, text)),
    frame: (map: OpenMap, today: CalendarDay): Promise<FindFrame> =>
      frames(stateOf(map, today), () => frameOf(db, map.associationId, today)),
    /** What the program measures of queues and places, as somebody who does not refer may know it. */
    measures: (map: OpenMap, today: CalendarDay, now: Date): Promise<Measures> =>
      measured(`${map.associationId} ${today} ${Math.floor(now.getTime() / MEASURED_MS)}`, () =>
        asVisitor(db, map.associationId, today, (tx) => measuresOf(tx, today)),
      ),
  }
}
export type OpenMapReader = ReturnType<typeof openMapReader>

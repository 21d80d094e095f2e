import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { keepLatest, keepLatestMade } from '../../../shared/keep-latest.ts'
import { asVisitor } from '../../access/public.ts'
import type { MapBodies } from '../body.ts'
import { bodiesOf, loadEntries } from '../entry.queries.ts'
import type { Entry } from '../entry.ts'
import { type FoundNeighbour, loadNeighbourEntries, loadNeighbours } from '../hsds/neighbour.queries.ts'
import type { Measures, MeasuresOf } from '../measure.ts'
import { type OpenMap, openMaps } from '../open-map.queries.ts'
import type { AgeSpan } from './find-age.ts'
import { forAges, type Hits, hitsOf } from './find-hits.ts'
import { type FoundWord, type LoadedList, loadFindList, loadFoundWord } from './find-list.queries.ts'
import { agesOf, codesOf, MOST, type Question } from './find-question.ts'
import type { PlaceSet } from './find-set.ts'
import { type Asked, askedOf, asTyped, asWritten, type Written } from './find-word.ts'

/** Names of providers that are shown, by their ids. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ entryId: string; name: string }>`
    select entry_id as "entryId", name from map_entry
    where association_id = map_association() and entry_id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.entryId, row.name]))
}

/** What was found: entries of the map, and those of neighbours with whose they are. */
export type FoundOne = { entry: Entry } | FoundNeighbour

/** What stands behind hits, by their ids. */
export type Found = { ones: ReadonlyMap<string, FoundOne>; names: ReadonlyMap<string, string> }

export const loadFound = (
  db: Db,
  { associationId }: Pick<OpenMap, 'associationId'>,
  today: CalendarDay,
  items: Hits['items'],
): Promise<Found> =>
  asVisitor(db, associationId, today, async (tx) => {
    const scope = { associationId }
    const idsOf = (others: boolean) => items.filter(({ neighbour }) => neighbour === others).map(({ id }) => id)
    const [entries, others, neighbours] = await Promise.all([
      loadEntries(tx, scope, idsOf(false)),
      loadNeighbourEntries(tx, scope, idsOf(true)),
      idsOf(true).length > 0 ? loadNeighbours(tx, scope) : [],
    ])
    const names = await namesOf(tx, [...new Set(entries.flatMap((entry) => entry.providerId ?? []))])
    const ones = new Map<string, FoundOne>(entries.map((entry) => [entry.entryId, { entry }]))
    for (const entry of others) {
      const neighbour = neighbours.find((one) => one.neighbourId === entry.neighbourId)
      if (neighbour) ones.set(entry.itemId, { entry, neighbour })
    }
    return { ones, names }
  })

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

/** Of one map in one state: what it shows, and what each word, each filter and each age meets of it. */
type Known = {
  list(): Promise<LoadedList | undefined>
  ages(list: LoadedList, span: AgeSpan): PlaceSet
  word(list: LoadedList, asked: Asked): Promise<FoundWord>
}

// What is remembered of all open maps together, whichever are asked and however often they change: what nobody has asked for longest goes first.
/** Entries in lists, some 150 bytes each. */
const LISTED = 200_000
/** Bytes of what words and filters meet. */
const WORD_BYTES = 24_000_000
const AGES = 500
/** What a key and what holds it take. */
const KEPT_BYTES = 500

const bytesOf = ({ met }: FoundWord): number =>
  KEPT_BYTES + (met ? met.meets.byteLength + met.named.byteLength + (met.exact?.byteLength ?? 0) : 0)

/**
 * Keeps what every page of the open search and the open interface ask for, as long as the map is in the same state (`OpenMap.state`): what is changed
 * or hidden is so at once. Nothing of it is secret. One is made for the program.
 */
export function openMapReader(db: Db, measuresOf: MeasuresOf) {
  const frames = keepLatestMade<FindFrame>(100)
  const lists = keepLatestMade<LoadedList | undefined>(LISTED, (loaded) => 100 + (loaded?.list.size ?? 0))
  const words = keepLatestMade<FoundWord>(WORD_BYTES, bytesOf)
  const ages = keepLatest<PlaceSet>(AGES)
  const measured = keepLatestMade<Measures>(100)
  const stateOf = (map: OpenMap, today: CalendarDay): string => `${map.associationId} ${map.state} ${today}`
  return {
    stateOf,
    /** The maps that are open now: asked each time, so that a map that is closed is closed. */
    maps: () => openMaps(db),
    known(map: OpenMap, today: CalendarDay): Known {
      const state = stateOf(map, today)
      const visit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asVisitor(db, map.associationId, today, work)
      return {
        list: () => lists(state, () => visit(loadFindList)),
        ages: ({ list }, span) => ages(`${state} ${span.from} ${span.to}`, () => forAges(list, span)),
        word: (loaded, asked) =>
          words(`${state} ${JSON.stringify(asked)}`, () => visit((tx) => loadFoundWord(tx, loaded, asked))),
      }
    },
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

/** What a search finds, and what misspelt words were taken for. */
export type SearchResult = Hits & {
  meant: [typed: string, meant: Written][]
  /** Something was typed, and no word of it can be searched for: signs only. */
  wordless: boolean
}

/** One page of what an open map has for a question; undefined where the map is not open. */
export async function searchMap(
  known: Known,
  question: Question,
  page: { take: number; skip: number },
  most = MOST,
): Promise<SearchResult | undefined> {
  const loaded = await known.list()
  if (!loaded) return undefined
  const [words, filters] = await Promise.all([
    Promise.all(askedOf(question.text).map((asked) => known.word(loaded, asked))),
    Promise.all(codesOf(question).map((code) => known.word(loaded, { any: [], codes: [code] }))),
  ])
  const met = words.flatMap((word) => word.met ?? [])
  const narrow = filters.flatMap((one) => one.met?.meets ?? [])
  const ages = agesOf(question)
  if (ages) narrow.push(known.ages(loaded, ages))
  return {
    ...hitsOf(loaded.list, { words: met, filters: narrow }, most, page),
    meant: words.flatMap(({ meant }) =>
      meant.map(([typed, word]): SearchResult['meant'][number] => [asTyped(question.text, typed), asWritten(word)]),
    ),
    wordless: question.text !== '' && met.length === 0 && question.said === undefined,
  }
}

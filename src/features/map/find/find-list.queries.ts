import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { FindList, Met } from './find-hits.ts'
import { type PlaceSet, setOf, setWhere } from './find-set.ts'
import { type Asked, meantBy } from './find-word.ts'

/** An id as it comes packed, as a short text. */
const ID_BYTES = 16
const ITEM_BYTES = 21
const [NEIGHBOUR, PROVIDER] = [1, 2]

const packedAt = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + ID_BYTES)

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + ID_BYTES)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The list, and the place in it of an id as it comes packed. */
export type LoadedList = { list: FindList; placeOf: ReadonlyMap<string, number> }

/** What the transaction's map shows to everybody; undefined where it is not open. */
export async function loadFindList(tx: Tx): Promise<LoadedList | undefined> {
  const { rows } = await sql<{ items: Buffer | null }>`select map_search_list() as items`.execute(tx)
  const bytes = rows[0]?.items
  if (!bytes) return undefined
  const size = bytes.length / ITEM_BYTES
  const starts = Array.from({ length: size }, (_, place) => place * ITEM_BYTES)
  const flagged = (flag: number): PlaceSet =>
    setWhere(size, (place) => (bytes[starts[place]! + ITEM_BYTES - 1]! & flag) !== 0)
  return {
    list: {
      size,
      ids: starts.map((start) => uuidAt(bytes, start)),
      ageFrom: Int16Array.from(starts, (start) => bytes.readInt16BE(start + ID_BYTES)),
      ageTo: Int16Array.from(starts, (start) => bytes.readInt16BE(start + ID_BYTES + 2)),
      everything: setWhere(size, () => true),
      neighbours: flagged(NEIGHBOUR),
      providers: flagged(PROVIDER),
    },
    placeOf: new Map(starts.map((start, place) => [packedAt(bytes, start), place])),
  }
}

/** What one thing that is asked for meets, and what misspelt words of it were taken for. */
export type FoundWord = {
  /** Undefined where it asks for nothing: signs without a letter or a number. */
  met: Met | undefined
  /** Folded both. */
  meant: [typed: string, word: string][]
}

type Group = { meets: Buffer | null; named: Buffer | null; exact: Buffer | null; byParts: boolean }

async function groupOf(tx: Tx, asked: Asked): Promise<Group> {
  const { rows } = await sql<Group>`
    select meets, named, exact, by_parts as "byParts" from map_search_group(${JSON.stringify(asked)}::jsonb)`.execute(
    tx,
  )
  return rows[0]!
}

/** What is met by a word that was meant instead, where nothing has the one that was typed. */
async function guessed(tx: Tx, typed: string): Promise<{ group: Group; word: string } | undefined> {
  const { rows } = await sql<{ key: string }>`select key from map_search_near(${typed})`.execute(tx)
  for (const words of meantBy(
    typed,
    rows.map(({ key }) => key),
  )) {
    const group = await groupOf(tx, { any: [], codes: [], parts: words })
    if (group.byParts) return { group, word: words[0]! }
  }
  return undefined
}

export async function loadFoundWord(tx: Tx, { list: { size }, placeOf }: LoadedList, asked: Asked): Promise<FoundWord> {
  const [typed = ''] = asked.any
  const said = await groupOf(tx, asked)
  const guess = asked.guess && said.meets?.length === 0 ? await guessed(tx, typed) : undefined
  const { meets, named } = guess?.group ?? said
  function* places(bytes: Buffer): Generator<number> {
    for (let at = 0; at < bytes.length; at += ID_BYTES) {
      const place = placeOf.get(packedAt(bytes, at))
      // None: shown since the list was asked for. The map has another state by now, and the next request another list.
      if (place !== undefined) yield place
    }
  }
  const set = (bytes: Buffer): PlaceSet => setOf(size, places(bytes))
  const instead = guess?.word ?? (said.byParts ? asked.parts?.[0] : undefined)
  return {
    met:
      meets && named
        ? { meets: set(meets), named: set(named), exact: said.exact ? set(said.exact) : undefined }
        : undefined,
    meant: instead === undefined ? [] : [[typed, instead]],
  }
}

import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { asVisitor } from '../../access/public.ts'
import type { MapScope } from '../entry.queries.ts'
import type { OpenMap } from '../open-map.queries.ts'
import type { Neighbour, NeighbourEntry, NeighbourProblem } from './neighbour.ts'

/** The neighbours of the map that is read, by name. */
export async function loadNeighbours(tx: Tx, { associationId }: MapScope): Promise<Neighbour[]> {
  const rows = await tx
    .selectFrom('mapNeighbour')
    .select(['neighbourId', 'name', 'address', 'goodAt', 'entries', 'leftOut', 'triedAt', 'problem', 'detail'])
    .where('associationId', '=', associationId)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, problem: row.problem as NeighbourProblem | null }))
}

/** Entries of neighbours by their ids, in no order that can be relied on. */
export async function loadNeighbourEntries(
  tx: Tx,
  { associationId }: MapScope,
  ids: readonly string[],
): Promise<NeighbourEntry[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('mapNeighbourEntry')
    .selectAll()
    .where('associationId', '=', associationId)
    .where(sql<boolean>`item_id = any (${[...ids]}::uuid[])`)
    .execute()
  return rows.map(({ associationId: _, ...row }) => row)
}

export type FoundNeighbour = { entry: NeighbourEntry; neighbour: Neighbour }

/** An entry of a neighbour of an open map, with whose it is. */
export const findNeighbourEntry = (
  db: Db,
  map: OpenMap,
  today: CalendarDay,
  itemId: string,
): Promise<FoundNeighbour | undefined> =>
  asVisitor(db, map.associationId, today, async (tx) => {
    const [[entry], neighbours] = await Promise.all([loadNeighbourEntries(tx, map, [itemId]), loadNeighbours(tx, map)])
    const neighbour = neighbours.find((one) => one.neighbourId === entry?.neighbourId)
    return entry && neighbour && { entry, neighbour }
  })

import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { MapAuthority, MapBodies, MapUnit } from './body.ts'
import type { Entry, EntryLink, Opening } from './entry.ts'
import { type EntryRow, entryOf, openingOf, placeOf } from './entry-row.queries.ts'
import type { Place } from './place.ts'

/** Authorities and units of the map that is read. */
export async function bodiesOf(tx: Tx): Promise<MapBodies> {
  const [authorities, units] = await Promise.all([
    sql<MapAuthority>`select authority_id as "authorityId", kind, name from map_authorities()`.execute(tx),
    sql<MapUnit>`select unit_id as "unitId", authority_id as "authorityId", kind, name, phone, active from map_units()`.execute(
      tx,
    ),
  ])
  return { authorities: authorities.rows, units: units.rows }
}

/** Of whose map: `association` is the number in the transaction (the viewer's, or the visited one). */
export type MapScope = { associationId: number }

const grouped = <T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const of = groups.get(key(row))
    if (of) of.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** One parameter, however many there are. */
const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any (${[...ids]}::uuid[])`

async function complete(tx: Tx, { associationId }: MapScope, rows: EntryRow[], few: boolean): Promise<Entry[]> {
  const ids = rows.map((row) => row.entryId)
  const [openings, at, links] = await Promise.all([
    tx
      .selectFrom('mapOpening')
      .selectAll()
      .where('associationId', '=', associationId)
      .$if(few, (query) => query.where(among('entry_id', ids)))
      .orderBy('openingId')
      .execute(),
    tx
      .selectFrom('mapEntryPlace as ep')
      .innerJoin('mapPlace as p', (join) =>
        join.onRef('p.associationId', '=', 'ep.associationId').onRef('p.placeId', '=', 'ep.placeId'),
      )
      .selectAll('p')
      .select('ep.entryId')
      .where('ep.associationId', '=', associationId)
      .$if(few, (query) => query.where(among('ep.entry_id', ids)))
      .orderBy('p.name')
      .orderBy('p.placeId')
      .execute(),
    tx
      .selectFrom('mapLink')
      .selectAll()
      .where('associationId', '=', associationId)
      .$if(few, (query) => query.where(among('from_entry_id', ids)))
      .orderBy('kind')
      .orderBy('toEntryId')
      .execute(),
  ])
  const [openingsOf, placesOf, linksOf] = [
    grouped(openings, (row) => row.entryId),
    grouped(at, (row) => row.entryId),
    grouped(links, (row) => row.fromEntryId),
  ]
  return rows.map((row) =>
    entryOf(row, {
      openings: (openingsOf.get(row.entryId) ?? []).map((one): Opening => openingOf(one)),
      places: (placesOf.get(row.entryId) ?? []).map((one): Place => placeOf(one)),
      links: (linksOf.get(row.entryId) ?? []).map(
        ({ toEntryId, kind, note }): EntryLink => ({ toEntryId, kind: kind as EntryLink['kind'], note }),
      ),
    }),
  )
}

/**
 * The whole map by name, as the reader may see it, with places, openings and links. Entries that were removed are left
 * out; closed ones are there for staff and say so.
 */
export async function loadMap(tx: Tx, scope: MapScope): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('mapEntry')
    .selectAll()
    .where('associationId', '=', scope.associationId)
    .where('status', '!=', 'removed')
    .orderBy('name')
    .orderBy('entryId')
    .execute()
  return complete(tx, scope, rows, false)
}

/** Some entries by their ids, in no order that can be relied on; removed ones too. */
export async function loadEntries(tx: Tx, scope: MapScope, ids: readonly string[]): Promise<Entry[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('mapEntry')
    .selectAll()
    .where('associationId', '=', scope.associationId)
    .where(among('entry_id', ids))
    .execute()
  return rows.length === 0 ? [] : complete(tx, scope, rows, true)
}

export const loadEntry = async (tx: Tx, scope: MapScope, entryId: string): Promise<Entry | undefined> =>
  (await loadEntries(tx, scope, [entryId]))[0]

/** The entries beside one: its provider, what it provides, where one comes from and goes to, what runs at the same time. */
export async function loadBeside(tx: Tx, scope: MapScope, entry: Entry): Promise<Entry[]> {
  const { rows } = await sql<{ id: string }>`
    select from_entry_id as id from map_link where association_id = ${scope.associationId} and to_entry_id = ${entry.entryId}
    union select entry_id from map_entry where association_id = ${scope.associationId} and provider_id = ${entry.entryId}`.execute(
    tx,
  )
  const ids = new Set([...rows.map(({ id }) => id), ...entry.links.map((link) => link.toEntryId)])
  if (entry.providerId) ids.add(entry.providerId)
  const found = await loadEntries(tx, scope, [...ids])
  return found.filter((one) => one.status !== 'removed').sort((a, b) => a.name.localeCompare(b.name, 'sv'))
}

/** The places of the map by name. */
export async function loadPlaces(tx: Tx, { associationId }: MapScope): Promise<Place[]> {
  const rows = await tx
    .selectFrom('mapPlace')
    .selectAll()
    .where('associationId', '=', associationId)
    .orderBy('name')
    .orderBy('placeId')
    .execute()
  return rows.map(placeOf)
}

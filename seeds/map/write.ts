import type pg from 'pg'
import { columnsOf } from '../../src/features/map/entry-row.queries.ts'
import { calendarDay, instant } from '../day-number.ts'
import { put, type WrittenRow as Row } from '../put.ts'
import type { Random } from '../random.ts'
import type { ToldMap } from './told.ts'

/**
 * Writes a told map. What is stamped by triggers is written too: while a large database is loaded no trigger runs. Run as the
 * owner of the tables.
 */
export async function writeMap(
  client: pg.ClientBase,
  associationId: number,
  { places, entries }: ToldMap,
  random: Random,
): Promise<void> {
  const own = { associationId }
  const shownOf = new Map(
    entries.map(({ entry }) => [
      entry.entryId,
      entry.isPublic && entry.status !== 'closed' && entry.status !== 'removed',
    ]),
  )
  const all = entries.map(({ entry }) => entry)
  const shownPlaces = new Set(all.filter(({ entryId }) => shownOf.get(entryId)).flatMap(({ placeIds }) => placeIds))
  await put(
    client,
    'map_place',
    places.map((place) => ({ ...own, ...place, shown: shownPlaces.has(place.placeId) })),
  )
  await put(
    client,
    'map_entry',
    all.map((entry) => ({
      ...own,
      entryId: entry.entryId,
      ...columnsOf(entry),
      unread: entry.unread,
      verifiedOn: entry.verifiedOn,
      verifiedBy: entry.verifiedBy,
      createdOn: entry.createdOn,
      changedAt: entry.changedAt,
      version: entry.version,
    })),
  )
  const beside = <T>(each: (entry: (typeof all)[number]) => readonly T[], row: (one: T) => Row): Row[] =>
    all.flatMap((entry) =>
      each(entry).map((one) => ({ ...own, entryId: entry.entryId, ...row(one), shown: shownOf.get(entry.entryId) })),
    )
  await put(
    client,
    'map_entry_place',
    beside(
      (entry) => entry.placeIds,
      (placeId) => ({ placeId }),
    ),
  )
  await put(
    client,
    'map_opening',
    beside(
      (entry) => entry.openings,
      (one) => ({ openingId: random.id(instant(0, 0)), ...one }),
    ),
  )
  await put(
    client,
    'map_link',
    all.flatMap((entry) =>
      entry.links.map((link) => ({
        ...own,
        fromEntryId: entry.entryId,
        ...link,
        shown: shownOf.get(entry.entryId) && shownOf.get(link.toEntryId),
      })),
    ),
  )
  await put(
    client,
    'map_event',
    entries.flatMap(({ entry, events }) =>
      events.map((event) => ({
        ...own,
        mapEventId: random.id(instant(event.on, 540)),
        entryId: entry.entryId,
        kind: event.kind,
        version: event.snapshot.version,
        onDay: calendarDay(event.on),
        at: event.snapshot.changedAt,
        actorId: event.by,
        fields: event.fields,
        snapshot: event.snapshot,
      })),
    ),
  )
}

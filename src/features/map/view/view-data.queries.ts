import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { MapBodies } from '../body.ts'
import { bodiesOf, loadMap, loadPlaces, type MapScope } from '../entry.queries.ts'
import type { Entry, EntryLink } from '../entry.ts'
import { stated } from '../entry-row.queries.ts'
import { loadMapAsOf } from '../history.queries.ts'
import { areasOf, type Place } from '../place.ts'
import type { DrawnEntry } from './drawn-entry.ts'

/** Authorities, units and areas of the map: what can be chosen. An area with a place but no entry is there too. */
export async function knownOfMap(tx: Tx, scope: MapScope): Promise<{ bodies: MapBodies; areas: string[] }> {
  const [bodies, places] = await Promise.all([bodiesOf(tx), loadPlaces(tx, scope)])
  return { bodies, areas: areasOf(places) }
}

/** What the pictures need of the map as it is now, by name: a tenth of what whole entries weigh. */
async function drawnMap(tx: Tx, { associationId }: MapScope): Promise<DrawnEntry[]> {
  const [rows, places, links] = await Promise.all([
    tx
      .selectFrom('mapEntry')
      .select(['entryId', 'kind', 'name', 'status', 'authorityId', 'unitId', 'providerId', 'intakeUnitId', 'method'])
      .select(['ageFrom', 'ageTo', 'needLevels', 'workDistances', 'targetGroups', 'waysIn'])
      .select([
        'capacity',
        'capacityOn',
        'freePlaces',
        'freePlacesOn',
        'queued',
        'queuedOn',
        'waitingDays',
        'waitingDaysOn',
      ])
      .where('associationId', '=', associationId)
      .where('status', '!=', 'removed')
      .orderBy('name')
      .orderBy('entryId')
      .execute(),
    tx
      .selectFrom('mapEntryPlace as ep')
      .innerJoin('mapPlace as p', (join) =>
        join.onRef('p.associationId', '=', 'ep.associationId').onRef('p.placeId', '=', 'ep.placeId'),
      )
      .select(['ep.entryId', 'p.kind', 'p.area'])
      .where('ep.associationId', '=', associationId)
      .orderBy('p.name')
      .orderBy('p.placeId')
      .execute(),
    tx
      .selectFrom('mapLink')
      .select(['fromEntryId', 'toEntryId', 'kind'])
      .where('associationId', '=', associationId)
      .orderBy('kind')
      .orderBy('toEntryId')
      .execute(),
  ])
  const entries = rows.map(
    ({ capacityOn, freePlacesOn, queuedOn, waitingDaysOn, ...row }) =>
      ({
        ...row,
        capacity: stated(row.capacity, capacityOn),
        freePlaces: stated(row.freePlaces, freePlacesOn),
        queued: stated(row.queued, queuedOn),
        waitingDays: stated(row.waitingDays, waitingDaysOn),
        places: [] as Pick<Place, 'kind' | 'area'>[],
        links: [] as Pick<EntryLink, 'toEntryId' | 'kind'>[],
        // The closed lists are checked by the table.
      }) as DrawnEntry & { places: Pick<Place, 'kind' | 'area'>[]; links: Pick<EntryLink, 'toEntryId' | 'kind'>[] },
  )
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]))
  for (const { entryId, kind, area } of places) byId.get(entryId)?.places.push({ kind: kind as Place['kind'], area })
  for (const { fromEntryId, toEntryId, kind } of links)
    byId.get(fromEntryId)?.links.push({ toEntryId, kind: kind as EntryLink['kind'] })
  return entries
}

/** What is drawn of the map now, or as it was at the end of a day. */
export const drawnOn = (tx: Tx, scope: MapScope, day: CalendarDay | null): Promise<DrawnEntry[]> =>
  day === null ? drawnMap(tx, scope) : loadMapAsOf(tx, scope, day)

/** The whole map now, or as it was at the end of a day. */
export const mapOn = (tx: Tx, scope: MapScope, day: CalendarDay | null): Promise<Entry[]> =>
  day === null ? loadMap(tx, scope) : loadMapAsOf(tx, scope, day)

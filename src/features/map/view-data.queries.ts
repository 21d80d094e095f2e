import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { MapBodies } from './body.ts'
import { bodiesOf, loadMap, loadPlaces, type MapScope } from './entry.queries.ts'
import type { Entry } from './entry.ts'
import { loadMapAsOf } from './history.queries.ts'
import { areasOf } from './place.ts'

/** Authorities, units and areas of the map: what can be chosen. An area with a place but no entry is there too. */
export async function knownOfMap(tx: Tx, scope: MapScope): Promise<{ bodies: MapBodies; areas: string[] }> {
  const [bodies, places] = await Promise.all([bodiesOf(tx), loadPlaces(tx, scope)])
  return { bodies, areas: areasOf(places) }
}

/** The map now, or as it was at the end of a day. */
export const mapOn = (tx: Tx, scope: MapScope, day: CalendarDay | null): Promise<Entry[]> =>
  day === null ? loadMap(tx, scope) : loadMapAsOf(tx, scope, day)

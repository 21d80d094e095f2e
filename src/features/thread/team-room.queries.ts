import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import type { Measure } from '../map/public.ts'

const rooms = compileOnce(
  (_db, _given: Record<string, never>) => sql<Measure & { unitId: number }>`
    select unit_id as "unitId", capacity, free_places as "freePlaces", queued, waiting_days as "waitingDays" from team_room()`,
)

/** What the program measures of each team's room, by unit; small counts are left out for those who do not refer. */
export async function teamRooms(tx: Tx): Promise<Map<number, Measure>> {
  return new Map((await rooms(tx, {})).map(({ unitId, ...measure }) => [unitId, measure]))
}

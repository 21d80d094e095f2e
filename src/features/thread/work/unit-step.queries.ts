import { sql } from 'kysely'
import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Destination, Step } from '../../map/public.ts'

type Row = { fromUnitId: number; toUnitId: number | null; destination: Destination | null; people: number }

const rows = compileOnce(
  (_db, { today }: { today: CalendarDay }) => sql<Row>`
    select from_unit as "fromUnitId", to_unit as "toUnitId", destination, people from unit_steps(${today})`,
)

/** How people went between units in the last year, and where they went in the end; never fewer than five. */
export async function unitSteps(tx: Tx, today: CalendarDay): Promise<Step[]> {
  return (await rows(tx, { today })).map(({ fromUnitId, toUnitId, destination, people }) =>
    toUnitId !== null ? { fromUnitId, toUnitId, people } : { fromUnitId, destination: destination!, people },
  )
}

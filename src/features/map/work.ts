import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Viewer } from '../access/public.ts'

/** Who works, in which transaction, on which day. A `Visit` is one. */
export type MapWork = { tx: Tx; viewer: Viewer; today: CalendarDay }

/** Where a change comes from: rows of a sheet share a batch, so that they can be undone together. */
export type Source = {
  batchId?: string | undefined
  /** Whoever writes also says that everything is right today. Yes unless said. */
  verified?: boolean | undefined
}

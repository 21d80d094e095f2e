import type { Filter } from '../core/filter.ts'
import type { Audience } from '../report/saved-report.queries.ts'

/** What is asked for: for whom, about whom, and for outside whether counts are rounded. */
export type OrderForm = { audience: Audience; filter: Filter; roundTo: number | undefined }

/** Why no report was made: what the guard says, or that the round is not closed (any more). */
export const ORDER_REFUSALS = ['notClosed', 'too-few', 'few-people', 'small-number', 'too-many'] as const
export type OrderRefusal = (typeof ORDER_REFUSALS)[number]

/** A report somebody has asked for. `ordered`: it waits, or is being made · `saved` · `refused`: with why, and beside which saved reports. */
export type Order = {
  orderId: string
  roundId: string
  unitId: number
  audience: Audience
  filter: Record<string, unknown>
  roundTo: number | null
  state: 'ordered' | 'saved' | 'refused'
  because: string | null
  withReports: string[]
  reportId: string | null
  orderedAt: Date
}

/** A report takes seconds. After so long something is wrong, and it may be asked for again. */
const LATE_MS = 300_000

export const isLate = ({ orderedAt }: Pick<Order, 'orderedAt'>, now: Date): boolean =>
  now.getTime() - orderedAt.getTime() > LATE_MS

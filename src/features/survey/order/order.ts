import { type Filter, filterOf } from '../core/filter.ts'
import type { Audience } from '../report/saved-report.queries.ts'

/** What is asked for: for whom, about whom, and for outside whether counts are rounded. */
export type OrderForm = { audience: Audience; filter: Filter; roundTo: number | undefined }

/**
 * Why no report was made: what the guard says, or that a round is not closed (any more) or its ratings are deleted; of a joint report also that fewer than two rounds are in it,
 * or that they were rated by different lists. The database itself says that ratings were deleted, a round taken back or the whole given up while it was being
 * made; the job, that making it failed.
 */
export type OrderRefusal =
  | 'deleted'
  | 'notClosed'
  | 'fewParts'
  | 'lists'
  | 'too-few'
  | 'few-beside'
  | 'few-people'
  | 'small-number'
  | 'too-many'

/**
 * A report somebody has asked for, of a round or a joint one. `ordered`: it waits, or is being made · `saved` · `refused`: with why, beside which saved reports
 * and because of which units.
 */
export type Order = {
  orderId: string
  roundId: string | null
  jointId: string | null
  unitId: number
  audience: Audience
  filter: Record<string, unknown>
  roundTo: number | null
  state: 'ordered' | 'saved' | 'refused'
  because: OrderRefusal | 'takenBack' | 'over' | 'failed' | null
  withReports: string[]
  withUnits: number[]
  reportId: string | null
  orderedAt: Date
}

/** Whether an order that waits is of the same people, for the same, as what is asked for now. */
export const asksTheSame = (order: Order, { audience, filter, roundTo }: OrderForm): boolean =>
  order.audience === audience &&
  order.roundTo === (roundTo ?? null) &&
  JSON.stringify(filterOf(order.filter)) === JSON.stringify(filterOf(filter))

/** A report takes seconds. After so long it has been tried for the last time, or the program died each time, and it may be asked for again. */
const LATE_MS = 1_800_000

export const isLate = ({ orderedAt }: Pick<Order, 'orderedAt'>, now: Date): boolean =>
  now.getTime() - orderedAt.getTime() > LATE_MS

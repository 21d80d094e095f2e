import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'

/** Where somebody went who was discharged. */
export const DESTINATIONS = ['work_or_studies', 'right_benefit', 'care', 'moved', 'other'] as const
export type Destination = (typeof DESTINATIONS)[number]

/** How many people went one way in the last year. Never fewer than five: those are not told. */
export type Step = { fromUnitId: number; people: number } & ({ toUnitId: number } | { destination: Destination })

/** What was measured, on a day. Given by the composition root: the map does not know where it comes from. */
export type StepsOf = (tx: Tx, today: CalendarDay) => Promise<readonly Step[]>

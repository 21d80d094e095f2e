import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Viewer } from '../../access/public.ts'

/** Who works, in which transaction, when. A `Visit` is one. */
export type SurveyWork = { tx: Tx; viewer: Viewer; today: CalendarDay; now: Date }

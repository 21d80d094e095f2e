import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts'
import type { Entry } from './entry.ts'

/** Half a year after somebody last looked it fades and asks; after a year nobody should rely on it. */
export const ASK_AFTER_DAYS = 183
export const STALE_AFTER_DAYS = 365

/** `fresh`: looked at lately. `ask`: time to look. `stale`: too old to rely on. `never`: nobody has said it is right. */
export type Freshness = 'fresh' | 'ask' | 'stale' | 'never'

export function freshness(entry: Pick<Entry, 'verifiedOn'>, today: CalendarDay): Freshness {
  if (!entry.verifiedOn) return 'never'
  const days = daysBetween(entry.verifiedOn, today)
  return days > STALE_AFTER_DAYS ? 'stale' : days > ASK_AFTER_DAYS ? 'ask' : 'fresh'
}

/** A typed figure older than this says little about today. */
export const STATED_OLD_DAYS = 60

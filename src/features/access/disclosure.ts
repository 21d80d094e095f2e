import { addDays, type CalendarDay, daysBetween, parseDay } from '../../shared/calendar-day.ts'
import type { AuthorityKind } from './viewer.ts'

/** The kinds of information that are opened one by one; `identity` always comes along, `referral` never. */
export const DISCLOSABLE = ['plan', 'attendance', 'assessment', 'health', 'economy', 'notes'] as const
export type Disclosable = (typeof DISCLOSABLE)[number]

/**
 * Why a look across is lawful: the person's consent (OSL 12:2), or one of the rules that break secrecy between authorities
 * (OSL 10 kap.). Consent that lifts secrecy is not the basis of processing under the GDPR.
 */
export type DisclosureGround = 'consent' | StatutoryGround
export const STATUTORY_GROUNDS = ['osl_10_2', 'osl_10_15a', 'osl_10_27', 'osl_10_28'] as const
export type StatutoryGround = (typeof STATUTORY_GROUNDS)[number]

/**
 * Which statutory grounds an authority's data can be given on. 10:27 is not for social services (26:1) nor health care (25:1);
 * 10:15 a not for health care. Whether municipal labour-market work is under 26:1 or 28:11 depends on its organisation: the
 * stricter rule is taken.
 */
export const GROUNDS_OF: Record<AuthorityKind, readonly StatutoryGround[]> = {
  municipality: ['osl_10_2', 'osl_10_15a', 'osl_10_28'],
  region: ['osl_10_2', 'osl_10_28'],
  employment: STATUTORY_GROUNDS,
  insurance: STATUTORY_GROUNDS,
  association: [],
}

/** How long a consent may last, in months; half a year unless another is chosen, and never longer than a year. */
export const CONSENT_MONTHS = [1, 3, 6, 12] as const
export const USUAL_MONTHS = 6

/** The same date some months later; the last of the month where that month is shorter. */
export function addMonths(from: CalendarDay, months: number): CalendarDay {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const start = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
  for (let day = date; day > 28; day--) {
    const found = parseDay(`${start}-${String(day).padStart(2, '0')}`)
    if (found) return found
  }
  return `${start}-${String(Math.min(date, 28)).padStart(2, '0')}` as CalendarDay
}

/** A statutory disclosure is for a need, not for good: at most a year. */
export const LONGEST_DAYS = 366

export type DisclosureState = 'upcoming' | 'open' | 'lapsed' | 'withdrawn'

type Period = { validFrom: CalendarDay; validUntil: CalendarDay; withdrawnAt: Date | null }

export function disclosureState(one: Period, today: CalendarDay): DisclosureState {
  if (one.withdrawnAt) return 'withdrawn'
  if (one.validUntil < today) return 'lapsed'
  return one.validFrom > today ? 'upcoming' : 'open'
}

/** What can still be done: only what stands can be ended. */
export const DISCLOSURE_ACTIONS: Record<DisclosureState, readonly 'end'[]> = {
  upcoming: ['end'],
  open: ['end'],
  lapsed: [],
  withdrawn: [],
}

/** Days after today on which it is still open; 0 on the last day. */
export const daysLeft = (one: Pick<Period, 'validUntil'>, today: CalendarDay): number =>
  daysBetween(today, one.validUntil)

/** From how many days before the end somebody is reminded. */
export const LAPSING_DAYS = 21
export const lapsesSoon = (one: Period, today: CalendarDay): boolean =>
  disclosureState(one, today) === 'open' && one.validUntil <= addDays(today, LAPSING_DAYS)

/** Who can be given a look: a whole authority, or one of its units. As a form's value `authority-12`, `unit-40`. */
export type Receiver = {
  value: string
  authorityId: number
  authorityName: string
  authorityKind: AuthorityKind
  unitId: number | null
  unitName: string | null
}

export const receiverValue = (authorityId: number, unitId: number | null): string =>
  unitId === null ? `authority-${authorityId}` : `unit-${unitId}`

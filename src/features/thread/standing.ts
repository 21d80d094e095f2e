import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { ThreadState } from './participant.ts'
import type { ReferralState, VisitOutcome } from './referral/referral.ts'

/**
 * Where a person stands, in the one word that every page uses: lists, Today, the thread, the referral, the queue, the figures.
 * `begun` and `referred` are said only where the viewer sees no referral that says it closer; `partEnded` to a unit that keeps the thread and is not told
 * where the person stands now.
 */
export type Standing = ReferralStanding | 'begun' | 'referred' | 'discharged' | 'partEnded'
export type ReferralStanding =
  | ('draft' | 'sent' | 'received' | 'visitPlanned' | 'visitDone' | 'visitMissed' | 'visitCancelled')
  | ('queued' | 'called' | 'takenIn' | 'declined' | 'redirected' | 'withdrawn')

/** What of a referral says where the person stands. */
export type ReferralStands = {
  state: ReferralState
  studyVisitOutcome: VisitOutcome | null
  /** The day the person is called to intake. */
  calledOn: CalendarDay | null
  takenInOn: CalendarDay | null
  /** Taken up again in a new referral: an answer with no waits for nobody any longer. */
  continued: boolean
}

/** What the sentences about a referral are made of: where it stands, since when, who does what next. */
export type Told = ReferralStands & {
  fromName: string
  toName: string | null
  contactName: string
  sentOn: CalendarDay | null
  receivedOn: CalendarDay | null
  studyVisitOn: CalendarDay | null
  decidedOn: CalendarDay | null
}

const VISIT = {
  planned: 'visitPlanned',
  done: 'visitDone',
  no_show: 'visitMissed',
  cancelled: 'visitCancelled',
} as const

/** Where a referral stands. */
export function standingOf({
  state,
  studyVisitOutcome,
  takenInOn,
  calledOn,
}: Omit<ReferralStands, 'continued'>): ReferralStanding {
  if (state === 'accepted') return takenInOn !== null ? 'takenIn' : calledOn !== null ? 'called' : 'queued'
  if (state === 'study_visit') return VISIT[studyVisitOutcome ?? 'planned']
  return state
}

/** The states of a referral that a thread in this state has come to by it. */
export const REFERRALS_OF: Record<'begun' | 'referred' | 'queued', readonly ReferralState[]> = {
  begun: ['draft', 'declined', 'redirected', 'withdrawn'],
  referred: ['sent', 'received', 'study_visit'],
  queued: ['accepted'],
}

/** The referral that says closest where the thread stands: of those it has come to by them the one begun last (ids grow with time). */
export function tellingReferral<T extends ReferralStands & { referralId: string }>(
  state: ThreadState,
  referrals: readonly T[],
): T | undefined {
  if (state === 'active' || state === 'discharged') return undefined
  return referrals
    .filter((one) => REFERRALS_OF[state].includes(one.state) && one.takenInOn === null)
    .reduce<T | undefined>((last, one) => (last && last.referralId > one.referralId ? last : one), undefined)
}

/**
 * Where a thread stands: by itself once a team has the person, until then by the referral that tells (`tellingReferral`), where
 * the viewer may see it.
 */
export function standingOfThread(state: ThreadState, telling: ReferralStands | null | undefined): Standing {
  if (state === 'active') return 'takenIn'
  return telling ? standingOf(telling) : state
}

import { type CalendarDay, daysBetween, earlier, later } from '../../../shared/calendar-day.ts'

/** Where a referral stands. `accepted` means waiting for intake, or taken in (`takenInOn`). */
export const REFERRAL_STATES = [
  'draft',
  'sent',
  'received',
  'study_visit',
  'accepted',
  'declined',
  'redirected',
  'withdrawn',
] as const
export type ReferralState = (typeof REFERRAL_STATES)[number]

export const REFERRAL_ACTIONS = [
  'edit',
  'send',
  'receive',
  'plan-visit',
  'note-visit',
  'queue',
  'take-in',
  'decline',
  'redirect',
  'withdraw',
  'reopen',
] as const
export type ReferralAction = (typeof REFERRAL_ACTIONS)[number]

/** What may be done next: drives the buttons and the refusals alike. */
export const NEXT_ACTIONS: Record<ReferralState, readonly ReferralAction[]> = {
  draft: ['edit', 'send', 'withdraw'],
  sent: ['receive', 'plan-visit', 'queue', 'take-in', 'decline', 'redirect', 'withdraw'],
  received: ['plan-visit', 'queue', 'take-in', 'decline', 'redirect', 'withdraw'],
  study_visit: ['note-visit', 'plan-visit', 'queue', 'take-in', 'decline', 'redirect', 'withdraw'],
  accepted: ['take-in', 'decline', 'redirect', 'withdraw'],
  declined: ['reopen'],
  redirected: ['reopen'],
  withdrawn: ['reopen'],
}

/** The unit that sends, or the one it was sent to. */
export type Side = 'sender' | 'receiver'

/** Who does what: the receiver never edits the sender's text, the sender never decides. */
export const DONE_BY: Record<ReferralAction, Side> = {
  edit: 'sender',
  send: 'sender',
  receive: 'receiver',
  'plan-visit': 'receiver',
  'note-visit': 'receiver',
  queue: 'receiver',
  'take-in': 'receiver',
  decline: 'receiver',
  redirect: 'receiver',
  withdraw: 'sender',
  reopen: 'sender',
}

/** The person's words stand above the thread when they are not longer than this, in characters. */
export const HEADLINE = 2000

export type VisitOutcome = 'planned' | 'done' | 'no_show' | 'cancelled'
export const DECLINE_GROUNDS = ['no_places', 'other_fits_better', 'person_declined', 'no_show', 'other'] as const
export type DeclineGround = (typeof DECLINE_GROUNDS)[number]

/** What the rules need to know of a referral and what stands about it. */
export type ReferralFacts = {
  state: ReferralState
  unitId: number
  toUnitId: number | null
  studyVisitOutcome: VisitOutcome | null
  takenInOn: CalendarDay | null
  /** Already taken up again in a new referral. */
  continued: boolean
  /** What a draft still lacks to be sent. */
  missing: readonly MissingPart[]
  /** The team the person is active in today, if any. */
  activeUnitId: number | null
  /** The receiving team takes in by order, and somebody stands before this person. */
  othersBefore: boolean
  /** The identity is protected, and nobody of the receiving team is named for it: nobody there would know whom they meet. */
  unnamed: boolean
}

/** Parts without which a referral is not sent; that the person has agreed is asked when it is. */
const MISSING_PARTS = ['reason', 'toUnitId'] as const
export type MissingPart = (typeof MISSING_PARTS)[number]

export const missingOf = (draft: { reason: string; toUnitId: number | null }): MissingPart[] =>
  MISSING_PARTS.filter((part) => (part === 'reason' ? draft.reason.trim() === '' : draft.toUnitId === null))

/** The sides the viewer stands on; a draft has no receiver yet. */
export function sidesOf(inUnit: (unitId: number | null) => boolean, facts: ReferralFacts): Side[] {
  const sides: Side[] = []
  if (inUnit(facts.unitId)) sides.push('sender')
  if (facts.state !== 'draft' && facts.toUnitId !== null && inUnit(facts.toUnitId)) sides.push('receiver')
  return sides
}

/** Why an action cannot be taken now: a key of the texts (`blocked.…`). */
export type Blocked =
  | 'state'
  | 'side'
  | 'missing'
  | 'visitNoted'
  | 'alreadyActive'
  | 'activeElsewhere'
  | 'othersBefore'
  | 'notFirst'
  | 'unnamed'
  | 'takenIn'
  | 'continued'

/** Why somebody on these sides cannot do this now; undefined when they can. */
export function blockedBy(facts: ReferralFacts, sides: readonly Side[], action: ReferralAction): Blocked | undefined {
  if (!sides.includes(DONE_BY[action])) return 'side'
  if (!NEXT_ACTIONS[facts.state].includes(action)) return 'state'
  if (facts.takenInOn !== null) return 'takenIn'
  if (action === 'send' && facts.missing.length > 0) return 'missing'
  if (action === 'note-visit' && facts.studyVisitOutcome !== 'planned') return 'visitNoted'
  if (action === 'reopen' && facts.continued) return 'continued'
  if (action === 'queue' || action === 'take-in') {
    if (facts.activeUnitId !== null && facts.activeUnitId === facts.toUnitId) return 'alreadyActive'
    if (action === 'take-in' && facts.activeUnitId !== null) return 'activeElsewhere'
    if (action === 'take-in' && facts.unnamed) return 'unnamed'
    if (action === 'take-in' && facts.othersBefore) return facts.state === 'accepted' ? 'notFirst' : 'othersBefore'
  }
  return undefined
}

/** What these sides may see as buttons in this state, each with the reason it cannot be pressed now. */
export const offeredActions = (
  facts: ReferralFacts,
  sides: readonly Side[],
): { action: ReferralAction; blocked: Blocked | undefined }[] =>
  NEXT_ACTIONS[facts.state]
    .filter((action) => sides.includes(DONE_BY[action]))
    .map((action) => ({ action, blocked: blockedBy(facts, sides, action) }))

/**
 * How long the person has waited: calendar days from the day the referral was sent to intake, to the day it was decided
 * otherwise, or to today. Undefined before it is sent.
 */
export function waitingDays(
  referral: {
    state: ReferralState
    sentOn: CalendarDay | null
    takenInOn: CalendarDay | null
    decidedOn: CalendarDay | null
  },
  today: CalendarDay,
): number | undefined {
  const { state, sentOn, takenInOn, decidedOn } = referral
  if (sentOn === null) return undefined
  const ended = takenInOn ?? (state === 'accepted' ? null : decidedOn)
  const end = ended === null ? today : earlier(ended, today)
  return daysBetween(sentOn, later(sentOn, end))
}

/** Answers that the sender is to take to the person, and how long they stay at the top of the sender's pages, in days. */
export const ANSWERED: readonly ReferralState[] = ['declined', 'redirected']
export const ANSWER_DAYS = 60

/** Still waits: sent, and neither taken in nor decided otherwise. */
export const isWaiting = (referral: { state: ReferralState; takenInOn: CalendarDay | null }): boolean =>
  referral.takenInOn === null && ['sent', 'received', 'study_visit', 'accepted'].includes(referral.state)

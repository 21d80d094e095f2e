import { addDays, type CalendarDay, daysBetween, earlier, later } from '../../../shared/calendar-day.ts'

/** `lead` has the main responsibility; `referrer` is who the person had before the team; `other` is known to the person but carries nothing. */
export const ASSIGNMENT_ROLES = ['lead', 'social', 'work', 'referrer', 'other'] as const
export type AssignmentRole = (typeof ASSIGNMENT_ROLES)[number]

/** How the person was told the name of a contact. */
export const TOLD_HOWS = ['meeting', 'phone', 'letter', 'message'] as const

/** Days from–until, both included; `untilOn` null: still. */
export type Period = { fromOn: CalendarDay; untilOn: CalendarDay | null }

/** A named contact of the person. */
export type Assignment = Period & {
  assignmentId: string
  unitId: number
  unitName: string
  /** Where the viewer may be told which unit it is. */
  unitPhone?: string | null
  /** Of one of the viewer's own units, which alone may change it. */
  mine: boolean
  userId: string
  name: string
  role: AssignmentRole
  toldOn: CalendarDay | null
  toldHow: string
  gapReason: string
  /** When and how the person was told that nobody follows. */
  gapToldOn: CalendarDay | null
  gapToldHow: string
  version: number
}

/** Kept as the reason where a discharge ended the assignment; pages show a sentence for it. */
export const ENDED_BY_DISCHARGE = 'discharge'

export const covers = ({ fromOn, untilOn }: Period, day: CalendarDay): boolean =>
  fromOn <= day && (untilOn === null || untilOn >= day)

/**
 * Does this role carry the person from intake on? Until then the referrer does; afterwards a person whom only the referrer
 * knows has no contact in the team.
 */
export const carries = (role: AssignmentRole, taken: boolean): boolean =>
  role === 'lead' || role === 'social' || role === 'work' || (role === 'referrer' && !taken)

/** Spans of days within `from`–`today` (both included) that no period covers, in order. */
export function contactGaps(
  periods: readonly Period[],
  from: CalendarDay,
  today: CalendarDay,
): { fromOn: CalendarDay; untilOn: CalendarDay }[] {
  const gaps: { fromOn: CalendarDay; untilOn: CalendarDay }[] = []
  let next = from
  for (const period of [...periods].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    if (period.fromOn > next && next <= today)
      gaps.push({ fromOn: next, untilOn: earlier(addDays(period.fromOn, -1), today) })
    if (period.untilOn === null) return gaps
    next = later(next, addDays(period.untilOn, 1))
  }
  if (next <= today) gaps.push({ fromOn: next, untilOn: today })
  return gaps
}

/** How many of the days `from`–`today` (both included) nobody was the person's contact. */
export const daysWithoutContact = (periods: readonly Period[], from: CalendarDay, today: CalendarDay): number =>
  contactGaps(periods, from, today).reduce((sum, gap) => sum + daysBetween(gap.fromOn, gap.untilOn) + 1, 0)

/** Ended with the thread, which has been taken up again on the same day: over, though it is the last day. */
const overWithEnd = (one: Assignment, thread: { dischargedOn: CalendarDay | null }, today: CalendarDay): boolean =>
  one.gapReason === ENDED_BY_DISCHARGE && one.untilOn === today && thread.dischargedOn === null

export type ContactPicture = {
  now: Assignment[]
  coming: Assignment[]
  before: Assignment[]
  /** Different people who have carried the person since `since`. */
  contacts: number
  daysWithout: number
  /** The first day of the present time without a contact, if nobody carries the person today. */
  withoutSince: CalendarDay | undefined
  since: CalendarDay
}

/** Everything a page says about somebody's contacts on a day, up to the day the thread ended. */
export function contactPicture(
  assignments: readonly Assignment[],
  thread: { openedOn: CalendarDay; intakeOn: CalendarDay | null; dischargedOn: CalendarDay | null },
  today: CalendarDay,
): ContactPicture {
  const since = thread.intakeOn ?? thread.openedOn
  const last = thread.dischargedOn ? earlier(thread.dischargedOn, today) : today
  const carrying = assignments.filter((one) => carries(one.role, thread.intakeOn !== null))
  const begun = carrying.filter((one) => one.fromOn <= last && (one.untilOn === null || one.untilOn >= since))
  const gap = contactGaps(carrying, since, last).at(-1)
  const sorted = [...assignments].sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : 0))
  return {
    // Who goes on stands before whose last day it is.
    now: sorted
      .filter((one) => covers(one, today) && !overWithEnd(one, thread, today))
      .sort((a, b) => Number(a.untilOn !== null) - Number(b.untilOn !== null)),
    coming: sorted.filter((one) => one.fromOn > today),
    before: sorted
      .filter((one) => one.untilOn !== null && (one.untilOn < today || overWithEnd(one, thread, today)))
      .reverse(),
    contacts: new Set(begun.map((one) => one.userId)).size,
    daysWithout: daysWithoutContact(carrying, since, last),
    withoutSince: gap?.untilOn === last && last === today ? gap.fromOn : undefined,
    since,
  }
}

/** Kept as how the person was told where the team's earlier list was brought in: they knew the name before there was a thread. */
export const KNOWN_BEFORE = 'known_before'

/** Was the person told the name, and before it took effect? `known`: from before the thread. */
export type Told = 'in-time' | 'late' | 'not-yet' | 'missing' | 'known'

export function toldState(
  assignment: Pick<Assignment, 'fromOn' | 'toldOn'> & { toldHow?: string },
  today: CalendarDay,
): Told {
  if (!assignment.toldOn && assignment.toldHow === KNOWN_BEFORE) return 'known'
  if (assignment.toldOn) return assignment.toldOn <= assignment.fromOn ? 'in-time' : 'late'
  return assignment.fromOn >= today ? 'not-yet' : 'missing'
}

/** Left without a successor, and not because the thread ended: the first day without, which the person is to be told of. */
export const gapFrom = (one: Pick<Assignment, 'untilOn' | 'gapReason'>): CalendarDay | undefined =>
  one.untilOn !== null && one.gapReason !== '' && one.gapReason !== ENDED_BY_DISCHARGE
    ? addDays(one.untilOn, 1)
    : undefined

/** Was the person told that nobody follows, and before it took effect? Undefined where somebody does. */
export function gapToldState(
  one: Pick<Assignment, 'untilOn' | 'gapReason' | 'gapToldOn'>,
  today: CalendarDay,
): Told | undefined {
  const fromOn = gapFrom(one)
  return fromOn && toldState({ fromOn, toldOn: one.gapToldOn }, today)
}

export type AssignmentState = 'open' | 'ended'
export type AssignmentAction = 'change' | 'tell' | 'tell-gap'

/** An assignment whose last day is known has been changed already; what was told can be noted afterwards too. */
export const ASSIGNMENT_ACTIONS: Record<AssignmentState, readonly AssignmentAction[]> = {
  open: ['change', 'tell'],
  ended: ['tell', 'tell-gap'],
}

export const stateOf = (assignment: Period): AssignmentState => (assignment.untilOn === null ? 'open' : 'ended')

const AHEAD_DAYS = 366

/** What is wrong with the first day of a new contact, or nothing. */
export function beginProblem(
  fromOn: CalendarDay,
  openedOn: CalendarDay,
  today: CalendarDay,
): 'problem.beforeOpened' | 'problem.farAway' | undefined {
  if (fromOn < openedOn) return 'problem.beforeOpened'
  return fromOn > addDays(today, AHEAD_DAYS) ? 'problem.farAway' : undefined
}

/**
 * Would this contact be one too many? One main contact at a time, and nobody twice in the same role.
 * `leaving` is the assignment that ends with it.
 */
export function clash(
  assignments: readonly Assignment[],
  next: { userId: string; role: AssignmentRole; fromOn: CalendarDay },
  leaving?: string,
): 'problem.leadTaken' | 'problem.sameContact' | undefined {
  const there = assignments.filter(
    (one) => one.assignmentId !== leaving && (one.untilOn === null || one.untilOn >= next.fromOn),
  )
  if (there.some((one) => one.userId === next.userId && one.role === next.role)) return 'problem.sameContact'
  return next.role === 'lead' && there.some((one) => one.role === 'lead') ? 'problem.leadTaken' : undefined
}

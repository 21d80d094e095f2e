import { addDays, type CalendarDay, later } from '../../../shared/calendar-day.ts'
import { type Assignment, stateOf as contactState } from './assignment.ts'
import { type Step, stateOf as stepState } from './step.ts'
import type { Track, TrackOutcome } from './track.ts'

export const DISCHARGE_REASONS = [
  'goal_reached',
  'other_support',
  'own_wish',
  'ill_health',
  'no_contact',
  'moved',
  'other',
] as const
export type DischargeReason = (typeof DISCHARGE_REASONS)[number]

export const DESTINATIONS = ['work', 'studies', 'right_benefit', 'care', 'moved', 'other'] as const
export type Destination = (typeof DESTINATIONS)[number]

/** One end of a thread; a thread taken up again and ended again has several. */
export type Discharge = {
  dischargeId: string
  unitId: number
  reason: DischargeReason
  destination: Destination
  comment: string
  onDay: CalendarDay
  closingTalkOn: CalendarDay | null
  noTalkReason: string
  reopenedOn: CalendarDay | null
  reopenReason: string
  version: number
}

type Rows = { assignments: readonly Assignment[]; tracks: readonly Track[]; steps: readonly Step[] }

/**
 * What is open in a thread when it ends. The team's contacts end with it, also who was to leave later; what a former team left open is
 * the team's to end; for tracks and steps the team chooses; what belongs to others goes on as they decide.
 */
export type OpenThings = { contacts: Assignment[]; tracks: Track[]; steps: Step[]; others: Track[] }

export function openThings(
  { assignments, tracks, steps }: Rows,
  former: readonly number[],
  today: CalendarDay,
): OpenThings {
  const ours = (row: { mine: boolean; unitId: number }) => row.mine || former.includes(row.unitId)
  const open = tracks.filter((track) => track.endOn === null)
  const leaves = (one: Assignment) => one.mine && one.untilOn !== null && one.untilOn > today
  return {
    contacts: assignments.filter((one) => (ours(one) && contactState(one) === 'open') || leaves(one)),
    tracks: open.filter(ours),
    steps: steps.filter((step) => ours(step) && stepState(step) === 'open'),
    others: open.filter((track) => !ours(track)),
  }
}

/** Keys of what can be chosen: the form sends those that are to end. */
export const trackKey = (track: Pick<Track, 'trackId'>): string => `track:${track.trackId}`
export const stepKey = (step: Pick<Step, 'stepId'>): string => `step:${step.stepId}`

/** Tracks of the team and at workplaces end with the thread unless somebody says otherwise; an authority's own work goes on. */
export const endsUsually = (track: Pick<Track, 'lane'>): boolean =>
  track.lane === 'team' || track.lane === 'workplace' || track.lane === 'other'

/** What stood on the form: when something has come or gone since, the form is stale. */
export const seenKey = ({ contacts, tracks, steps }: OpenThings): string =>
  [...contacts.map((one) => one.assignmentId), ...tracks.map(trackKey), ...steps.map(stepKey)].sort().join('.')

/** What is told to have come of a track that ends because the thread does. */
export function outcomeOf(reason: DischargeReason, destination: Destination): TrackOutcome {
  if (destination === 'work' || destination === 'studies') return destination
  if (reason === 'ill_health') return 'ill_health'
  if (reason === 'goal_reached') return 'completed'
  return reason === 'other_support' || reason === 'other' ? 'other' : 'interrupted'
}

/**
 * The last day of a contact that ends with the thread. Who was to begin later never does, and was the contact on no day: the
 * last is then the day before the first.
 */
export const lastContactDay = (began: CalendarDay, onDay: CalendarDay): CalendarDay =>
  began > onDay ? addDays(began, -1) : onDay

/** The last day of a track that ends with the thread: never before it began. */
export const lastDayOf = (began: CalendarDay, onDay: CalendarDay): CalendarDay => later(began, onDay)

type Ending = { onDay: CalendarDay; closingTalkOn: CalendarDay | undefined; noTalkReason: string }

/** The day a thread that ended before was last taken up again, as far as the viewer may see its ends. */
export const lastReopening = (ends: readonly Pick<Discharge, 'reopenedOn'>[]): CalendarDay | undefined =>
  ends
    .flatMap((one) => one.reopenedOn ?? [])
    .sort()
    .at(-1)

/**
 * What is wrong with how a thread is to end, by field. Every end has a talk, or a reason why there was none. It ends in the time
 * it was in progress: not before the intake, nor before it was last taken up again (the talk may have been before that).
 */
export function dischargeProblems(
  ending: Ending,
  thread: { openedOn: CalendarDay; intakeOn: CalendarDay | null; reopenedOn?: CalendarDay | undefined },
  today: CalendarDay,
): Record<string, string> {
  const problems: Record<string, string> = {}
  const begun = thread.intakeOn ?? thread.openedOn
  if (ending.onDay > today) problems.onDay = 'problem.future'
  if (thread.reopenedOn && ending.onDay < thread.reopenedOn) problems.onDay = 'problem.beforeReopened'
  if (ending.onDay < begun) problems.onDay = 'problem.beforeIntake'
  if (ending.closingTalkOn && ending.closingTalkOn > today) problems.closingTalkOn = 'problem.future'
  if (ending.closingTalkOn && ending.closingTalkOn < begun) problems.closingTalkOn = 'problem.beforeIntake'
  if (!ending.closingTalkOn && ending.noTalkReason === '') problems.closingTalkOn = 'problem.afterTalk'
  return problems
}

/** What is wrong with the day a thread is taken up again, or nothing. */
export function reopenProblem(
  onDay: CalendarDay,
  dischargedOn: CalendarDay,
  today: CalendarDay,
): 'problem.future' | 'problem.beforeDischarge' | undefined {
  if (onDay > today) return 'problem.future'
  return onDay < dischargedOn ? 'problem.beforeDischarge' : undefined
}

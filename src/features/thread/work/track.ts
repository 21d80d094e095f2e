import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'

/** Where a track runs: at one of the authorities, in the team, at a workplace. */
export const TRACK_LANES = ['team', 'municipality', 'region', 'employment', 'insurance', 'workplace', 'other'] as const
export type TrackLane = (typeof TRACK_LANES)[number]

export const TRACK_OUTCOMES = [
  'completed',
  'work',
  'studies',
  'other_track',
  'ill_health',
  'interrupted',
  'other',
] as const
export type TrackOutcome = (typeof TRACK_OUTCOMES)[number]

/** Days from–until, both included; `untilOn` null: still. */
export type Pause = { pauseId: string; fromOn: CalendarDay; untilOn: CalendarDay | null; reason: string }

/** One of several interventions that run side by side. */
export type Track = {
  trackId: string
  unitId: number
  /** Of one of the viewer's own units, which alone may change it. */
  mine: boolean
  name: string
  /** The entry of the map it is, where there is one. */
  entryId: string | null
  lane: TrackLane
  place: string
  supervisor: string
  /** Hours a week in quarters: 0–160 is 0–40 hours. */
  quarterHours: number
  /** What the person wants with it, in their own words. */
  purpose: string
  startOn: CalendarDay
  plannedEndOn: CalendarDay | null
  /** The last day. */
  endOn: CalendarDay | null
  outcome: TrackOutcome | null
  outcomeNote: string
  pauses: Pause[]
  version: number
}

export type TrackState = 'coming' | 'running' | 'paused' | 'ended'
export type TrackAction = 'change' | 'pause' | 'resume' | 'end'

/** What may be done with a track: drives its buttons and the refusals. */
export const TRACK_ACTIONS: Record<TrackState, readonly TrackAction[]> = {
  coming: ['change', 'end'],
  running: ['change', 'pause', 'end'],
  paused: ['change', 'resume', 'end'],
  ended: [],
}

type Span = Pick<Track, 'startOn' | 'endOn' | 'pauses'>

const covers = (pause: Pick<Pause, 'fromOn' | 'untilOn'>, day: CalendarDay): boolean =>
  pause.fromOn <= day && (pause.untilOn === null || pause.untilOn >= day)

/** The pause the track is in on a day. */
export const pauseOn = <P extends Pick<Pause, 'fromOn' | 'untilOn'>>(
  pauses: readonly P[],
  day: CalendarDay,
): P | undefined => pauses.find((pause) => covers(pause, day))

/** A track whose last day is written down is ended, also while that day is still to come: nothing more is to be decided. */
export function stateOf(track: Span, today: CalendarDay): TrackState {
  if (track.endOn) return 'ended'
  if (track.startOn > today) return 'coming'
  return pauseOn(track.pauses, today) ? 'paused' : 'running'
}

/** Does the person go to this track on that day: begun, not over, not paused? */
export const goesOn = (track: Span, day: CalendarDay): boolean =>
  track.startOn <= day && (track.endOn === null || track.endOn >= day) && !pauseOn(track.pauses, day)

/** Hours a week on a day, of all tracks together, in quarters. */
export const quarterHoursOn = (tracks: readonly Track[], day: CalendarDay): number =>
  tracks.reduce((sum, track) => sum + (goesOn(track, day) ? track.quarterHours : 0), 0)

const YEAR_DAYS = 366
const OLDEST_DAYS = 20 * YEAR_DAYS

/** What is wrong with the days of a track, by field. */
export function spanProblems(
  track: { startOn: CalendarDay; plannedEndOn: CalendarDay | undefined },
  today: CalendarDay,
): Record<string, string> {
  const problems: Record<string, string> = {}
  if (track.startOn > addDays(today, YEAR_DAYS)) problems.startOn = 'problem.farAway'
  if (track.startOn < addDays(today, -OLDEST_DAYS)) problems.startOn = 'dayTooEarly'
  if (track.plannedEndOn && track.plannedEndOn < track.startOn) problems.plannedEndOn = 'problem.beforeStart'
  return problems
}

/** What is wrong with the day from which hours change, or nothing: they change on a day the track has reached. */
export function hoursFromProblem(from: CalendarDay, track: Span, today: CalendarDay): string | undefined {
  if (from > today) return 'problem.future'
  return from < track.startOn ? 'problem.beforeStart' : undefined
}

/** What is wrong with a pause, by field. It begins within the track and lies on no other pause. */
export function pauseProblems(
  pause: { fromOn: CalendarDay; untilOn: CalendarDay | undefined },
  track: Span,
  today: CalendarDay,
): Record<string, string> {
  const problems: Record<string, string> = {}
  if (pause.fromOn < track.startOn) problems.fromOn = 'problem.beforeStart'
  else if (pause.fromOn > addDays(today, YEAR_DAYS)) problems.fromOn = 'problem.farAway'
  else if (
    track.pauses.some(
      (one) =>
        (one.untilOn === null || one.untilOn >= pause.fromOn) &&
        (pause.untilOn === undefined || one.fromOn <= pause.untilOn),
    )
  )
    problems.fromOn = 'problem.pausedThen'
  if (pause.untilOn && pause.untilOn < pause.fromOn) problems.untilOn = 'problem.beforeStart'
  return problems
}

/** What is wrong with the first day back after a pause, or nothing. */
export function resumeProblem(
  backOn: CalendarDay,
  pause: Pick<Pause, 'fromOn'>,
  today: CalendarDay,
): string | undefined {
  if (backOn <= pause.fromOn) return 'problem.beforeStart'
  return backOn > today ? 'problem.future' : undefined
}

const SOON_DAYS = 31

/** What is wrong with the last day of a track, or nothing. It may be known some weeks ahead. */
export function endProblem(endOn: CalendarDay, track: Span, today: CalendarDay): string | undefined {
  if (endOn < track.startOn) return 'problem.beforeStart'
  const latest = addDays(track.startOn > today ? track.startOn : today, SOON_DAYS)
  return endOn > latest ? 'dayTooLate' : undefined
}

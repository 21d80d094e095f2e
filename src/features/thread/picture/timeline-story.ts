import type { CalendarDay } from '../../../shared/calendar-day.ts'

/**
 * One person's thread, ready to be drawn: pure data, made by the page from rows the viewer may see.
 *
 * Every period is half open: `from` is its first day, `until` the first day it no longer holds, so that days are
 * counted as `until - from` and one period can begin where another ends. A missing `until` means that it goes on.
 * Every `laneId` is the id of one of the lanes.
 */
export type ThreadStory = {
  lanes: readonly Lane[]
  stretches: readonly Stretch[]
  tracks: readonly TrackBar[]
  knots: readonly Knot[]
  contacts: readonly ContactSpan[]
  /** The first day of the thread. */
  from: CalendarDay
  /** Set when the thread has ended for good. A discharge that may be taken up again is a knot. */
  until?: CalendarDay
  today: CalendarDay
  /** Not all of the course is told: days of which nothing is known are no gap. */
  partial?: true
}

/** An authority, a team or a place where things happen; in the order of the picture. */
export type Lane = { id: string; kind: LaneKind; name: string; detail?: string }
export type LaneKind = 'municipality' | 'team' | 'region' | 'employment' | 'insurance' | 'workplace' | 'other'

/** Who carries the person, where the person stands in a queue, and gaps that staff have recorded. */
export type Stretch = { laneId: string; from: CalendarDay; until?: CalendarDay; kind: 'carried' | 'queue' | 'gap' }

export type Pause = { from: CalendarDay; until?: CalendarDay }

/** One of several interventions in parallel. */
export type TrackBar = {
  id: string
  laneId: string
  name: string
  /** Quarter hours, 0–40. */
  hoursPerWeek?: number
  /** `false`: a benefit or a registration without hours; nobody meets the person there, so it does not bridge a gap. */
  carries?: false
  from: CalendarDay
  until?: CalendarDay
  pauses: readonly Pause[]
  href?: string
}

/** Something that decided the way on. */
export type Knot = { day: CalendarDay; laneId: string; kind: KnotKind; label: string; href?: string }
export type KnotKind = 'referral' | 'decision' | 'intake' | 'meeting' | 'contact' | 'discharge' | 'reopened'

/** Who was the person's named contact. */
export type ContactSpan = {
  name: string
  from: CalendarDay
  until?: CalendarDay
  laneId: string
  /** `false`: known to the person but carries nothing, so it does not bridge a gap. */
  carries?: false
}

/** A period; see `ThreadStory` for what its days mean. */
export type Span = { from: CalendarDay; until?: CalendarDay }

export const holds = (span: Span, day: CalendarDay): boolean => span.from <= day && (!span.until || day < span.until)

/** The day the red line ends: today, or the end of the thread when that is earlier. Never before the first day. */
export function endOfLine(story: ThreadStory): CalendarDay {
  const end = story.until && story.until < story.today ? story.until : story.today
  return end < story.from ? story.from : end
}

/** Order of texts that does not depend on a language: days and ids. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

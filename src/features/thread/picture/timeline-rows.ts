import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import { waitsAndGaps } from './timeline.ts'
import type { KnotKind, Lane, Span, ThreadStory } from './timeline-story.ts'
import { compare, endOfLine } from './timeline-story.ts'

/** One row of the table that says everything the picture shows. */
export type StoryRow = {
  kind: 'carried' | 'queue' | 'gap' | 'track' | 'pause' | 'contact' | KnotKind
  /** A thing of one day (a knot) has no length. */
  isDay: boolean
  /** Half open, as in the story: `until` is the day after the last. */
  from: CalendarDay
  until?: CalendarDay
  /** Holds today. Something that begins after today is `planned`. */
  ongoing: boolean
  planned: boolean
  /** Calendar days, to today while it goes on; missing for a day and for what is planned without an end. */
  days?: number
  lane: Lane | undefined
  name?: string
  hoursPerWeek?: number
  href?: string
}

/** On the same day: first what happened, then who carries, then waits, tracks and contacts. */
const ORDER: Record<StoryRow['kind'], number> = {
  referral: 0,
  meeting: 1,
  decision: 2,
  reopened: 3,
  intake: 4,
  carried: 5,
  queue: 6,
  gap: 7,
  contact: 8,
  track: 9,
  pause: 10,
  discharge: 11,
}

/** Every stretch, wait, gap, track, pause, contact and knot in order of time, each once. */
export function describeStory(story: ThreadStory): StoryRow[] {
  const end = endOfLine(story)
  const lanes = new Map(story.lanes.map((lane) => [lane.id, lane]))
  const period = (kind: StoryRow['kind'], laneId: string | undefined, span: Span): StoryRow => {
    const planned = span.from > end
    const ongoing = !planned && (span.until === undefined || span.until > end) && story.until === undefined
    const last = span.until && (planned || span.until <= end) ? span.until : planned ? undefined : end
    return {
      kind,
      isDay: false,
      from: span.from,
      ...(span.until ? { until: span.until } : {}),
      ongoing,
      planned,
      ...(last ? { days: Math.max(0, daysBetween(span.from, last)) } : {}),
      lane: laneId === undefined ? undefined : lanes.get(laneId),
    }
  }
  const rows: StoryRow[] = [
    ...story.stretches.filter((one) => one.kind === 'carried').map((one) => period('carried', one.laneId, one)),
    ...waitsAndGaps(story).map((wait) => ({
      ...period(wait.kind, wait.laneId, wait),
      days: wait.days,
      ongoing: wait.ongoing,
    })),
    ...story.contacts.map((one) => ({ ...period('contact', one.laneId, one), name: one.name })),
    ...story.tracks.flatMap((track) => [
      {
        ...period('track', track.laneId, track),
        name: track.name,
        ...(track.hoursPerWeek === undefined ? {} : { hoursPerWeek: track.hoursPerWeek }),
        ...(track.href ? { href: track.href } : {}),
      },
      ...track.pauses.map((pause) => ({ ...period('pause', track.laneId, pause), name: track.name })),
    ]),
    ...story.knots.map((knot) => ({
      kind: knot.kind,
      isDay: true,
      from: knot.day,
      ongoing: false,
      planned: knot.day > end,
      lane: lanes.get(knot.laneId),
      name: knot.label,
      ...(knot.href ? { href: knot.href } : {}),
    })),
  ]
  const ends = new Set(story.knots.filter((knot) => knot.kind === 'discharge').map((knot) => knot.day))
  const order = ({ kind, from }: StoryRow): number =>
    // Taken up again on the day it ended: after the end, as it came.
    kind === 'reopened' && ends.has(from) ? ORDER.discharge : ORDER[kind]
  return rows.sort(
    (a, b) =>
      compare(a.from, b.from) ||
      order(a) - order(b) ||
      (a.isDay && b.isDay ? 0 : compare(a.name ?? '', b.name ?? '') || compare(a.lane?.id ?? '', b.lane?.id ?? '')),
  )
}

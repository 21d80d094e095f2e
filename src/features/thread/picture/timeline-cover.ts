import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { compare, holds, type Span, type ThreadStory, type TrackBar } from './timeline-story.ts'

/** Who covers the person on one day; `none` is a hole whose meaning depends on its length. */
export type Cover = { kind: 'carried' | 'queue' | 'gap' | 'closed' | 'none'; laneId: string | undefined }

/** The track runs, is not paused, and somebody is there. */
const isActive = (track: TrackBar, day: CalendarDay): boolean =>
  track.carries !== false && holds(track, day) && !track.pauses.some((pause) => holds(pause, day))

/** The one that began last: the lead moves to whoever took over, and back when that one has ended. */
function newest<T extends Span & { laneId: string }>(spans: readonly T[], day: CalendarDay): T | undefined {
  let found: T | undefined
  for (const span of spans) {
    if (!holds(span, day)) continue
    if (!found || span.from > found.from || (span.from === found.from && compare(span.laneId, found.laneId) < 0))
      found = span
  }
  return found
}

/**
 * From each discharge to the first time the thread was taken up again on that day or later, or a team took the person in after it:
 * another team's intake leaves the discharge as it was. An intake on the day itself may be the one that ended there. A thread knows
 * only its latest intake, and an earlier team's end may not be told: that somebody began to carry the person says it too, so that
 * days without anybody between the second team and the third are a gap.
 */
export function closedSpans(story: ThreadStory): Span[] {
  const daysOf = (kind: string) =>
    story.knots
      .filter((knot) => knot.kind === kind)
      .map((knot) => knot.day)
      .sort(compare)
  const reopened = daysOf('reopened')
  const carried = story.stretches.filter((stretch) => stretch.kind === 'carried').map((stretch) => stretch.from)
  const taken = [...daysOf('intake'), ...carried].sort(compare)
  return daysOf('discharge').map((from) => {
    const ends = [reopened.find((day) => day >= from), taken.find((day) => day > from)]
    return { from, until: ends.filter((day) => day !== undefined).sort(compare)[0] }
  })
}

/**
 * What holds on a day. Somebody who carries comes first; then a queue; then a gap that staff recorded; then a contact
 * or a running track, which also mean that somebody is there; then the rest after a discharge.
 */
export function coverOn(story: ThreadStory, closed: readonly Span[], day: CalendarDay): Cover {
  const of = (kind: 'carried' | 'queue' | 'gap') =>
    newest(
      story.stretches.filter((stretch) => stretch.kind === kind),
      day,
    )
  for (const kind of ['carried', 'queue', 'gap'] as const) {
    const stretch = of(kind)
    if (stretch) return { kind, laneId: stretch.laneId }
  }
  if (closed.some((span) => holds(span, day))) return { kind: 'closed', laneId: undefined }
  const contact = newest(
    story.contacts.filter((one) => one.carries !== false),
    day,
  )
  if (contact) return { kind: 'carried', laneId: contact.laneId }
  const track = newest(
    story.tracks.filter((one) => isActive(one, day)),
    day,
  )
  return track ? { kind: 'carried', laneId: track.laneId } : { kind: 'none', laneId: undefined }
}

/** Every day on which the cover may change, from the first day to the end of the line, sorted, each once. */
export function cuts(story: ThreadStory, closed: readonly Span[], end: CalendarDay): CalendarDay[] {
  const spans: Span[] = [...story.stretches, ...story.tracks, ...story.contacts, ...closed]
  for (const track of story.tracks) spans.push(...track.pauses)
  const days = new Set<CalendarDay>([story.from, end])
  for (const { from, until } of spans)
    for (const day of [from, until]) if (day && day > story.from && day < end) days.add(day)
  return [...days].sort(compare)
}

import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { redLine, type Wait } from './timeline.ts'
import type { Leg, Run } from './timeline-route.ts'
import { clearParts, type Range } from './timeline-shelf.ts'
import { compare, type ThreadStory } from './timeline-story.ts'

/**
 * The pieces of the line as runs along time. A thread that begins with a wait begins where it was referred from, when
 * that is known: an empty run in that lane lets the line start in its knot.
 */
export function runsOf(
  story: ThreadStory,
  at: (day: CalendarDay) => number,
  lane: (id: string | undefined) => number,
): Run[] {
  if (story.lanes.length === 0) return []
  const runs = redLine(story).map(
    (piece): Run => ({ kind: piece.kind, lane: lane(piece.laneId), from: at(piece.from), until: at(piece.until) }),
  )
  const [first] = runs
  const [origin] = story.knots
    .filter((knot) => knot.kind === 'referral' && knot.day <= story.from)
    .sort((a, b) => compare(a.day, b.day) || compare(a.laneId, b.laneId))
  if (!first || !origin || first.kind === 'carried' || lane(origin.laneId) === first.lane) return runs
  return [{ kind: 'carried', lane: lane(origin.laneId), from: first.from, until: first.from }, ...runs]
}

/** Where the line goes on after today, also when it has only just begun; nowhere when the thread has ended or rests. */
export function tailOf(
  story: ThreadStory,
  legs: readonly Leg[],
  firstLane: number | undefined,
): { lane: number; stroke: 'solid' | 'dotted' } | undefined {
  if (story.until !== undefined) return undefined
  const last = legs.at(-1)
  if (last) return last.stroke === 'resting' ? undefined : { lane: last.toLane, stroke: last.stroke }
  return firstLane === undefined || firstLane < 0 ? undefined : { lane: firstLane, stroke: 'solid' }
}

/** A queue beside the line, while somebody else carries the person. */
export type Strand = { lane: number; from: number; until: number }

/** The parts of queues during which the red line neither waits in their lane nor runs through it. */
export function sideStrands(
  waits: readonly Wait[],
  runs: readonly Run[],
  legs: readonly Leg[],
  on: { at: (day: CalendarDay) => number; lane: (id: string | undefined) => number; end: CalendarDay },
): Strand[] {
  return waits
    .filter((wait) => wait.kind === 'queue')
    .flatMap((wait) => {
      const lane = on.lane(wait.laneId)
      const taken: Range[] = [
        ...runs.filter((run) => run.lane === lane).map((run): Range => [run.from, run.until]),
        ...legs.filter((leg) => leg.lane === lane || leg.toLane === lane).map((leg): Range => [leg.from, leg.until]),
      ]
      return clearParts([on.at(wait.from), on.at(wait.until ?? on.end)], taken, 0)
        .filter(([from, until]) => until - from > 3)
        .map(([from, until]) => ({ lane, from, until }))
    })
}

import type { Piece } from './timeline.ts'
import type { Range } from './timeline-shelf.ts'

/** How a part of the line is drawn: `resting` is the faint line between a discharge and the next beginning. */
export type Stroke = 'solid' | 'dotted' | 'resting'

/** A part of the way through time, by lane; its place across time is known when the lanes have their sizes. */
export type Leg = { stroke: Stroke; from: number; until: number; lane: number; toLane: number }

/** A knot on its lane; routing may move it a few px so that the line passes through it. */
export type Stop = { at: number; lane: number }

/** A piece of the line: in a lane, from and until along time. */
export type Run = { kind: Piece['kind']; lane: number; from: number; until: number }

const STROKES: Record<Piece['kind'], Stroke> = {
  carried: 'solid',
  handover: 'solid',
  queue: 'dotted',
  gap: 'dotted',
  closed: 'resting',
}
const LEAST_BEND = 22
const LULL = 28

/** Px along time that a change of lane wants: longer ways get a softer curve. */
const sweep = (lanes: number): number => Math.min(54, 24 + 8 * lanes)

/**
 * The way of the red line: flat legs along lanes and one curved leg for each change of lane. A change takes place in
 * the time when nobody carries, when there is such a time, so that the dots lead to the new lane and the line is solid
 * in it from the first day; knots stay on the flat legs.
 */
export function routeOf(runs: readonly Run[], stops: Stop[]): Leg[] {
  const legs: Leg[] = []
  let start = runs[0]?.from ?? 0
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1]
    if (!next || next.lane === run.lane) {
      flat(legs, run, start, run.until)
      start = run.until
      continue
    }
    const [from, until] = bendOf(run, next, roomAround(runs, at), stops)
    const change = next.from
    flat(legs, run, start, Math.min(from, change))
    // A curve may lie wholly before or after the day of the change: until it, and from it on, each run has its own stroke.
    flat(legs, { ...next, lane: run.lane }, change, from)
    legs.push({ stroke: STROKES[ownerOf(run, next, until).kind], from, until, lane: run.lane, toLane: next.lane })
    flat(legs, { ...run, lane: next.lane }, until, change)
    start = Math.max(until, change)
  }
  return legs
}

/** Which of two runs a curve belongs to: the one when nobody carries, else the one whose time it takes. */
function ownerOf(run: Run, next: Run, until: number): Run {
  if ((run.kind === 'carried') !== (next.kind === 'carried')) return run.kind === 'carried' ? next : run
  return until <= next.from ? run : next
}

function flat(legs: Leg[], run: Run, from: number, until: number): void {
  if (until > from) legs.push({ stroke: STROKES[run.kind], from, until, lane: run.lane, toLane: run.lane })
}

/** Px before and after a change that a curve may use: half of a run that also bends at its other end, else all. */
function roomAround(runs: readonly Run[], at: number): Range {
  const bends = (i: number) => runs[i] !== undefined && runs[i + 1] !== undefined && runs[i]!.lane !== runs[i + 1]!.lane
  const [first, second] = [runs[at]!, runs[at + 1]!]
  return [(first.until - first.from) / (bends(at - 1) ? 2 : 1), (second.until - second.from) / (bends(at + 1) ? 2 : 1)]
}

/** While waiting, a curve begins or ends a little away from its knot when there is time: the knot's word has room. */
function awayFromKnot(share: number, [mayWait, mayHurry]: [boolean, boolean], [before, after]: Range): number {
  if (share === 0 && mayWait && after > 2 * LULL) return LULL
  return share === 1 && mayHurry && before > 2 * LULL ? -LULL : 0
}

/**
 * Where the line changes from one run to the next: in the time when nobody carries and clear of the knots on either
 * lane. A curve that would be all but upright is given a little more; knots in its way move to its ends.
 */
function bendOf(first: Run, second: Run, [before, after]: Range, stops: Stop[]): Range {
  const at = second.from
  const want = sweep(Math.abs(second.lane - first.lane))
  const near = (lane: number) => stops.filter((stop) => stop.lane === lane && Math.abs(stop.at - at) <= want + LULL)
  const left = near(first.lane).filter((stop) => stop.at <= at + 1)
  const joined = near(second.lane).filter((stop) => stop.at >= at - 1)
  const lastLeft = Math.max(...left.map((stop) => stop.at))
  const firstJoined = Math.min(...joined.map((stop) => stop.at))
  const [mustWait, mustHurry] = [lastLeft >= at - 1, firstJoined <= at + 1]
  const [early, late] = [first.kind !== 'carried', second.kind !== 'carried']
  const both = mustWait && mustHurry
  const share = both ? 0.5 : mustWait || (late && !early && !mustHurry) ? 0 : mustHurry || (early && !late) ? 1 : 0.5
  const away = awayFromKnot(share, [mustWait && late, mustHurry && early], [before - want, after - want])
  if (away !== 0 && lastLeft <= at + 1 && firstJoined >= at - 1) {
    const [start, end] = away > 0 ? [at + away, at + away + want] : [at + away - want, at + away]
    if (end <= firstJoined && start >= lastLeft) return [start, end]
  }
  let from = Math.max(at - Math.min(before, want * share), both ? -Infinity : Math.min(at, lastLeft))
  let until = Math.min(at + Math.min(after, want * (1 - share)), both ? Infinity : Math.max(at, firstJoined))
  const lack = LEAST_BEND - (until - from)
  if (lack > 0) {
    from = Math.max(at - before, from - lack / 2)
    until = Math.min(at + after, until + lack / 2)
  }
  if (both || lack > 0) {
    for (const stop of left) stop.at = Math.min(stop.at, from)
    for (const stop of joined) stop.at = Math.max(stop.at, until)
  }
  return [from, until]
}

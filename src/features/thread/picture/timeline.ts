import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import { type Cover, closedSpans, coverOn, cuts } from './timeline-cover.ts'
import { compare, endOfLine, holds, type ThreadStory } from './timeline-story.ts'

export type * from './timeline-story.ts'
export { endOfLine } from './timeline-story.ts'

/**
 * A piece of the red line.
 * - `carried`: somebody carries the person
 * - `queue`: nobody does, and the person waits for the lane
 * - `gap`: nobody does, for more than two weeks or because staff recorded a gap
 * - `handover`: nobody does, but for two weeks at most
 * - `closed`: after a discharge, before the thread is taken up again
 */
export type Piece = { kind: PieceKind; laneId: string | undefined; from: CalendarDay; until: CalendarDay }
export type PieceKind = 'carried' | 'queue' | 'gap' | 'handover' | 'closed'

/** A wait in a queue or a gap. `until` is missing, and `days` counted to today, while it goes on. */
export type Wait = {
  kind: 'queue' | 'gap'
  laneId: string | undefined
  from: CalendarDay
  until?: CalendarDay
  ongoing: boolean
  /** Calendar days. */
  days: number
}

/** Days without anybody that are still taken for a change of hands, not for a gap. */
const HANDOVER_DAYS = 14

/** A story is drawn in three forms and told in a table: each asks for the same pieces and waits. */
function oncePerStory<T>(make: (story: ThreadStory) => T): (story: ThreadStory) => T {
  const made = new WeakMap<ThreadStory, T>()
  return (story) => {
    const known = made.get(story)
    if (known !== undefined) return known
    const fresh = make(story)
    made.set(story, fresh)
    return fresh
  }
}

/** The red line as pieces that cover every day from the first to `endOfLine` exactly once, in order of time. */
export const redLine: (story: ThreadStory) => readonly Piece[] = oncePerStory(drawLine)

function drawLine(story: ThreadStory): Piece[] {
  const end = endOfLine(story)
  const closed = closedSpans(story)
  const days = cuts(story, closed, end)
  const raw: { cover: Cover; from: CalendarDay; until: CalendarDay }[] = []
  for (let i = 0; i + 1 < days.length; i++) {
    const from = days[i] as CalendarDay
    raw.push({ cover: coverOn(story, closed, from), from, until: days[i + 1] as CalendarDay })
  }
  return joined(namedHoles(raw, story.partial ? 'closed' : 'gap'))
}

/** Days nobody covers become gaps (where all is told) or handovers, whole runs at a time, in the lane where the line was left. */
function namedHoles(
  raw: { cover: Cover; from: CalendarDay; until: CalendarDay }[],
  unknown: 'gap' | 'closed',
): Piece[] {
  const pieces: Piece[] = []
  let lane = raw.find((part) => part.cover.laneId)?.cover.laneId
  for (let i = 0; i < raw.length; ) {
    const { cover, from } = raw[i]!
    if (!isHole(cover)) {
      lane = cover.laneId ?? lane
      pieces.push({ kind: cover.kind as PieceKind, laneId: lane, from, until: raw[i]!.until })
      i++
      continue
    }
    let last = i
    while (last + 1 < raw.length && isHole(raw[last + 1]!.cover)) last++
    const run = raw.slice(i, last + 1)
    const { until } = raw[last]!
    const recorded = run.find((part) => part.cover.kind === 'gap')?.cover
    const gap = recorded !== undefined || daysBetween(from, until) > HANDOVER_DAYS
    lane = recorded?.laneId ?? lane
    pieces.push({ kind: recorded ? 'gap' : gap ? unknown : 'handover', laneId: lane, from, until })
    i = last + 1
  }
  return pieces
}

const isHole = (cover: Cover): boolean => cover.kind === 'none' || cover.kind === 'gap'

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last && last.kind === piece.kind && last.laneId === piece.laneId) last.until = piece.until
    else out.push({ ...piece })
  }
  return out
}

/**
 * Every wait in a queue, also one while somebody else carries the person, and every gap of the red line:
 * more than 14 days without any carried stretch, track (pauses do not count) or contact, or recorded by staff.
 */
export const waitsAndGaps: (story: ThreadStory) => readonly Wait[] = oncePerStory(findWaits)

function findWaits(story: ThreadStory): Wait[] {
  const end = endOfLine(story)
  const open = end === story.today && story.until === undefined
  const wait = (kind: Wait['kind'], laneId: string | undefined, from: CalendarDay, until: CalendarDay): Wait => {
    const ongoing = open && until === end && stillWaits(story, kind, laneId, end)
    return { kind, laneId, from, ...(ongoing ? {} : { until }), ongoing, days: daysBetween(from, until) }
  }
  const gaps = redLine(story)
    .filter((piece) => piece.kind === 'gap')
    .map((piece) => wait('gap', piece.laneId, piece.from, piece.until))
  const queues = queueSpans(story, end).map((span) => wait('queue', span.laneId, span.from, span.until))
  return [...gaps, ...queues].sort(
    (a, b) => compare(a.from, b.from) || compare(a.kind, b.kind) || compare(a.laneId ?? '', b.laneId ?? ''),
  )
}

/** Whether a wait that reaches the end of the line holds on that very day, too. */
function stillWaits(story: ThreadStory, kind: Wait['kind'], laneId: string | undefined, end: CalendarDay): boolean {
  if (kind === 'gap') return isHole(coverOn(story, closedSpans(story), end))
  return story.stretches.some((one) => one.kind === 'queue' && one.laneId === laneId && holds(one, end))
}

/** Queue stretches cut to the time of the line; those of one lane that touch are one wait. */
function queueSpans(story: ThreadStory, end: CalendarDay) {
  const spans = story.stretches
    .filter((stretch) => stretch.kind === 'queue')
    .map(({ laneId, from, until }) => ({
      laneId,
      from: from < story.from ? story.from : from,
      until: until && until < end ? until : end,
    }))
    .filter((span) => span.from < span.until)
    .sort((a, b) => compare(a.laneId, b.laneId) || compare(a.from, b.from))
  const out: typeof spans = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last && last.laneId === span.laneId && span.from <= last.until) {
      if (span.until > last.until) last.until = span.until
    } else out.push(span)
  }
  return out
}

import { addDays, type CalendarDay, daysBetween, later } from '../../../shared/calendar-day.ts'
import { redLine, type Wait, waitsAndGaps } from './timeline.ts'
import {
  type ContactSpan,
  compare,
  endOfLine,
  type Knot,
  type Lane,
  type ThreadStory,
  type TrackBar,
} from './timeline-story.ts'

/** What the tall picture says, one under another in order of time. */
export type Entry =
  | { kind: 'lane'; day: CalendarDay; lane: Lane }
  | { kind: 'knot'; day: CalendarDay; knot: Knot }
  | { kind: 'track'; day: CalendarDay; track: TrackBar }
  | { kind: 'contact'; day: CalendarDay; contact: ContactSpan }
  | { kind: 'wait'; day: CalendarDay; wait: Wait }
  | { kind: 'today'; day: CalendarDay }

/** On one day: what led on from the old lane, the new lane, what happened in it, and today last. Taken up again at once is part of the end. */
const ORDER: Record<Entry['kind'], number> = { lane: 2, knot: 3, track: 5, contact: 4, wait: 1, today: 6 }
const LEADS_ON = new Set<Knot['kind']>(['referral', 'discharge'])

const order = (entry: Entry, ends: ReadonlySet<CalendarDay>): number => {
  if (entry.kind !== 'knot') return ORDER[entry.kind]
  const atOnce = entry.knot.kind === 'reopened' && ends.has(entry.knot.day)
  return atOnce || LEADS_ON.has(entry.knot.kind) ? 0 : ORDER.knot
}

const nameOf = (entry: Entry): string => {
  if (entry.kind === 'knot') return entry.knot.label
  if (entry.kind === 'track') return entry.track.name
  return entry.kind === 'contact' ? entry.contact.name : ''
}

/** The entries: each knot, start of a track, new contact and wait, and each lane when it takes over the line. */
export function entriesOf(story: ThreadStory): Entry[] {
  if (story.lanes.length === 0) return []
  const end = endOfLine(story)
  const onPage = (day: CalendarDay) => later(day, story.from)
  const entries: Entry[] = [
    ...takeovers(story),
    ...story.knots.map((knot): Entry => ({ kind: 'knot', day: onPage(knot.day), knot })),
    ...story.tracks.map((track): Entry => ({ kind: 'track', day: onPage(track.from), track })),
    ...story.contacts.map((contact): Entry => ({ kind: 'contact', day: onPage(contact.from), contact })),
    ...waitsAndGaps(story).map(
      (wait): Entry => ({
        kind: 'wait',
        day: addDays(wait.from, Math.floor(daysBetween(wait.from, wait.until ?? end) / 2)),
        wait,
      }),
    ),
  ]
  if (!(story.until && story.until < story.today)) entries.push({ kind: 'today', day: later(story.today, story.from) })
  const ends = new Set(story.knots.filter((knot) => knot.kind === 'discharge').map((knot) => knot.day))
  // What happened on one day stands as it came.
  const came = (entry: Entry): number => (entry.kind === 'knot' ? story.knots.indexOf(entry.knot) : 0)
  return entries.sort(
    (a, b) =>
      compare(a.day, b.day) || order(a, ends) - order(b, ends) || came(a) - came(b) || compare(nameOf(a), nameOf(b)),
  )
}

function takeovers(story: ThreadStory): Entry[] {
  const entries: Entry[] = []
  let last: string | undefined
  for (const piece of redLine(story)) {
    if (piece.kind !== 'carried' || piece.laneId === last) continue
    last = piece.laneId
    const lane = story.lanes.find((one) => one.id === piece.laneId)
    if (lane) entries.push({ kind: 'lane', day: piece.from, lane })
  }
  return entries
}

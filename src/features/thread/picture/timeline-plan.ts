import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import { fitText, textWidth } from '../../../ui/text-width.ts'
import { endOfLine, type Wait, waitsAndGaps } from './timeline.ts'
import { type BarPlan, crossings, planBars } from './timeline-bars.ts'
import { runsOf, type Strand, sideStrands } from './timeline-line.ts'
import { type Leg, routeOf } from './timeline-route.ts'
import { type TimeWindow, timeWindow } from './timeline-scale.ts'
import { type Range, Shelf } from './timeline-shelf.ts'
import { compare, type Knot, type KnotKind, type Span, type ThreadStory } from './timeline-story.ts'
import { PILL_SIZE, planTags, TAG_SIZE, type TagPlan } from './timeline-tags.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** Where things are along time, per lane, before heights are known. Logical px: time runs from small to large. */
export type Plan = {
  width: number
  gutter: number
  limits: Range
  window: TimeWindow
  at: (day: CalendarDay) => number
  today: number | undefined
  lineEnd: number
  legs: Leg[]
  side: Strand[]
  lanes: LanePlan[]
  contacts: ContactPlan
}
export type ContactPlan = {
  bars: { name: string; row: number; range: Range; label: number; text: string }[]
  rows: number
}
export type LanePlan = {
  bars: BarPlan[]
  rows: number
  hasRail: boolean
  tagRows: number
  knots: { stop: { at: number; lane: number }; knots: Knot[]; tag?: TagPlan }[]
  pills: { wait: Wait; at: number; tag?: TagPlan }[]
}

const INSET = 16
/** Two knots nearer than this become one: also the least distance between targets to press (WCAG 2.5.8). */
const KNOT_DISTANCE = 25

/** Lays the story out along time for a picture of a width in px. */
export function planOf(story: ThreadStory, texts: TimelineTexts, width: number): Plan {
  const window = timeWindow(story)
  const gutter = Math.round(Math.min(178, Math.max(164, width * 0.165)))
  const limits: Range = [gutter + INSET - 6, width - 8]
  const scale = (width - gutter - 2 * INSET) / window.days
  const clamp = (at: number) => Math.max(gutter + INSET, Math.min(width - INSET, at))
  const known = new Map<CalendarDay, number>()
  const at = (day: CalendarDay): number => {
    const x = known.get(day) ?? clamp(gutter + INSET + daysBetween(window.from, day) * scale)
    known.set(day, x)
    return x
  }
  const end = endOfLine(story)
  const today = story.today <= window.until && !(story.until && story.until < story.today) ? at(story.today) : undefined
  const lane = (id: string | undefined) =>
    Math.max(
      0,
      story.lanes.findIndex((one) => one.id === id),
    )

  const clusters = clustersOf(story, window, at, lane)
  const runs = runsOf(story, at, lane)
  const legs = routeOf(
    runs,
    clusters.map((cluster) => cluster.stop),
  )
  const waits = story.lanes.length > 0 ? waitsAndGaps(story) : []
  const side = sideStrands(waits, runs, legs, { at, lane, end })
  const todayZone: Range | undefined = today === undefined ? undefined : [today - 3, today + 3]
  const lanes = story.lanes.map((one, index): LanePlan => {
    const { above, below } = crossings(legs, index)
    const { bars, shelf } = planBars(barInput(story, texts, one.id, window, at, width), limits, above, todayZone)
    const overLine = new Shelf(above, shelf.rows)
    const knots = clusters.filter((cluster) => cluster.stop.lane === index)
    const pills = waits
      .filter((wait) => lane(wait.laneId) === index)
      .map((wait) => ({ wait, at: (at(wait.from) + at(wait.until ?? end)) / 2 }))
    const { tags, rows: tagRows } = planTags(
      [
        ...pills.map((pill) => ({
          at: pill.at,
          text: texts.wait(pill.wait.kind, pill.wait.days, pill.wait.ongoing),
          size: PILL_SIZE,
          shorter: [texts.wait(pill.wait.kind, pill.wait.days, false), texts.days(pill.wait.days, false)],
          padding: 12,
          must: true,
        })),
        ...knots.map((cluster) => ({
          at: cluster.stop.at,
          text: tagText(cluster.knots, texts),
          size: TAG_SIZE,
          padding: 0,
          must: false,
        })),
      ],
      limits,
      below,
      todayZone,
      overLine,
    )
    const hasLine = legs.some((leg) => leg.lane === index || leg.toLane === index)
    return {
      bars,
      rows: shelf.rows.length,
      tagRows,
      hasRail: hasLine || knots.length > 0 || pills.length > 0,
      pills: pills.map((pill, i) => ({ ...pill, ...(tags[i] ? { tag: tags[i] } : {}) })),
      knots: knots.map((cluster, i) => {
        const tag = tags[pills.length + i]
        return { ...cluster, ...(tag ? { tag } : {}) }
      }),
    }
  })
  const contacts = planContacts(story, texts, window, at, limits, today)
  return { width, gutter, limits, window, at, today, lineEnd: at(end), legs, side, lanes, contacts }
}

/** Which of several knots gives its name to them all: the one that changed most. */
const WEIGHT: Record<KnotKind, number> = {
  discharge: 0,
  reopened: 0,
  intake: 2,
  referral: 3,
  decision: 4,
  meeting: 5,
  contact: 6,
}

/** What a knot says under the line: its label, or the weightiest of several and how many more; contacts are silent. */
function tagText(knots: readonly Knot[], texts: TimelineTexts): string {
  // Of an end and a new beginning the later one holds.
  const latest = (a: Knot, b: Knot) => compare(b.day, a.day) || compare(b.kind, a.kind)
  const [first] = [...knots].sort(
    (a, b) => WEIGHT[a.kind] - WEIGHT[b.kind] || (WEIGHT[a.kind] === 0 ? latest(a, b) : 0),
  )
  if (!first || first.kind === 'contact') return ''
  const label = texts.isolate(fitText(first.label, TAG_SIZE, 190) ?? first.label)
  return knots.length === 1 ? label : `${label} ${texts.more(knots.length - 1)}`
}

function clustersOf(
  story: ThreadStory,
  window: TimeWindow,
  at: (day: CalendarDay) => number,
  lane: (id: string) => number,
): { stop: { at: number; lane: number }; knots: Knot[] }[] {
  const knots = story.knots
    .filter((knot) => knot.day <= window.until && story.lanes.length > 0)
    .sort((a, b) => compare(a.day, b.day) || compare(a.kind, b.kind) || compare(a.label, b.label))
  const clusters: { stop: { at: number; lane: number }; knots: Knot[] }[] = []
  for (const knot of knots) {
    const [x, index] = [at(knot.day), lane(knot.laneId)]
    const near = clusters.findLast((one) => one.stop.lane === index)
    if (near && x - at(near.knots[0]!.day) < KNOT_DISTANCE) near.knots.push(knot)
    else clusters.push({ stop: { at: x, lane: index }, knots: [knot] })
  }
  return clusters
}

function barInput(
  story: ThreadStory,
  texts: TimelineTexts,
  laneId: string,
  window: TimeWindow,
  at: (day: CalendarDay) => number,
  width: number,
) {
  // A bar without an end runs out of the picture, and one from before the thread into it.
  const range = ({ from, until }: Span): Range => [
    from < window.from ? at(window.from) - 8 : at(from),
    until && until <= window.until ? at(until) : width,
  ]
  return story.tracks
    .filter((track) => track.laneId === laneId && isShown(track, window))
    .sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id))
    .map((track) => ({
      track,
      range: range(track),
      pauses: track.pauses.map(range),
      name: texts.isolate(track.name),
      hours: track.hoursPerWeek === undefined ? undefined : texts.hours(track.hoursPerWeek),
    }))
}

const isShown = (span: Span, window: TimeWindow): boolean =>
  span.from <= window.until && !(span.until && span.until <= window.from)

/** Contacts are thin bars of their own lane under all others, with the name over the beginning of each. */
function planContacts(
  story: ThreadStory,
  texts: TimelineTexts,
  window: TimeWindow,
  at: (day: CalendarDay) => number,
  limits: Range,
  today: number | undefined,
): ContactPlan {
  const end = endOfLine(story)
  const shelf = new Shelf()
  const bars = story.contacts
    .filter((contact) => isShown(contact, window) && contact.from <= end)
    .sort((a, b) => compare(a.from, b.from) || compare(a.name, b.name))
    .map((contact) => {
      const start = at(contact.from)
      const range: Range = [start, Math.max(start + 4, at(contact.until ?? end) - 3)]
      const name = texts.isolate(fitText(contact.name, TAG_SIZE, 180) ?? contact.name)
      const width = textWidth(name, TAG_SIZE)
      const isCrossed = today !== undefined && start < today + 4 && start + width > today - 4
      const label = isCrossed ? Math.max(limits[0], today - 6 - width) : Math.min(start, limits[1] - width)
      // One contact may follow on the other's heels: only their names need air between them.
      const extent: Range = [Math.min(start, label), Math.max(range[1] - 4, label + width)]
      let row = shelf.rows.findIndex((_, index) => shelf.isClear(index, extent))
      if (row < 0) row = shelf.rows.length
      shelf.take(row, extent)
      return { name: contact.name, row, range, label, text: name }
    })
  return { bars, rows: shelf.rows.length }
}

import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { waitsAndGaps } from './timeline.ts'
import { type Columns, columnsOf } from './timeline-columns.ts'
import { type Entry, entriesOf } from './timeline-entries.ts'
import { dayScale, flow } from './timeline-flow.ts'
import type { Box, Label, Stroked, Tail } from './timeline-geometry.ts'
import { runsOf, sideStrands, tailOf } from './timeline-line.ts'
import { Page } from './timeline-page.ts'
import { routeOf, type Stop } from './timeline-route.ts'
import { clearParts } from './timeline-shelf.ts'
import { endOfLine, type Lane, type Span, type ThreadStory, type TrackBar } from './timeline-story.ts'
import { entryHeight, entryShape, laneName, type TallEntry } from './timeline-tall-entry.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** The picture for a phone: time runs down, lanes are columns, and everything is said in words beside them. */
export type TallPicture = {
  width: number
  height: number
  bands: { lane: Lane; box: Box; name: Label; lead: { x0: number; x1: number; y: number } }[]
  months: Label[]
  entries: TallEntry[]
  bars: { track: TrackBar; parts: Box[]; openStart: boolean; openEnd: boolean }[]
  line: Stroked[]
  side: Stroked[]
  fade?: Tail
}

const WIDTH = 340
const NAME_ROW = 23
const NAME = 13.5
const MONTH = 12.5
const FOOT = 44
const LEAST_BAR = 10

export function tallLayout(story: ThreadStory, texts: TimelineTexts): TallPicture {
  const page = new Page(WIDTH, texts.dir === 'rtl')
  const columns = columnsOf(story)
  const words = columns.starts.at(-1)! + 10
  const top = story.lanes.length * NAME_ROW + 16
  const entries = entriesOf(story)
  const { placed, end } = flow(entries, story.from, top, (entry) => entryHeight(entry, texts, WIDTH - words))
  const height = end + FOOT
  const at = dayScale(placed, top, height - FOOT / 2)
  const lane = (id: string | undefined) =>
    Math.max(
      0,
      story.lanes.findIndex((one) => one.id === id),
    )
  const stops = new Map<Entry, Stop>()
  for (const { entry, middle } of placed)
    if (entry.kind === 'knot') stops.set(entry, { at: middle, lane: lane(entry.knot.laneId) })
  const runs = runsOf(story, at, lane)
  const legs = routeOf(runs, [...stops.values()])
  const tail = tailOf(story, legs, stops.values().next().value?.lane)
  return {
    width: WIDTH,
    height: Math.ceil(height),
    bands: story.lanes.map((one, index) => bandOf(one, index, columns, page, texts, words, height)),
    months: placed.flatMap(({ month }) =>
      month ? [page.label(texts.month(month.day), words, month.y + 18, MONTH)] : [],
    ),
    entries: placed.map((place) =>
      entryShape(place, stops.get(place.entry), { legs, columns, words, page, texts, lane }),
    ),
    bars: columns.bars.map((bar) => barShape(bar, story, at, page, height)),
    line: legs.map((leg) => ({
      stroke: leg.stroke,
      x0: page.x(columns.rails[leg.lane]!),
      y0: leg.from,
      x1: page.x(columns.rails[leg.toLane]!),
      y1: leg.until,
    })),
    side: sideStrands(story.lanes.length > 0 ? waitsAndGaps(story) : [], runs, legs, {
      at,
      lane,
      end: endOfLine(story),
    }).map((part) => {
      const x = page.x(columns.rails[part.lane]!)
      return { stroke: 'dotted', x0: x, y0: part.from, x1: x, y1: part.until }
    }),
    ...(tail
      ? {
          fade: {
            stroke: tail.stroke,
            from: at(endOfLine(story)),
            until: Math.min(height, at(endOfLine(story)) + 40),
            across: page.x(columns.rails[tail.lane]!),
          },
        }
      : {}),
  }
}

/** Names over the columns as steps, the last column's nearest: each leads to its column over nothing. */
function bandOf(
  lane: Lane,
  index: number,
  columns: Columns,
  page: Page,
  texts: TimelineTexts,
  words: number,
  height: number,
) {
  const [start, end] = [columns.starts[index]!, columns.starts[index + 1]!]
  const y = 4 + index * NAME_ROW
  const shown = laneName(lane, NAME, WIDTH - words - 2)
  return {
    lane,
    box: page.box(start, y, end - start - 2, height - y),
    name: page.label(texts.isolate(shown), words, y + 15, NAME, shown.endsWith('…') ? { full: lane.name } : {}),
    lead: { x0: page.x(end - 2), x1: page.x(words - 5), y: y + 10.5 },
  }
}

function barShape(
  bar: Columns['bars'][number],
  story: ThreadStory,
  at: (day: CalendarDay) => number,
  page: Page,
  height: number,
) {
  const range = ({ from, until }: Span): [number, number] => [
    at(from < story.from ? story.from : from),
    until ? at(until) : height,
  ]
  const [from, until] = range(bar.track)
  const whole: [number, number] = [from, Math.max(until, from + LEAST_BAR)]
  const parts = clearParts(whole, bar.track.pauses.map(range), 0)
  return {
    track: bar.track,
    parts: (parts.length > 0 ? parts : [whole]).map(([y0, y1]) => page.box(bar.from, y0, bar.width, y1 - y0)),
    openStart: bar.track.from < story.from,
    openEnd: bar.track.until === undefined,
  }
}

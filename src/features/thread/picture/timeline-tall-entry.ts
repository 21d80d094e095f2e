import { fitText, textWidth, wrapText } from '../../../ui/text-width.ts'
import type { Columns } from './timeline-columns.ts'
import type { Entry } from './timeline-entries.ts'
import type { Placed } from './timeline-flow.ts'
import type { Box, Label } from './timeline-geometry.ts'
import type { Page } from './timeline-page.ts'
import type { Leg, Stop } from './timeline-route.ts'
import type { Lane } from './timeline-story.ts'
import type { TimelineTexts } from './timeline-texts.ts'

/** One thing said beside the columns, with its knot on the line when it has one. */
export type TallEntry = {
  entry: Entry
  /** The room to press, at least 24 px high. */
  target: Box
  date?: Label
  labels: Label[]
  /** The chip or pill around the words. */
  frame?: Box
  knot?: { x: number; y: number; onLine: boolean }
  /** From the column to the words. */
  tie?: { x0: number; x1: number; y: number }
}

const ROW = 28
const LINE = 18
const DATE = 25
const LABEL = 14
const SMALL = 12.5
const CHIP = 13.5
const PADDING = 11
const MOST_LINES = 3

/** Entries with a day of the month before them. */
const isDated = (entry: Entry): boolean => entry.kind === 'knot' || entry.kind === 'track' || entry.kind === 'contact'

function linesOf(entry: Entry, texts: TimelineTexts, room: number): string[] {
  const chip = (text: string) => [fitText(text, CHIP, room - 2 * PADDING - 2, 1) ?? '…']
  switch (entry.kind) {
    case 'lane':
      return [laneName(entry.lane, CHIP, room - 2 * PADDING - 2)]
    case 'wait': {
      const { kind, days, ongoing } = entry.wait
      const whole = texts.wait(kind, days, ongoing)
      return chip(textWidth(whole, CHIP) <= room - 2 * PADDING - 2 ? whole : texts.wait(kind, days, false))
    }
    case 'today':
      return chip(texts.today)
    case 'knot':
      return wrapText(entry.knot.label, LABEL, room - DATE - 4, MOST_LINES)
    case 'contact':
      return wrapText(texts.newContact(entry.contact.name), LABEL, room - DATE - 4, MOST_LINES)
    case 'track': {
      const { name, hoursPerWeek } = entry.track
      const hours = hoursPerWeek === undefined ? '' : ` ${hoursOf(hoursPerWeek, texts)}`
      return wrapText(`${name}${hours}`, LABEL, room - DATE - 4, MOST_LINES)
    }
  }
}

export const entryHeight = (entry: Entry, texts: TimelineTexts, room: number): number =>
  ROW + (Math.max(1, linesOf(entry, texts, room).length) - 1) * LINE

/** A lane with its detail when both have room, else its name, shortened when it must be. */
export function laneName(lane: Lane, size: number, room: number): string {
  const whole = lane.detail ? `${lane.name}, ${lane.detail}` : lane.name
  return textWidth(whole, size) <= room ? whole : (fitText(lane.name, size, room, 1) ?? '…')
}

/** A line in its own direction; the hours after a track's name stay in that of the page. */
function directed(line: string, entry: Entry, texts: TimelineTexts): string {
  if (entry.kind !== 'track' || entry.track.hoursPerWeek === undefined) return texts.isolate(line)
  const hours = hoursOf(entry.track.hoursPerWeek, texts)
  if (!line.endsWith(hours)) return texts.isolate(line)
  const name = line.slice(0, -hours.length).trimEnd()
  return name === '' ? hours : `${texts.isolate(name)} ${hours}`
}

const hoursOf = (hours: number, texts: TimelineTexts): string => texts.hours(hours).replaceAll(' ', '\u00a0')

type Surroundings = {
  legs: readonly Leg[]
  columns: Columns
  words: number
  page: Page
  texts: TimelineTexts
  lane: (id: string | undefined) => number
}

export function entryShape(
  { entry, top, middle, height }: Placed,
  stop: Stop | undefined,
  around: Surroundings,
): TallEntry {
  const { page, words, texts, columns, legs } = around
  const room = page.width - words
  const lines = linesOf(entry, texts, room)
  const start = isDated(entry) ? words + DATE : words + PADDING
  const size = isDated(entry) ? LABEL : CHIP
  const labels = lines.map((text, at) => page.label(directed(text, entry, texts), start, middle + 5 + at * LINE, size))
  const target = page.box(words - 4, top + 1, room + 4, height - 2)
  if (!isDated(entry)) {
    const width = textWidth(lines[0] ?? '', CHIP) + 2 * PADDING
    return { entry, target, labels, frame: page.box(words, middle - 11.5, width, 23) }
  }
  const date = dateOf(entry, texts)
  const knot = stop && {
    x: page.x(columns.rails[stop.lane]!),
    y: stop.at,
    onLine:
      legs.length === 0 ||
      legs.some(
        (leg) =>
          (leg.lane === stop.lane || leg.toLane === stop.lane) && leg.from - 1 <= stop.at && stop.at <= leg.until + 1,
      ),
  }
  const from = stop ? columns.rails[stop.lane]! + 10 : barStart(entry, columns)
  return {
    entry,
    target,
    labels,
    ...(date ? { date: page.label(date, words, middle + 5, SMALL) } : {}),
    ...(knot ? { knot } : {}),
    ...(from !== undefined && from < words - 8 ? { tie: { x0: page.x(from), x1: page.x(words - 5), y: middle } } : {}),
  }
}

/** The day of the month; nothing when it began before the thread and stands on its first day. */
function dateOf(entry: Entry, texts: TimelineTexts): string | undefined {
  const real =
    entry.kind === 'knot'
      ? entry.knot.day
      : entry.kind === 'track'
        ? entry.track.from
        : entry.kind === 'contact'
          ? entry.contact.from
          : undefined
  return real === entry.day ? texts.dayOfMonth(real) : undefined
}

function barStart(entry: Entry, columns: Columns): number | undefined {
  if (entry.kind !== 'track') return undefined
  const bar = columns.bars.find((one) => one.track === entry.track)
  return bar && bar.from + bar.width + 2
}

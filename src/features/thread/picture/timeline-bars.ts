import { fitText, textWidth } from '../../../ui/text-width.ts'
import type { Leg } from './timeline-route.ts'
import { clearParts, type Range, Shelf } from './timeline-shelf.ts'
import type { TrackBar } from './timeline-story.ts'

/** What lies in one lane, along time only; its rows become heights when all lanes are known. */
export type BarPlan = {
  track: TrackBar
  row: number
  range: Range
  parts: Range[]
  /** Start of the label and what it says; outside the bar when `outside`. */
  label?: { at: number; name: string; hours?: string; shortened: boolean }
}
export const BAR_SIZE = 13.5
const INSET = 9
const LEAST_BAR = 12

/** Ranges of time in which the line passes through the rows above the rail and below it. */
export function crossings(legs: readonly Leg[], lane: number): { above: Range[]; below: Range[] } {
  const above: Range[] = []
  const below: Range[] = []
  for (const leg of legs) {
    if (leg.lane === leg.toLane) continue
    const range: Range = [leg.from - 4, leg.until + 4]
    const [top, bottom] = [Math.min(leg.lane, leg.toLane), Math.max(leg.lane, leg.toLane)]
    // The rail lies under the bars and over the tags: a line from above crosses the bars, one from below the tags.
    if (top < lane && lane <= bottom) above.push(range)
    if (top <= lane && lane < bottom) below.push(range)
  }
  return { above, below }
}

/** Bars side by side on as few rows as hold them with their names. */
export function planBars(
  tracks: readonly { track: TrackBar; range: Range; pauses: Range[]; hours: string | undefined; name: string }[],
  limits: Range,
  crossed: readonly Range[],
  today: Range | undefined,
): { bars: BarPlan[]; shelf: Shelf } {
  const shelf = new Shelf()
  const bars = tracks.map(({ track, range: wanted, pauses, hours, name }) => {
    const range = atLeast(wanted, LEAST_BAR, limits)
    const parts = clearParts(range, pauses, 0)
    const shown = parts.length > 0 ? parts : [range]
    const plan = labelPlans(range, shown, name, hours, limits, crossed, today)
    for (const { extent, label } of plan) {
      const row = shelf.rows.findIndex((_, at) => shelf.isClear(at, extent))
      if (row < 0) continue
      shelf.take(row, extent)
      return { track, row, range, parts: shown, ...(label ? { label } : {}) }
    }
    const { extent, label } = plan[0]!
    const row = shelf.rows.length
    shelf.take(row, extent)
    return { track, row, range, parts: shown, ...(label ? { label } : {}) }
  })
  return { bars, shelf }
}

function atLeast([from, until]: Range, least: number, [start, end]: Range): Range {
  if (until - from >= least) return [from, until]
  const at = Math.max(start, Math.min(from, end - least))
  return [at, at + least]
}

type LabelPlan = { extent: Range; label?: BarPlan['label']; cut?: boolean }

/** Places for a bar's label, best first: whole inside, whole after, whole before, shortened inside or after, none. */
function labelPlans(
  range: Range,
  parts: readonly Range[],
  name: string,
  hours: string | undefined,
  limits: Range,
  crossed: readonly Range[],
  today: Range | undefined,
): LabelPlan[] {
  const width = (text: string) => textWidth(text, BAR_SIZE)
  const nameWidth = width(name)
  const inside = parts.flatMap(([from, until]) => clearParts([from + INSET, until - INSET], crossed, 4))
  const outside = clearParts(limits, [...crossed, ...(today ? [today] : [])], 4)
  const texts = [
    ...(hours ? [{ room: width(`${name} ${hours}`), text: { name, hours, shortened: false } }] : []),
    { room: nameWidth, text: { name, shortened: hours !== undefined } },
  ]
  for (const { room, text } of texts) {
    const part = inside.find(([from, until]) => until - from >= room)
    if (part) return [{ extent: range, label: { at: part[0], ...text } }]
  }
  const plans = texts.flatMap(({ room, text }) =>
    [range[1] + 7, range[0] - 7 - room]
      .filter((at) => outside.some(([from, until]) => from <= at && at + room <= until))
      .map((at) => ({ extent: hull(range, [at, at + room]), label: { at, ...text } })),
  )
  if (plans.length > 0) return plans
  const cut = ([from, until]: Range): LabelPlan[] => {
    const text = fitText(name, BAR_SIZE, until - from, 4)
    if (!text) return []
    return [{ extent: hull(range, [from, from + width(text)]), label: { at: from, name: text, shortened: true } }]
  }
  const widest = [...inside].sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0]
  const after = outside.find(([from, until]) => from <= range[1] + 7 && range[1] + 7 < until)
  const shortened = [...(widest ? cut(widest) : []), ...(after ? cut([range[1] + 7, after[1]]) : [])]
  return shortened.length > 0 ? shortened : [{ extent: range }]
}

const hull = (a: Range, b: Range): Range => [Math.min(a[0], b[0]), Math.max(a[1], b[1])]

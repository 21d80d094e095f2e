import type { Leg } from './timeline-route.ts'
import { clearParts, type Range, Shelf } from './timeline-shelf.ts'
import type { TrackBar } from './timeline-story.ts'
import { fitText, textWidth } from './timeline-text-width.ts'

/** What lies in one lane, along time only; its rows become heights when all lanes are known. */
export type BarPlan = {
  track: TrackBar
  row: number
  range: Range
  parts: Range[]
  /** Start of the label and what it says; outside the bar when `outside`. */
  label?: { at: number; name: string; hours?: string; shortened: boolean }
}
export type TagPlan = {
  at: number
  width: number
  row: number
  text: string
  shortened: boolean
  leader: boolean
}

export const SIZE = { bar: 13.5, tag: 12.5, pill: 13 } as const
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
): { bars: BarPlan[]; rows: number } {
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
  return { bars, rows: shelf.rows.length }
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
  const width = (text: string) => textWidth(text, SIZE.bar)
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
    const text = fitText(name, SIZE.bar, until - from, 4)
    if (!text) return []
    return [{ extent: hull(range, [from, from + width(text)]), label: { at: from, name: text, shortened: true } }]
  }
  const widest = [...inside].sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0]
  const after = outside.find(([from, until]) => from <= range[1] + 7 && range[1] + 7 < until)
  const shortened = [...(widest ? cut(widest) : []), ...(after ? cut([range[1] + 7, after[1]]) : [])]
  return shortened.length > 0 ? shortened : [{ extent: range }]
}

const hull = (a: Range, b: Range): Range => [Math.min(a[0], b[0]), Math.max(a[1], b[1])]

/** Words that belong to a point of the line; those that `must` be said are never shortened. */
export type TagWish = { at: number; text: string; short?: string; size: number; padding: number; must: boolean }

const LEAST_TAG = 6
const TAG_ROWS = 2
/** Px a text may lie beside its point. */
const FAR = 16
const MOST_TAG = 200

/**
 * Words under the line, the ones that must be said first. A tag is near its point on the first row, or on a further
 * row under a stem that nothing crosses. Wishes that find no room give `undefined`; their words are in the title.
 */
export function planTags(
  wishes: readonly TagWish[],
  limits: Range,
  crossed: readonly Range[],
  today: Range | undefined,
): { tags: (TagPlan | undefined)[]; rows: number } {
  const shelf = new Shelf(crossed)
  // Pills are opaque and may lie over the line of today; plain words may not.
  const plain = new Shelf(today ? [...crossed, today] : crossed, shelf.rows)
  const tags: (TagPlan | undefined)[] = wishes.map(() => undefined)
  const inOrder = wishes.map((_, at) => at).sort((a, b) => Number(wishes[b]!.must) - Number(wishes[a]!.must))
  for (const index of inOrder) {
    const wish = wishes[index]!
    const plan = tagPlan(wish.must ? shelf : plain, wish, limits)
    if (!plan) continue
    shelf.take(plan.row, [plan.at, plan.at + plan.width])
    if (plan.leader) for (let row = 0; row < plan.row; row++) shelf.take(row, [wish.at - 1, wish.at + 1])
    tags[index] = plan
  }
  return { tags, rows: shelf.rows.length }
}

function tagPlan(shelf: Shelf, wish: TagWish, limits: Range): TagPlan | undefined {
  const width = textWidth(wish.text, wish.size) + 2 * wish.padding
  const rows = wish.must ? shelf.rows.length + 1 : TAG_ROWS
  for (let row = 0; row < rows; row++) {
    if (row > 0 && !stemIsClear(shelf, wish.at, row)) break
    const at = nearest(shelf, row, wish.at, width, limits)
    if (at !== undefined && away(wish.at, at, width) <= (row === 0 ? FAR : -6))
      return { at, width, row, text: wish.text, shortened: false, leader: row > 0 }
  }
  if (!wish.must) return shortened(shelf, wish, limits)
  const plan = anywhere(shelf, wish, width, limits)
  const isNear = plan && away(wish.at, plan.at, plan.width) < 3 * FAR
  return isNear || !wish.short
    ? plan
    : (tagPlan(shelf, { ...wish, text: wish.short, short: undefined }, limits) ?? plan)
}

/** The beginning of the words, in the widest clear part of the first row that lies at the point. */
function shortened(shelf: Shelf, wish: TagWish, limits: Range): TagPlan | undefined {
  const near: Range = [wish.at - MOST_TAG, wish.at + MOST_TAG]
  const [part] = clearParts(shelf.clear(0, limits), [
    [-Infinity, near[0]],
    [near[1], Infinity],
  ])
    .filter(([from, until]) => away(wish.at, from, until - from) <= FAR)
    .sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
  const text = part && fitText(wish.text, wish.size, part[1] - part[0], LEAST_TAG)
  if (!part || !text) return undefined
  const width = textWidth(text, wish.size)
  const at = Math.max(part[0], Math.min(wish.at - width / 2, part[1] - width))
  return { at, width, row: 0, text, shortened: true, leader: false }
}

const stemIsClear = (shelf: Shelf, at: number, row: number): boolean => {
  for (let above = 0; above < row; above++) if (!shelf.isClear(above, [at - 1, at + 1])) return false
  return true
}

/** Px from a point to a text; negative inside it, by the distance to its nearer end. */
const away = (point: number, at: number, width: number): number => Math.max(at - point, point - at - width)

/** The start of the clear place on a row whose middle is nearest to a point. */
function nearest(shelf: Shelf, row: number, point: number, width: number, limits: Range): number | undefined {
  let best: number | undefined
  const off = (at: number) => Math.max(0, away(point, at, width)) * 3 + Math.abs(at + width / 2 - point)
  for (const [from, until] of shelf.clear(row, limits)) {
    if (until - from < width) continue
    const at = Math.max(from, Math.min(point - width / 2, until - width))
    if (best === undefined || off(at) < off(best)) best = at
  }
  return best
}

/** The nearest clear place, where a row further off counts as much as some way along time. */
function anywhere(shelf: Shelf, wish: TagWish, width: number, limits: Range): TagPlan | undefined {
  let best: TagPlan | undefined
  let cost = Infinity
  for (let row = 0; row <= shelf.rows.length; row++) {
    const at = nearest(shelf, row, wish.at, width, limits)
    if (at === undefined) continue
    const price = Math.max(0, away(wish.at, at, width)) + row * 40
    if (price < cost) {
      best = { at, width, row, text: wish.text, shortened: false, leader: false }
      cost = price
    }
  }
  return best
}

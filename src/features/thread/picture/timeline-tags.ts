import { fitText, textWidth } from '../../../ui/text-width.ts'
import { clearParts, type Range, Shelf } from './timeline-shelf.ts'

/** A place for words at the line: on a row under it, or `above` it on a row of the bars. */
export type TagPlan = {
  at: number
  width: number
  row: number
  text: string
  shortened: boolean
  /** A stroke leads from the point of the line to the words. */
  leader: boolean
  above?: boolean
}

export const TAG_SIZE = 12.5
export const PILL_SIZE = 13

/** Words that belong to a point of the line; those that `must` be said are never shortened. */
export type TagWish = {
  at: number
  text: string
  shorter?: readonly string[]
  size: number
  padding: number
  must: boolean
}

const LEAST_TAG = 6
const TAG_ROWS = 2
/** Px a text may lie beside its point. */
const FAR = 16
const MOST_TAG = 200

/** Words further from their point than this would mislead. */
const TOO_FAR = 90

/**
 * Words at the line, the ones that must be said first. A tag is near its point on the first row under the line, on a
 * further row under a stem that nothing crosses, or – only what must be said – above the line or at a little distance.
 * Wishes that find no room give `undefined`; their words are in titles and in the table. `bars` are the rows above.
 */
export function planTags(
  wishes: readonly TagWish[],
  limits: Range,
  crossed: readonly Range[],
  today: Range | undefined,
  bars: Shelf,
): { tags: (TagPlan | undefined)[]; rows: number } {
  const shelf = new Shelf(crossed)
  // Pills are opaque and may lie over the line of today; plain words may not.
  const plain = new Shelf(today ? [...crossed, today] : crossed, shelf.rows)
  const tags: (TagPlan | undefined)[] = wishes.map(() => undefined)
  const inOrder = wishes.map((_, at) => at).sort((a, b) => Number(wishes[b]!.must) - Number(wishes[a]!.must))
  for (const index of inOrder) {
    const wish = wishes[index]!
    if (wish.text === '') continue
    const plan = wish.must
      ? pillPlan(shelf, bars, wish, limits)
      : (nearPlan(plain, wish, limits) ?? shortened(plain, wish, limits))
    if (!plan) continue
    const home = plan.above ? bars : shelf
    home.take(plan.row, [plan.at, plan.at + plan.width])
    if (plan.leader) for (let row = 0; row < plan.row; row++) shelf.take(row, [wish.at - 1, wish.at + 1])
    tags[index] = plan
  }
  return { tags, rows: shelf.rows.length }
}

const widthOf = (wish: TagWish): number => textWidth(wish.text, wish.size) + 2 * wish.padding

/** The first row where the whole words lie at their point. */
function nearPlan(shelf: Shelf, wish: TagWish, limits: Range): TagPlan | undefined {
  const width = widthOf(wish)
  const rows = wish.must ? shelf.rows.length + 1 : TAG_ROWS
  for (let row = 0; row < rows; row++) {
    if (row > 0 && !stemIsClear(shelf, wish.at, row)) return undefined
    const at = nearest(shelf, row, wish.at, width, limits)
    if (at !== undefined && away(wish.at, at, width) <= (row === 0 ? FAR : -6))
      return { at, width, row, text: wish.text, shortened: false, leader: row > 0 }
  }
  return undefined
}

/** Near under the line or above it, in the longest form that has room there; else as near as can be. */
function pillPlan(shelf: Shelf, bars: Shelf, wish: TagWish, limits: Range): TagPlan | undefined {
  const forms = [wish, ...(wish.shorter ?? []).map((text) => ({ ...wish, text }))]
  for (const form of forms) {
    const plan = nearPlan(shelf, form, limits) ?? abovePlan(bars, form, limits)
    if (plan) return plan
  }
  const plans = forms.flatMap((form) => anywhere(shelf, form, widthOf(form), limits) ?? [])
  return plans.find((plan) => away(wish.at, plan.at, plan.width) < TOO_FAR)
}

/** On the row of bars nearest to the line, or on a new one. */
function abovePlan(bars: Shelf, wish: TagWish, limits: Range): TagPlan | undefined {
  const width = widthOf(wish)
  const last = bars.rows.length
  for (const row of last > 0 ? [last - 1, last] : [0]) {
    const at = nearest(bars, row, wish.at, width, limits)
    if (at !== undefined && away(wish.at, at, width) <= FAR)
      return { at, width, row, text: wish.text, shortened: false, leader: false, above: true }
  }
  return undefined
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

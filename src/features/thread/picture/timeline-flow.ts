import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import type { Entry } from './timeline-entries.ts'

/** An entry with its place: `top` of its room, `middle` of its first line; a month's name may stand over it. */
export type Placed = {
  entry: Entry
  top: number
  middle: number
  height: number
  month?: { day: CalendarDay; y: number }
}

const MONTH = 26
const PER_DAY = 0.3
const MOST_AIR = 64

/** Sets entries one under another: never closer than they are high, further apart the more days lie between. */
export function flow(
  entries: readonly Entry[],
  from: CalendarDay,
  top: number,
  heightOf: (entry: Entry) => number,
): { placed: Placed[]; end: number } {
  let y = top
  let day = from
  let month = ''
  const placed = entries.map((entry): Placed => {
    y += Math.min(MOST_AIR, daysBetween(day, entry.day) * PER_DAY)
    day = entry.day
    const height = heightOf(entry)
    const named = entry.kind !== 'wait' && entry.kind !== 'today' && entry.day.slice(0, 7) !== month
    const name = named ? { month: { day: entry.day, y } } : {}
    if (named) {
      month = entry.day.slice(0, 7)
      y += MONTH
    }
    const place = { entry, top: y, middle: y + 13, height, ...name }
    y += height
    return place
  })
  return { placed, end: y }
}

/** Where a day lies: at the first entry of the day, else between the entries around it, in proportion to the days. */
export function dayScale(placed: readonly Placed[], top: number, end: number): (day: CalendarDay) => number {
  const stops: { day: CalendarDay; first: number; last: number }[] = []
  for (const { entry, middle } of placed) {
    const last = stops.at(-1)
    if (last?.day === entry.day) last.last = middle
    else stops.push({ day: entry.day, first: middle, last: middle })
  }
  return (day) => {
    const next = stops.findIndex((stop) => stop.day >= day)
    if (next < 0) return stops.length > 0 ? Math.min(end, stops.at(-1)!.last + 12) : top
    const after = stops[next]!
    const before = stops[next - 1]
    if (after.day === day || !before) return after.first
    const share = daysBetween(before.day, day) / daysBetween(before.day, after.day)
    return before.last + share * (after.first - before.last)
  }
}

import { addDays, type CalendarDay, day, daysBetween } from '../../../shared/calendar-day.ts'
import { endOfLine, type ThreadStory } from './timeline-story.ts'

/** The days a picture shows. */
export type TimeWindow = { from: CalendarDay; until: CalendarDay; days: number }

const LEAST_DAYS = 42

/** From the first day to a little after today, or so far that what is planned next can be seen. */
export function timeWindow(story: ThreadStory): TimeWindow {
  const end = endOfLine(story)
  const past = daysBetween(story.from, end)
  const limit = addDays(end, Math.max(30, Math.round(past * 0.2)))
  const planned = [
    ...story.knots.map((knot) => knot.day),
    ...story.tracks.flatMap((track) => [track.from, track.until]),
    ...story.stretches.flatMap((stretch) => [stretch.from, stretch.until]),
  ].filter((one): one is CalendarDay => one !== undefined && one > end && one <= limit)
  const last = story.until ? end : planned.reduce((a, b) => (a > b ? a : b), end)
  // What is planned has words of its own, which want room beside today.
  const until = addDays(last, Math.max(10, Math.round(past * (last > end ? 0.08 : 0.04))))
  // A thread that has just begun stands a little way in, so that there is room around its first knot.
  const from = past < LEAST_DAYS / 2 ? addDays(story.from, -7) : story.from
  const days = Math.max(LEAST_DAYS, daysBetween(from, until))
  return { from, until: addDays(from, days), days }
}

export type TickUnit = 'week' | 'month' | 'year'
export type Tick = { day: CalendarDay; unit: TickUnit }

const STEPS: [unit: TickUnit, every: number, days: number][] = [
  ['week', 1, 7],
  ['week', 2, 14],
  ['month', 1, 30.4],
  ['month', 2, 60.8],
  ['month', 3, 91.3],
  ['month', 6, 182.6],
  ['year', 1, 365.25],
  ['year', 2, 730.5],
  ['year', 5, 1826],
  ['year', 10, 3652],
]

/** What a label of the unit needs, with air: "29 juni", "mars", "2026". */
const LEAST_PX: Record<TickUnit, number> = { week: 62, month: 46, year: 46 }

/** Ticks with room for their labels: Mondays, firsts of a month or of a year. */
export function ticksOf(window: TimeWindow, px: number): Tick[] {
  const perDay = px / window.days
  const [unit, every] = STEPS.find(([unit, , days]) => days * perDay >= LEAST_PX[unit]) ?? STEPS[STEPS.length - 1]!
  const days = unit === 'week' ? mondays(window, every) : firsts(window, unit === 'year' ? every * 12 : every)
  return days.map((one) => ({ day: one, unit }))
}

const FIRST_MONDAY = day('1900-01-01')

function mondays(window: TimeWindow, every: number): CalendarDay[] {
  const step = 7 * every
  const past = ((daysBetween(FIRST_MONDAY, window.from) % step) + step) % step
  const days: CalendarDay[] = []
  for (let one = addDays(window.from, (step - past) % step); one <= window.until; one = addDays(one, step))
    days.push(one)
  return days
}

/** Firsts of a month, every so many months counted from January of year 0. */
function firsts(window: TimeWindow, months: number): CalendarDay[] {
  const days: CalendarDay[] = []
  let month = Number(window.from.slice(0, 4)) * 12 + Number(window.from.slice(5, 7)) - 1
  for (month -= month % months; ; month += months) {
    const one = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
    if (one > window.until) return days
    if (one >= window.from) days.push(one as CalendarDay)
  }
}

/** The first day and each new year: where an axis of weeks or months names its years. */
export function yearsOf(window: TimeWindow): CalendarDay[] {
  return [window.from, ...firsts({ ...window, from: addDays(window.from, 1) }, 12)]
}

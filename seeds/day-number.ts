import { type CalendarDay, day } from '../src/shared/calendar-day.ts'

/** A day as the number of days since 1970-01-01: the generator counts with days millions of times. */
export type DayNumber = number

const DAY_MS = 86_400_000
const written = new Map<DayNumber, CalendarDay>()

export const dayNumber = (text: CalendarDay): DayNumber => Date.parse(`${text}T00:00:00Z`) / DAY_MS

export function calendarDay(number: DayNumber): CalendarDay {
  let text = written.get(number)
  if (!text) {
    text = day(new Date(number * DAY_MS).toISOString().slice(0, 10))
    written.set(number, text)
  }
  return text
}

/** The same day, or the Monday after a Saturday or Sunday: offices meet people on weekdays. (1970-01-01 was a Thursday.) */
export function weekday(number: DayNumber): DayNumber {
  const fromMonday = (number + 3) % 7
  return fromMonday > 4 ? number + 7 - fromMonday : number
}

/** The same day, or the Friday before. */
export function weekdayBefore(number: DayNumber): DayNumber {
  const fromMonday = (number + 3) % 7
  return fromMonday > 4 ? number - (fromMonday - 4) : number
}

/** The instant of a minute of that day, in milliseconds; the zone does not matter here. */
export const instant = (number: DayNumber, minute: number): number => number * DAY_MS + minute * 60_000

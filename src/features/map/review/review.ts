import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import type { Entry } from '../entry.ts'

/** A round in which some authorities look through their entries by a day. */
export type Review = {
  mapReviewId: string
  startedOn: CalendarDay
  dueOn: CalendarDay
  /** Whose entries; `NO_AUTHORITY` for those that are no authority's. */
  authorityIds: number[]
  note: string
  closedOn: CalendarDay | null
  version: number
}

/** How far an authority has come: entries that are to be looked through, and how many have been since the round began. */
export type ReviewProgress = { authorityId: number; total: number; confirmed: number }

/** Stands in a round for the entries of no authority (civil society): the map's keeper answers for them. */
export const NO_AUTHORITY = 0
/** Whose an entry is, as a round says it. */
export const inRound = ({ authorityId }: Pick<Entry, 'authorityId'>): number => authorityId ?? NO_AUTHORITY
/** The owner that a round's number stands for, as entries say it. */
export const ownerIn = (authorityId: number): { authorityId: number | null } => ({
  authorityId: authorityId === NO_AUTHORITY ? null : authorityId,
})

/** Days a round usually takes. */
export const USUAL_DAYS = 28

/** Said to be right since the round began. */
export const isConfirmed = (entry: Pick<Entry, 'verifiedOn'>, { startedOn }: Pick<Review, 'startedOn'>): boolean =>
  entry.verifiedOn !== null && entry.verifiedOn >= startedOn

/** `start`: when it begins · `week`: a week before the day, where that is later · `after`: the day after. */
export const REMINDERS = ['start', 'week', 'after'] as const
export type Reminder = (typeof REMINDERS)[number]

/** When each mail goes out, in the morning of its day; the first at once. */
export function reminderDays({
  startedOn,
  dueOn,
}: Pick<Review, 'startedOn' | 'dueOn'>): { turn: Reminder; on: CalendarDay }[] {
  const week = addDays(dueOn, -7)
  return [
    { turn: 'start', on: startedOn },
    ...(week > startedOn ? [{ turn: 'week' as const, on: week }] : []),
    { turn: 'after', on: addDays(dueOn, 1) },
  ]
}

import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import type { Entry, Stated } from './entry.ts'

/**
 * What the program itself measures about a unit that takes referrals. null: not known, or fewer than five and therefore not told.
 */
export type Measure = {
  capacity: number | null
  freePlaces: number | null
  queued: number | null
  /** Median of calendar days from referral to start, for those who began in the last year; at least five. */
  waitingDays: number | null
}

export type Measures = ReadonlyMap<number, Measure>

/** By unit, on a day. Given by the composition root: the map does not know where it comes from. */
export type MeasuresOf = (tx: Tx, today: CalendarDay) => Promise<Measures>

export const NO_MEASURES: Measures = new Map()

/** The same for the same figures: what was drawn with them may be kept by it. */
export const measuresKey = (measures: Measures): string => JSON.stringify([...measures])

/** A figure and where it comes from: measured today, or stated on a day. */
export type Figure = { value: number; source: 'measured' } | { value: number; source: 'stated'; on: CalendarDay }

export const MEASURED = ['capacity', 'freePlaces', 'queued', 'waitingDays'] as const
export type Measured = (typeof MEASURED)[number]

const statedOf = (stated: Stated | null): Figure | undefined =>
  stated ? { value: stated.value, source: 'stated', on: stated.on } : undefined

/** What is known of an entry's room: what the program measures goes before what somebody typed. */
export function figureOf(
  entry: Pick<Entry, Measured | 'intakeUnitId'>,
  what: Measured,
  measures: Measures,
): Figure | undefined {
  const measured = entry.intakeUnitId === null ? undefined : measures.get(entry.intakeUnitId)?.[what]
  return typeof measured === 'number' ? { value: measured, source: 'measured' } : statedOf(entry[what])
}

/** Entries that referrals led to in the last year, with how many; null: some, but fewer than five. */
export type Uses = ReadonlyMap<string, number | null>

/** Given by the composition root, as the measures are. */
export type UsesOf = (tx: Tx, today: CalendarDay) => Promise<Uses>

/** What the program's own tracks say about one entry; null: not known, or too few to tell. */
export type Running = { running: number | null; medianDays: number | null }

/** Given by the composition root. */
export type RunningOf = (tx: Tx, entryId: string, today: CalendarDay) => Promise<Running>

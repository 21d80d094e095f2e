import { readDay } from '../../../platform/spreadsheet/day-text.ts'
import { guessLayout as guess, type Layout } from '../../../platform/spreadsheet/layout.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isKnownHeading, namesTrack } from './import-heading.ts'

/** The heading rows of a list of participants, as well as they can be guessed. */
export const guessLayout = (rows: readonly (readonly string[])[], today: CalendarDay): Layout =>
  guess(rows, {
    isKnown: isKnownHeading,
    // A participant: digits or a day in it.
    isData: (cells) => cells.some((cell) => /\d{4}|@/.test(cell) || 'day' in readDay(cell, today)),
    isGroup: namesTrack,
  })

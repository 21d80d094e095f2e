import type { CalendarDay } from '../../shared/calendar-day.ts'
import { readDay } from './import-day.ts'
import { isKnownHeading, namesTrack } from './import-heading.ts'

/** Where the headings stand: `from` counts the rows with something in them from 0; `depth` 0 means that there are none. */
export type Layout = { from: number; depth: 0 | 1 | 2 }

/** Rows looked at for headings: above them stand titles, dates and logotypes. */
const LOOKED_AT = 10

const known = (cells: readonly string[]): number =>
  cells.filter((cell) => cell.trim() !== '' && isKnownHeading(cell)).length

/** Looks like a participant rather than like headings: digits or a day in it. */
const isData = (cells: readonly string[], today: CalendarDay): boolean =>
  cells.some((cell) => /\d{4}|@/.test(cell) || 'day' in readDay(cell, today))

/** The heading rows of a table, as well as they can be guessed. */
export function guessLayout(rows: readonly (readonly string[])[], today: CalendarDay): Layout {
  let best: Layout & { score: number } = { from: 0, depth: 1, score: 0 }
  for (let from = 0; from < Math.min(LOOKED_AT, rows.length); from++) {
    const upper = rows[from]!
    if (isData(upper, today)) continue
    const one = known(upper)
    if (one > best.score) best = { from, depth: 1, score: one }
    const lower = rows[from + 1]
    if (!lower || from + 1 === LOOKED_AT || isData(lower, today) || known(lower) < 2) continue
    const two = known(headingsOf([upper, lower]))
    const grouped = upper.some(namesTrack)
    if (two > best.score && two > one && (grouped || two > known(lower))) best = { from, depth: 2, score: two }
  }
  const firstIsData = best.score === 0 && rows.length > 0 && isData(rows[0]!, today)
  return firstIsData ? { from: 0, depth: 0 } : { from: best.from, depth: best.depth }
}

/** The text over each column. A heading over several columns counts for those to the right of it, up to the next one. */
export function headingsOf(rows: readonly (readonly string[])[]): string[] {
  const clean = (cell: string | undefined) => (cell ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
  const [first = [], second] = rows
  if (!second) return first.map(clean)
  let group = ''
  return Array.from({ length: Math.max(first.length, second.length) }, (_, column) => {
    const [upper, lower] = [clean(first[column]), clean(second[column])]
    if (upper !== '') group = upper
    if (lower === '') return upper
    return group === '' ? lower : `${group} – ${lower}`
  })
}

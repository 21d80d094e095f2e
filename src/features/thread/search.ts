import type { CalendarDay } from '../../shared/calendar-day.ts'
import { parsePersonNumber } from '../../shared/person-number.ts'
import { foldName, latinDigits, words } from '../../shared/text.ts'

/**
 * What somebody may search a participant by: the name, the personal or coordination number, the case number, and nothing
 * else (lag 2001:637 15 §).
 */
export type SearchTerm =
  /** Each begins a word of the name; `find_by_name` in the database compares them without accents. */
  { by: 'name'; words: string[] } | { by: 'number'; number: string } | { by: 'case'; caseNumber: string }

const CASE_NUMBER = /^\d{4}-\d{4,7}$/
const SHORTEST_WORD = 2

/** Reads what was typed; undefined where it is too short, or a number that cannot be a person's. */
export function readSearchTerm(typed: string, today: CalendarDay): SearchTerm | undefined {
  const text = latinDigits(typed.slice(0, 200)).trim()
  if (CASE_NUMBER.test(text)) return { by: 'case', caseNumber: text }
  if (/\d/.test(text)) {
    const read = parsePersonNumber(text, today)
    return read.ok ? { by: 'number', number: read.value.digits12 } : undefined
  }
  const written = words(foldName(text))
  if (written.every((word) => [...word].length < SHORTEST_WORD)) return undefined
  return { by: 'name', words: written }
}

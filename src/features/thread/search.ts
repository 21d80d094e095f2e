import type { CalendarDay } from '../../shared/calendar-day.ts'
import { parsePersonNumber } from '../../shared/person-number.ts'
import { foldName, latinDigits } from '../../shared/text.ts'

/**
 * What somebody may search a participant by: the name, the personal or coordination number, the case number, and nothing
 * else (lag 2001:637 15 §).
 */
export type SearchTerm =
  | { by: 'name'; prefixes: string[] }
  | { by: 'number'; number: string }
  | { by: 'case'; caseNumber: string }

const CASE_NUMBER = /^\d{4}-\d{4,7}$/
const SHORTEST_NAME = 2

/** Reads what was typed; undefined where it is too short, or a number that cannot be a person's. */
export function readSearchTerm(typed: string, today: CalendarDay): SearchTerm | undefined {
  const text = latinDigits(typed.slice(0, 200)).trim()
  if (CASE_NUMBER.test(text)) return { by: 'case', caseNumber: text }
  if (/\d/.test(text)) {
    const read = parsePersonNumber(text, today)
    return read.ok ? { by: 'number', number: read.value.digits12 } : undefined
  }
  const name = foldName(text.replaceAll(',', ' '))
  if ([...name].length < SHORTEST_NAME) return undefined
  // Keys are "family given"; people also write "given family".
  const words = name.split(' ')
  const turned =
    words.length > 1
      ? [`${words.slice(1).join(' ')} ${words[0]}`, `${words.at(-1)} ${words.slice(0, -1).join(' ')}`]
      : []
  return { by: 'name', prefixes: [...new Set([name, ...turned])] }
}

/** The first key after all that begin with the prefix, in the order of code points that name keys are kept in. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`

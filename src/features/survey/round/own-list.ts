import { REASONS } from '../core/reason.ts'

/** One code of a case system, its words, and the reason it counts as. */
export type ListEntry = { code: string; label: string; reason: string }
export type BadEntry = { row: number; problem: 'cells' | 'reason' | 'twice' | 'long'; value: string }

export const MOST_ENTRIES = 100
const LONGEST = 100

/** Reads "code; words; counts as" from rows. A first row that names columns is left out; a row that does not hold is named. */
export function readEntries(
  rows: readonly { number: number; cells: readonly string[] }[],
  reasonWords: ReadonlyMap<string, string>,
): { entries: ListEntry[]; bad: BadEntry[] } {
  const keyOf = (cell: string): string | undefined => {
    const typed = cell.trim().toLowerCase()
    const key = reasonWords.get(typed) ?? typed.replaceAll(' ', '_')
    return REASONS.includes(key) ? key : undefined
  }
  const entries: ListEntry[] = []
  const bad: BadEntry[] = []
  for (const [at, { number, cells }] of rows.entries()) {
    const [code = '', label = '', reason = ''] = cells.map((cell) => cell.trim().toWellFormed())
    if (at === 0 && /^(kod|code|الرمز)$/i.test(code)) continue
    const key = keyOf(reason)
    const say = (problem: BadEntry['problem'], value = '') =>
      bad.push({ row: number, problem, value: value.slice(0, 60) })
    if (code === '' || label === '' || reason === '') say('cells')
    else if (code.length > LONGEST || label.length > LONGEST) say('long')
    else if (key === undefined) say('reason', reason)
    else if (entries.some((one) => one.code === code)) say('twice', code)
    else entries.push({ code, label, reason: key })
  }
  return { entries, bad }
}

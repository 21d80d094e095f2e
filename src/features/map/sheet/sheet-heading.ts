import { guessLayout as guess, type Layout } from '../../../platform/spreadsheet/layout.ts'
import { isMisspelt, plain } from '../../../platform/spreadsheet/plain.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import { headingAges } from './sheet-age.ts'
import { ALL_COLUMNS, type ColumnChoice, type SheetColumn } from './sheet-column.ts'
import { isUnreadHeading } from './sheet-row.ts'
import { HEADING_SYNONYMS, ONLY_WHOLE } from './sheet-synonyms.ts'

type Guess = { column: SheetColumn; score: number }

const words: { column: SheetColumn; words: string }[] = ALL_COLUMNS.flatMap((column) =>
  [...(['sv', 'en', 'ar'] as const).map((lang) => columnTexts(lang)(column)), ...HEADING_SYNONYMS[column].split('|')]
    .map(plain)
    .filter(Boolean)
    .map((one) => ({ column, words: one })),
)

/** What a heading is taken for: 3 exactly, 2 where it holds the words, 1 misspelt. */
function lookUp(heading: string): Guess | undefined {
  const exact = words.find((one) => one.words === heading)
  if (exact) return { column: exact.column, score: 3 }
  const padded = ` ${heading} `
  const within = words
    .filter((one) => one.words.length > 2 && !ONLY_WHOLE.has(one.words) && padded.includes(` ${one.words} `))
    .sort((a, b) => b.words.length - a.words.length)[0]
  if (within) return { column: within.column, score: 2 + within.words.length / 1000 }
  const near = words.find((one) => isMisspelt(heading, one.words))
  return near && { column: near.column, score: 1 }
}

/** Two rows of headings make "Kontakt – Telefon": the lower one names the column, unless only the whole is known. */
function guessOf(heading: string): Guess | undefined {
  if (isUnreadHeading(heading)) return undefined
  const [whole, lower] = [plain(heading), plain(heading.split(' – ').at(-1) ?? '')]
  if (whole === '') return undefined
  // What stands in brackets explains.
  const bare = plain(heading.replace(/\([^)]*\)/g, ' '))
  const found = [whole, lower, bare].filter(Boolean).flatMap((one) => lookUp(one) ?? [])
  return found.find((one) => one.score >= 3) ?? found[0]
}

/** Does anybody call a column so? */
const isKnown = (heading: string): boolean => guessOf(heading.slice(0, 200)) !== undefined

/** Is it a row of headings of a matrix: several ages, and nothing that is no heading? */
const isAgeRow = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const ages = filled.filter((cell) => headingAges(cell) !== undefined)
  return ages.length > 1 && filled.every((cell) => ages.includes(cell) || isKnown(cell))
}

/** The heading rows of a sheet of the map, as well as they can be guessed. */
export const guessLayout = (rows: readonly (readonly string[])[]): Layout => {
  const ages = new Set(rows.filter(isAgeRow).flat())
  return guess(rows, {
    isKnown: (heading) => isKnown(heading) || (ages.has(heading) && headingAges(heading) !== undefined),
    isData: (cells) => cells.some((cell) => cell.length > 120 || /\d{4}|@/.test(cell)),
    isGroup: (heading) => /^(?:alder|kontakt|platser|plats|ko|beskrivning|remiss)/.test(plain(heading)),
  })
}

/** What each column seems to be, by its heading. No meaning is given twice: the surer guess keeps it. The rest is kept as text. */
export function guessColumns(headings: readonly string[]): ColumnChoice[] {
  const marks = headings.map((heading) => !isUnreadHeading(heading) && headingAges(heading) !== undefined)
  // One such column is about something else; several are a matrix.
  const isMatrix = marks.filter(Boolean).length > 1
  const taken = new Map<SheetColumn, { at: number; score: number }>()
  headings.forEach((heading, at) => {
    if (isMatrix && marks[at]) return
    const found = guessOf(heading)
    const before = found && taken.get(found.column)
    if (found && (!before || before.score < found.score)) taken.set(found.column, { at, score: found.score })
  })
  const choices: ColumnChoice[] = headings.map((_, at) => (isMatrix && marks[at] ? 'ageMark' : 'keep'))
  for (const [column, { at }] of taken) choices[at] = column
  return choices
}

import type { OutCell, OutChoices, OutSheet } from '../../platform/spreadsheet/write.ts'
import { parseDay } from '../../shared/calendar-day.ts'
import type { Entry } from './entry.ts'
import { cellText } from './sheet-cell.ts'
import { SHEET_COLUMNS, type SheetColumn } from './sheet-column.ts'
import { GUIDE, GUIDE_INTRO } from './sheet-guide.ts'
import { NO_AUTHORITY, type SheetNames } from './sheet-names.ts'
import { unreadHeading } from './sheet-row.ts'
import { WORD_LISTS, type WordList, wordsText } from './sheet-words.ts'
import { columnTexts } from './texts/sheet-column.ts'

/** The sheet that is read when a file of the program's own comes back. */
export const MAP_SHEET = 'Kartan'
const LISTS_SHEET = 'Listor'

/** Columns with a drop-down list of a closed list, or of names. */
const LISTS: Partial<Record<SheetColumn, WordList | 'yesNo' | 'authorities' | 'units' | 'providers' | 'places'>> = {
  kind: 'kind',
  authority: 'authorities',
  unit: 'units',
  provider: 'providers',
  sector: 'sector',
  status: 'status',
  public: 'yesNo',
  targetGroups: 'target',
  needLevels: 'need',
  workDistances: 'distance',
  places: 'places',
  waysIn: 'way',
  intakeUnit: 'units',
}
const MOST_NAMES = 2000
const NUMBERS: ReadonlySet<SheetColumn> = new Set(['capacity', 'freePlaces', 'queued', 'waitingDays', 'costKr'])
const MANY: ReadonlySet<SheetColumn> = new Set(['targetGroups', 'needLevels', 'workDistances', 'waysIn', 'places'])

export const headingOf = (column: SheetColumn): string => columnTexts('sv')(column)

const unique = (all: readonly string[]): string[] =>
  [...new Set(all)].sort((a, b) => a.localeCompare(b, 'sv')).slice(0, MOST_NAMES)

function wordsFor(list: NonNullable<(typeof LISTS)[SheetColumn]>, names: SheetNames): string[] {
  const { authorities, units } = names.bodies
  if (list === 'yesNo') return ['Ja', 'Nej']
  if (list === 'authorities') return [...unique(authorities.map((one) => one.name)), NO_AUTHORITY]
  if (list === 'units') return unique(units.filter((one) => one.active).map((one) => one.name))
  if (list === 'places') return unique([...names.places.values()].map((one) => one.name))
  if (list === 'providers')
    return unique([...names.entries.values()].filter((one) => one.kind === 'provider').map((one) => one.name))
  return WORD_LISTS[list].map((code) => wordsText(list, [code]))
}

function cellOf(column: SheetColumn, text: string): OutCell {
  if (text === '') return null
  if (NUMBERS.has(column)) return Number(text)
  const on = column.endsWith('On') ? parseDay(text) : undefined
  return on ? { day: on } : text
}

/** The rows of entries in the columns of the template, and columns for what could not be read when they came in. */
export function entryRows(entries: readonly Entry[], names: SheetNames): { header: string[]; rows: OutCell[][] } {
  const kept = [...new Set(entries.flatMap((entry) => Object.keys(entry.unread)))].sort((a, b) =>
    a.localeCompare(b, 'sv'),
  )
  return {
    header: [...SHEET_COLUMNS.map(headingOf), ...kept.map(unreadHeading)],
    rows: entries.map((entry) => [
      ...SHEET_COLUMNS.map((column) => cellOf(column, cellText(column, entry, names))),
      ...kept.map((heading) => (Object.hasOwn(entry.unread, heading) ? entry.unread[heading] : null)),
    ]),
  }
}

/** The workbook: how to fill it in, the rows (none for the empty template), an example, and the lists that its cells offer. */
export function mapWorkbook(entries: readonly Entry[], names: SheetNames): OutSheet[] {
  const lists = [...new Set(Object.values(LISTS))]
  const words = lists.map((list) => wordsFor(list, names))
  const most = Math.max(...words.map((all) => all.length))
  const choices = SHEET_COLUMNS.flatMap((column, at): OutChoices[] => {
    const list = LISTS[column]
    const where = list ? lists.indexOf(list) : -1
    const count = words[where]?.length ?? 0
    if (!list || count === 0) return []
    const hint = MANY.has(column) ? { hint: 'Flera går bra: skriv semikolon emellan.' } : {}
    return [{ column: at, from: { sheet: LISTS_SHEET, column: where, count }, ...hint }]
  })
  return [
    { name: 'Läs först', rows: guideRows(), wrap: true },
    { name: MAP_SHEET, ...entryRows(entries, names), choices },
    {
      name: 'Exempel',
      header: SHEET_COLUMNS.map(headingOf),
      rows: [SHEET_COLUMNS.map((column) => cellOf(column, GUIDE[column]?.[1] ?? ''))],
    },
    {
      name: LISTS_SHEET,
      header: lists.map((list) => headingOf(SHEET_COLUMNS.find((column) => LISTS[column] === list) ?? 'name')),
      rows: Array.from({ length: most }, (_, at) => words.map((all) => all[at] ?? null)),
    },
  ]
}

const guideRows = (): OutCell[][] => [
  ...GUIDE_INTRO.map((line) => [line]),
  [],
  ['Kolumn', 'Vad du skriver', 'Exempel'],
  ...SHEET_COLUMNS.map((column) => [headingOf(column), ...(GUIDE[column] ?? ['', ''])]),
]

import type { Lang } from '../../../platform/i18n/lang.ts'
import type { OutCell, OutChoices, OutSheet } from '../../../platform/spreadsheet/write.ts'
import { parseDay } from '../../../shared/calendar-day.ts'
import type { Entry } from '../entry.ts'
import { columnTexts } from '../texts/sheet-column.ts'
import { guideTexts } from '../texts/sheet-guide.ts'
import { cellText } from './sheet-cell.ts'
import { SHEET_COLUMNS, type SheetColumn } from './sheet-column.ts'
import { exampleOf, guideIntro, guideOf } from './sheet-guide.ts'
import type { SheetNames } from './sheet-names.ts'
import { unreadHeading } from './sheet-row.ts'
import { WORD_LISTS, type WordList, wordsText } from './sheet-words.ts'

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

export const headingOf = (column: SheetColumn, lang: Lang = 'sv'): string => columnTexts(lang)(column)

const unique = (all: readonly string[]): string[] =>
  [...new Set(all)].sort((a, b) => a.localeCompare(b, 'sv')).slice(0, MOST_NAMES)

function wordsFor(list: NonNullable<(typeof LISTS)[SheetColumn]>, names: SheetNames, lang: Lang): string[] {
  const t = guideTexts(lang)
  const { authorities, units } = names.bodies
  if (list === 'yesNo') return [t('yes'), t('no')]
  if (list === 'authorities') return [...unique(authorities.map((one) => one.name)), t('nobody')]
  if (list === 'units') return unique(units.filter((one) => one.active).map((one) => one.name))
  if (list === 'places') return unique([...names.places.values()].map((one) => one.name))
  if (list === 'providers')
    return unique([...names.entries.values()].filter((one) => one.kind === 'provider').map((one) => one.name))
  return WORD_LISTS[list].map((code) => wordsText(list, [code], lang))
}

function cellOf(column: SheetColumn, text: string): OutCell {
  if (text === '') return null
  if (NUMBERS.has(column)) return Number(text)
  const on = column.endsWith('On') ? parseDay(text) : undefined
  return on ? { day: on } : text
}

/** The rows of entries in the columns of the template, and columns for what could not be read when they came in. */
export function entryRows(
  entries: readonly Entry[],
  names: SheetNames,
  lang: Lang = 'sv',
): { header: string[]; rows: OutCell[][] } {
  const kept = [...new Set(entries.flatMap((entry) => Object.keys(entry.unread)))].sort((a, b) =>
    a.localeCompare(b, 'sv'),
  )
  return {
    header: [...SHEET_COLUMNS.map((column) => headingOf(column, lang)), ...kept.map(unreadHeading)],
    rows: entries.map((entry) => [
      ...SHEET_COLUMNS.map((column) => cellOf(column, cellText(column, entry, names))),
      ...kept.map((heading) => (Object.hasOwn(entry.unread, heading) ? entry.unread[heading] : null)),
    ]),
  }
}

/**
 * The workbook: how to fill it in, the rows (none for the empty template), an example, and the lists that its cells offer. A template
 * is in the language of who fetches it, and is read in any of them; the map's own rows are in Swedish.
 */
export function mapWorkbook(entries: readonly Entry[], names: SheetNames, lang: Lang = 'sv'): OutSheet[] {
  const t = guideTexts(lang)
  const lists = [...new Set(Object.values(LISTS))]
  const words = lists.map((list) => wordsFor(list, names, lang))
  const most = Math.max(...words.map((all) => all.length))
  const choices = SHEET_COLUMNS.flatMap((column, at): OutChoices[] => {
    const list = LISTS[column]
    const where = list ? lists.indexOf(list) : -1
    const count = words[where]?.length ?? 0
    if (!list || count === 0) return []
    const hint = MANY.has(column) ? { hint: t('many') } : {}
    return [{ column: at, from: { sheet: t('sheet.lists'), column: where, count }, ...hint }]
  })
  const heading = (column: SheetColumn) => headingOf(column, lang)
  return [
    { name: t('sheet.guide'), rows: guideRows(lang), wrap: true },
    { name: t('sheet.map'), ...entryRows(entries, names, lang), choices },
    {
      name: t('sheet.example'),
      header: SHEET_COLUMNS.map(heading),
      rows: [SHEET_COLUMNS.map((column) => cellOf(column, exampleOf(lang, column)))],
    },
    {
      name: t('sheet.lists'),
      header: lists.map((list) => heading(SHEET_COLUMNS.find((column) => LISTS[column] === list) ?? 'name')),
      rows: Array.from({ length: most }, (_, at) => words.map((all) => all[at] ?? null)),
    },
  ]
}

const guideRows = (lang: Lang): OutCell[][] => {
  const t = guideTexts(lang)
  return [
    ...guideIntro(lang).map((line) => [line]),
    [],
    [t('head.column'), t('head.write'), t('head.example')],
    ...SHEET_COLUMNS.map((column) => [headingOf(column, lang), guideOf(lang, column), exampleOf(lang, column)]),
  ]
}

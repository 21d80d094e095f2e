import type { Lang } from '../../../platform/i18n/lang.ts'
import type { OutSheet } from '../../../platform/spreadsheet/write.ts'
import type { ReportTable } from '../core/report-table.ts'
import { timeSheet } from '../months/time-file.view.ts'
import type { TimeTable } from '../months/time-table.view.ts'
import { reportTexts } from '../texts/report.ts'
import type { Sources } from './report-content.ts'
import { tableSheet } from './report-sheet.view.ts'
import { hiddenMark, type TableWords, tableWords } from './report-words.view.ts'

/** What a report as a file holds beside its tables. */
export type ReportMore = {
  /** The unit's active cases by month, where it has its own list. */
  months?: TimeTable | undefined
  /** What the numbers of a table are made of, where that is told. */
  sources?: ((table: ReportTable) => Sources) | undefined
}

/** What stands under the title: that the figures are for the team only, or how they are protected. */
export type ReportNotes = {
  outside: boolean
  roundTo?: number | undefined
  /** What the report is about, where it is not the survey as a whole. */
  title?: string | undefined
  /** What is said before everything else: which unit and month, who is in it. */
  lines?: readonly string[] | undefined
}

export const titleOf = ({ title }: ReportNotes, lang: Lang): string => title ?? reportTexts(lang)('title')

/** What a chart says to who cannot see it. */
export const chartLabel = (words: TableWords, lang: Lang): string =>
  reportTexts(lang)('chart.label', { title: words.title, sentence: words.sentence })

export function noteWords({ outside, roundTo, lines = [] }: ReportNotes, lang: Lang): string[] {
  const t = reportTexts(lang)
  const shown = outside ? t('hidden.note', { mark: hiddenMark(lang) }) : t('plain.note')
  return [...lines, shown, ...(roundTo ? [t('rounded.note', { base: String(roundTo) })] : []), t('interval.note')]
}

/** One sheet for each table, with numbers as numbers. */
export function reportSheets(
  tables: readonly ReportTable[],
  notes: ReportNotes,
  lang: Lang,
  { months }: ReportMore = {},
): OutSheet[] {
  const first: OutSheet = {
    name: reportTexts(lang)('title'),
    rows: [titleOf(notes, lang), ...noteWords(notes, lang)].map((line) => [line]),
    wrap: true,
  }
  const sheets = tables.map((table) => tableSheet(table, tableWords(table, lang), lang))
  return [first, ...sheets, ...(months ? [timeSheet(months, lang)] : [])]
}

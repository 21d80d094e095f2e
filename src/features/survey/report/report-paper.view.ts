import type { Lang } from '../../../platform/i18n/lang.ts'
import { typstText } from '../../../platform/pdf/typst.ts'
import { chartOf } from '../core/chart.ts'
import type { ReportTable } from '../core/report-table.ts'
import { timeSection } from '../months/time-file.view.ts'
import { chartPaper } from './chart-paper.view.ts'
import { MOST_UNBROKEN, paperRules, paragraph } from './paper-rules.view.ts'
import { chartLabel, noteWords, type ReportMore, type ReportNotes, titleOf } from './report-file.view.ts'
import { tableWords } from './report-words.view.ts'

/** The report in the language of the typesetter: each table with its sentence before it and its rule after. */
export function reportPaper(
  tables: readonly ReportTable[],
  notes: ReportNotes,
  lang: Lang,
  { months }: ReportMore = {},
): string {
  const title = titleOf(notes, lang)
  return `#set document(title: ${typstText(title)}, date: none)
${paperRules(lang)}
= #${typstText(title)}
${noteWords(notes, lang).map(paragraph).join('')}
${tables.map((table, at) => section(table, lang, at === 0)).join('\n')}
${months ? timeSection(months, lang) : ''}`
}

/** `first`: below the notes there is room for its picture, but not for its table too. */
function section(table: ReportTable, lang: Lang, first: boolean): string {
  const words = tableWords(table, lang)
  // Signs stand before their number and from–to is read from the left in every language.
  const cell = (text: string) =>
    /^[\d\s.,–−+%<\-\u200e\u200f\u061c]+$/.test(text)
      ? `[#text(dir: ltr, ${typstText(text)})]`
      : `[#${typstText(text)}]`
  const rows = words.rows.map(({ name, cells }) => [name, ...cells].map(cell).join(', '))
  const chart = chartOf(table)
  return `#block(breakable: false, sticky: ${!first})[
== #${typstText(words.title)}
${paragraph(words.sentence)}${chart ? chartPaper(chart, lang, chartLabel(words, lang)) : ''}${paragraph(words.people)}]
#block(breakable: ${words.rows.length > MOST_UNBROKEN})[#table(columns: (auto, ${words.headings
    .slice(1)
    .map(() => 'auto')
    .join(', ')}), align: (x, y) => if x == 0 { start } else { right },
table.header(${words.headings.map((heading) => `[*#${typstText(heading)}*]`).join(', ')}),
${rows.join(',\n')})
${paragraph(words.rule)}${paragraph(words.leftOut)}]`
}

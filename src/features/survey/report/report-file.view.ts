import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import type { OutSheet } from '../../../platform/spreadsheet/write.ts'
import { chartOf } from '../core/chart.ts'
import type { ReportTable } from '../core/report-table.ts'
import { reportTexts } from '../texts/report.ts'
import { ChartPicture } from './chart.view.tsx'
import { tableSheet } from './report-sheet.view.ts'
import { hiddenMark, type TableWords, tableWords } from './report-words.view.ts'

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
export function reportSheets(tables: readonly ReportTable[], notes: ReportNotes, lang: Lang): OutSheet[] {
  const first: OutSheet = {
    name: reportTexts(lang)('title'),
    rows: [titleOf(notes, lang), ...noteWords(notes, lang)].map((line) => [line]),
    wrap: true,
  }
  return [first, ...tables.map((table) => tableSheet(table, tableWords(table, lang), lang))]
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKUP[mark]!)

/** The report as one page that needs nothing else: for a mail or an archive. */
export function reportPage(tables: readonly ReportTable[], notes: ReportNotes, lang: Lang): string {
  const title = escaped(titleOf(notes, lang))
  const cell = (tag: string, text: string) => `<${tag}><bdi>${escaped(text)}</bdi></${tag.split(' ')[0]}>`
  const parts = tables.map((table) => {
    const words = tableWords(table, lang)
    const head = words.headings.map((heading) => cell('th scope="col"', heading)).join('')
    const rows = words.rows.map(
      ({ name, cells }) => `<tr>${cell('th scope="row"', name)}${cells.map((text) => cell('td', text)).join('')}</tr>`,
    )
    const more = [words.rule, words.leftOut].filter(Boolean).map((line) => `<p class="rule">${escaped(line)}</p>`)
    const chart = chartOf(table)
    const picture = chart ? ChartPicture({ lang, chart, label: chartLabel(words, lang) }).toString() : ''
    return `<section><h2>${escaped(words.title)}</h2><p>${escaped(words.sentence)}</p>${picture}
<div tabindex="0" role="region" aria-label="${escaped(words.title)}"><table><caption>${escaped(words.people)}</caption><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>${more.join('')}</section>`
  })
  return `<!doctype html>
<html lang="${lang}" dir="${dirOf(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}
div[tabindex]{overflow-x:auto}.chart-row{display:grid;grid-template-columns:16rem 1fr;gap:.2rem 1rem;align-items:center}
.chart-bars{display:grid}.chart-bar{display:grid;grid-template-columns:1fr 5rem;gap:.7rem}.chart-key span{margin-inline-end:1rem}.bar-ground{fill:#eee}.bar-value{fill:#8c2f1b}
.bar-value[data-series="1"]{fill:#c98a5e}.bar-value[data-series="2"]{fill:#4c5c66}.bar-line{stroke:#1b1b1b;stroke-width:1.5}.bar-halo{stroke:#fff;stroke-width:4.5}[dir=rtl] .bar{transform:scaleX(-1)}
.survey-chart{margin-block:.5rem 1rem}@media(max-width:40rem){.chart-row{grid-template-columns:1fr}}
table{border-collapse:collapse}caption{text-align:start}th,td{padding:.3rem .8rem;border-block-end:1px solid #767676;text-align:end}
th[scope=row],thead th:first-child{text-align:start;font-weight:400}.rule{font-size:.9rem}
</style></head><body><main><h1>${title}</h1>
${noteWords(notes, lang)
  .map((line) => `<p>${escaped(line)}</p>`)
  .join('\n')}
${parts.join('\n')}
</main></body></html>
`
}

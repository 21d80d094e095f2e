import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { chartOf } from '../core/chart.ts'
import type { ReportTable } from '../core/report-table.ts'
import { TimePictureView } from '../months/month.view.tsx'
import { type TimeTable, timeWords } from '../months/time-table.view.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { ChartPicture } from './chart.view.tsx'
import { numbersBehind } from './number-behind.view.ts'
import { chartLabel, noteWords, type ReportMore, type ReportNotes, titleOf } from './report-file.view.ts'
import { STYLE } from './report-html-style.view.ts'
import { tableWords } from './report-words.view.ts'

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKUP[mark]!)
const bdi = (text: string): string => `<bdi>${escaped(text)}</bdi>`
const paragraph = (line: string, name = ''): string => line && `<p${name && ` class="${name}"`}>${escaped(line)}</p>`

/** The report as one page that needs nothing else: for a mail or an archive. Each number leads to its rule and to what it is made of, further down. */
export function reportPage(
  tables: readonly ReportTable[],
  notes: ReportNotes,
  lang: Lang,
  { months, sources }: ReportMore = {},
): string {
  const title = escaped(titleOf(notes, lang))
  const lines = noteWords(notes, lang).map((line) => paragraph(line))
  const t = roundReportTexts(lang)
  const behind = tables.map((table) => behindSection(table, lang, sources))
  return `<!doctype html>
<html lang="${lang}" dir="${dirOf(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
${STYLE}
</style></head><body><main><h1>${title}</h1>
${lines.join('\n')}
${tables.map((table) => section(table, lang, sources !== undefined)).join('\n')}
${months ? monthsSection(months, lang) : ''}
<section class="behind"><h2 id="bakom">${escaped(t('file.behind'))}</h2>${sources ? paragraph(t('file.behind.text')) : ''}
${behind.join('\n')}</section>
</main></body></html>
`
}

/** `row` and `column` count from 0. */
const placeOf = (table: ReportTable, row: number, column: number): string => `bakom-${table.id}-${row}-${column}`

function section(table: ReportTable, lang: Lang, linked: boolean): string {
  const words = tableWords(table, lang)
  const cell = (row: number, column: number, text: string) => {
    const isNumber = linked && table.rows[row]!.values[column] !== null
    return isNumber ? `<td><a href="#${placeOf(table, row, column)}">${bdi(text)}</a></td>` : `<td>${bdi(text)}</td>`
  }
  const head = words.headings.map((heading) => `<th scope="col">${bdi(heading)}</th>`).join('')
  const rows = words.rows.map(
    ({ name, cells }, row) =>
      `<tr><th scope="row">${bdi(name)}</th>${cells.map((text, column) => cell(row, column, text)).join('')}</tr>`,
  )
  const chart = chartOf(table)
  const picture = chart ? ChartPicture({ lang, chart, label: chartLabel(words, lang) }).toString() : ''
  const rule = `<a href="#bakom-${table.id}">${escaped(roundReportTexts(lang)('behind.rule'))}<span class="vh">: ${escaped(words.title)}</span></a>`
  return `<section id="${table.id}"><h2>${escaped(words.title)}</h2>${paragraph(words.sentence)}${picture}
${grid(words.title, words.people, head, rows)}${paragraph(words.leftOut, 'rule')}<p class="rule">${rule}</p></section>`
}

const grid = (title: string, caption: string, head: string, rows: readonly string[]): string =>
  `<div tabindex="0" role="region" aria-label="${escaped(title)}"><table>${caption && `<caption>${escaped(caption)}</caption>`}<thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`

/** The rule of a table, and how each of its numbers comes about. */
function behindSection(table: ReportTable, lang: Lang, sources: ReportMore['sources']): string {
  const words = tableWords(table, lang)
  const from = sources?.(table)
  const rows = from
    ? table.rows.map((row, at) => {
        const { numbers } = numbersBehind(table, { row }, from, lang)
        const items = numbers.map(({ heading, value, how, place: { column } }) => {
          const id = placeOf(table, at, column ? table.columns.indexOf(column) : 0)
          // A count says itself how it comes about.
          const number = column?.measure === 'count' ? '' : ` ${bdi(value)}`
          return `<li id="${id}">${bdi(heading)}${number}: ${escaped(how)}</li>`
        })
        return `<h4>${bdi(words.rows[at]!.name)}</h4><ul>${items.join('')}</ul>`
      })
    : []
  const back = `<a href="#${table.id}">${escaped(roundReportTexts(lang)('file.toTable'))}<span class="vh">: ${escaped(words.title)}</span></a>`
  return `<section><h3 id="bakom-${table.id}">${escaped(words.title)}</h3>${paragraph(words.rule)}${paragraph(words.people)}<p>${back}</p>
${rows.join('\n')}</section>`
}

function monthsSection(table: TimeTable, lang: Lang): string {
  const head = [table.heading, ...table.columns.map(({ heading }) => heading)]
  const rows = table.rows.map(({ name, values }) => {
    const cells = values.map((value, at) => `<td>${bdi(timeWords(lang, value, table.columns[at]!))}</td>`)
    return `<tr><th scope="row">${bdi(name)}</th>${cells.join('')}</tr>`
  })
  const picture = table.picture ? TimePictureView({ lang, picture: table.picture }).toString() : ''
  return `<section id="${table.key}"><h2>${escaped(table.title)}</h2>${paragraph(table.note)}${picture}
${grid(table.title, '', head.map((one) => `<th scope="col">${bdi(one)}</th>`).join(''), rows)}</section>`
}

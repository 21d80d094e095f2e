import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { typstText } from '../../../platform/pdf/typst.ts'
import type { Bar, Chart } from '../core/chart.ts'
import { type CodeWord, codeTexts } from '../texts/code.ts'
import { barLabel, seriesName } from './chart.view.tsx'

/** Tones that are told apart in black and white too. */
const FILLS = ['rgb("#8c2f1b")', 'rgb("#c98a5e")', 'rgb("#4c5c66")', 'rgb("#c9c2b4")']
const WIDTH = 110

const mm = (value: number, max: number): string =>
  `${Math.round(Math.min(1, Math.max(0, value / max)) * WIDTH * 100) / 100}mm`

function bar(one: Bar, chart: Chart, at: number, toLeft: boolean): string {
  const { value, interval } = one
  if (typeof value !== 'number') return ''
  const line = (from: number, to: number, stroke: string) =>
    `#place(start + top, dx: ${toLeft ? '-' : ''}${mm(from, chart.max)}, dy: 1.3mm, line(length: ${mm(to - from, chart.max)}, stroke: ${stroke}))`
  return [
    `#place(start + top, rect(width: ${mm(value, chart.max)}, height: 2.6mm, fill: ${FILLS[at % FILLS.length]}))`,
    ...(interval ? ['2.4pt + white', '0.8pt'].map((stroke) => line(interval[0], interval[1], stroke)) : []),
  ].join('')
}

/** The picture of a table in the language of the typesetter, with what it shows as its description. */
export function chartPaper(chart: Chart, lang: Lang, label: string): string {
  const text = (words: string) => `#text(size: 8pt, ${typstText(words)})`
  const key = chart.series.map(
    (name, at) =>
      `#box(rect(width: 3mm, height: 2.6mm, fill: ${FILLS[at % FILLS.length]})) ${text(seriesName(lang, name))} #h(4mm)`,
  )
  const rows = chart.rows.flatMap(({ words, bars }) =>
    bars.map((one, at) => {
      const name = at === 0 ? words.map((word) => codeTexts(lang)(word as CodeWord)).join(' + ') : ''
      return `[${text(name)}], [#box(width: ${WIDTH}mm, height: 2.8mm)[${bar(one, chart, at, dirOf(lang) === 'rtl')}]], [${text(barLabel(lang, chart, one))}]`
    }),
  )
  // Bars of the same row stand close together.
  const gaps = chart.rows.flatMap(({ bars }) => bars.map((_, at) => (at === bars.length - 1 ? '1.5mm' : '0.3mm')))
  const sign = chart.series.length > 1 ? `${key.join('')}\n` : ''
  return `#figure(kind: "chart", supplement: none, alt: ${typstText(label)})[#align(start)[${sign}#grid(columns: (70mm, ${WIDTH}mm, auto), row-gutter: (${gaps.join(', ')},), column-gutter: 3mm,
${rows.join(',\n')})]]
`
}

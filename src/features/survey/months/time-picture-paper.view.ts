import { formatNumber } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { typstText } from '../../../platform/pdf/typst.ts'
import { longestOf, sumOf, type TimePicture } from './time-table.view.ts'

/** Told apart in black and white too; what is left over has an outline only. */
const FILLS = ['rgb("#1c4a5a")', 'rgb("#d09a20")', 'rgb("#857e70")', 'rgb("#c9c2b4")', 'white']
/** Millimetres of the longest bar. */
const WIDTH = 130

/** People in parts that lie after one another, in the language of the typesetter, with what they show as the description. */
export function partsPaper(picture: TimePicture, lang: Lang): string {
  const { label, series, rows } = picture
  const max = longestOf(picture)
  const mm = (people: number) => `${Math.round((people / max) * WIDTH * 100) / 100}mm`
  const side = dirOf(lang) === 'rtl' ? '-' : ''
  const text = (words: string) => `#text(size: 8pt, ${typstText(words)})`
  const box = (width: string, at: number) =>
    `rect(width: ${width}, height: 3mm, stroke: 0.4pt + luma(90), fill: ${FILLS[at % FILLS.length]})`
  const key = series.map(({ name, tone }) => `#box(${box('3mm', tone)}) ${text(name)} #h(4mm)`)
  const lines = rows.map(({ name, parts }) => {
    const bars = parts.map((part, at) =>
      part === 0
        ? ''
        : `#place(start + top, dx: ${side}${mm(sumOf(parts.slice(0, at)))}, ${box(mm(part), series[at]?.tone ?? 0)})`,
    )
    const all = formatNumber(lang, sumOf(parts))
    return `[${text(name)}], [#box(width: ${WIDTH}mm, height: 3mm)[${bars.join('')}]], [${text(all)}]`
  })
  return `#figure(kind: "chart", supplement: none, alt: ${typstText(label)})[#align(start)[${key.join('')}
#grid(columns: (50mm, ${WIDTH}mm, auto), row-gutter: 1.2mm, column-gutter: 3mm,
${lines.join(',\n')})]]
`
}

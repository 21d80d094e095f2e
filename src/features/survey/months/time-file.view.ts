import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import { FONT_NAMES, typstText } from '../../../platform/pdf/typst.ts'
import { type OutCell, type OutSheet, writeCsv } from '../../../platform/spreadsheet/write.ts'
import { HIDDEN } from '../core/quantity.ts'
import { hiddenMark } from '../report/report-words.view.ts'
import { type TimeColumn, type TimeTable, timeWords } from './time-table.view.ts'

/** What a file is of: its title and what is said first. `about` stands first for other programs. */
export type TimeHead = { title: string; lines: readonly string[]; about: Readonly<Record<string, unknown>> }

const FORMATS: Record<TimeColumn['measure'], string> = { count: '0', share: '0.0%', mean: '0.00' }

/** One sheet for each table, after one that says what they are. */
export function timeSheets(tables: readonly TimeTable[], { title, lines }: TimeHead, lang: Lang): OutSheet[] {
  return [
    { name: title, rows: [title, ...lines].map((line) => [line]), wrap: true },
    ...tables.map(({ title: name, note, heading, columns, rows }) => ({
      name,
      header: [heading, ...columns.map((one) => one.heading)],
      rows: [
        ...rows.map(({ name: row, values }): OutCell[] => [
          row,
          ...values.map((value, at): OutCell => {
            if (value === HIDDEN) return hiddenMark(lang)
            return value === null ? null : { number: value, format: FORMATS[columns[at]!.measure] }
          }),
        ]),
        [],
        [note],
      ],
    })),
  ]
}

/** Every number on a line of its own, by the keys other programs read and the words people do. */
export const timeCsv = (tables: readonly TimeTable[]): Uint8Array =>
  writeCsv([
    ['table', 'row', 'column', 'table_name', 'row_name', 'column_name', 'value'],
    ...tables.flatMap(({ key, title, columns, rows }) =>
      rows.flatMap((row) =>
        columns.map((column, at) => [
          key,
          row.key,
          column.key,
          title,
          row.name,
          column.heading,
          row.values[at] ?? null,
        ]),
      ),
    ),
  ])

export const timeJson = (tables: readonly TimeTable[], { about }: TimeHead): string =>
  `${JSON.stringify(
    {
      ...about,
      tables: tables.map(({ key, title, columns, rows }) => ({
        ...{ id: key, title },
        rows: rows.map((row) => ({
          key: row.key,
          ...Object.fromEntries(columns.map((column, at) => [column.key, row.values[at] ?? null])),
        })),
      })),
    },
    null,
    1,
  )}\n`

/** The tables in the language of the typesetter. */
export function timePaper(tables: readonly TimeTable[], { title, lines }: TimeHead, lang: Lang): string {
  const fonts = FONT_NAMES.map(typstText).join(', ')
  return `#set document(title: ${typstText(title)}, date: none)
#set page(paper: "a4", flipped: true, margin: 2cm, numbering: "1")
#set text(lang: "${lang}", dir: ${dirOf(lang)}, font: (${fonts}), size: 10pt)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt + luma(160) }), inset: (x: 5pt, y: 4pt))
#show heading.where(level: 2): set block(above: 1.6em)
= #${typstText(title)}
${lines.map(paragraph).join('')}
${tables.map((table) => section(table, lang)).join('\n')}`
}

const paragraph = (line: string): string => (line === '' ? '' : `#par(text(${typstText(line)}))\n`)

function section({ title, note, heading, columns, rows }: TimeTable, lang: Lang): string {
  // Numbers are read from the left in every language.
  const cell = (text: string) =>
    /^[\d\s.,–%]+$/.test(text) ? `[#text(dir: ltr, ${typstText(text)})]` : `[#${typstText(text)}]`
  const lines = rows.map(({ name, values }) =>
    [name, ...values.map((value, at) => timeWords(lang, value, columns[at]!))].map(cell).join(', '),
  )
  return `== #${typstText(title)}
${paragraph(note)}#table(columns: (auto, ${columns.map(() => 'auto').join(', ')}), align: (x, y) => if x == 0 { start } else { end },
table.header(${[heading, ...columns.map((one) => one.heading)].map((text) => `[*#${typstText(text)}*]`).join(', ')}),
${lines.join(',\n')})`
}

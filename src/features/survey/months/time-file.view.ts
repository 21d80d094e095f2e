import type { Lang } from '../../../platform/i18n/lang.ts'
import { typstText } from '../../../platform/pdf/typst.ts'
import { type OutCell, type OutSheet, writeCsv } from '../../../platform/spreadsheet/write.ts'
import { HIDDEN } from '../core/quantity.ts'
import { MOST_UNBROKEN, paperRules, paragraph } from '../report/paper-rules.view.ts'
import { hiddenMark } from '../report/report-words.view.ts'
import { partsPaper } from './time-picture-paper.view.ts'
import { type TimeColumn, type TimeTable, type TimeValue, timeWords } from './time-table.view.ts'

/** What a file is of: its title and what is said first. `about` stands first for other programs. */
export type TimeHead = { title: string; lines: readonly string[]; about: Readonly<Record<string, unknown>> }

const FORMATS: Record<TimeColumn['measure'], string> = { count: '0', share: '0.0%', mean: '0.00' }

/** One sheet for each table, after one that says what they are. */
export const timeSheets = (tables: readonly TimeTable[], { title, lines }: TimeHead, lang: Lang): OutSheet[] => [
  { name: title, rows: [title, ...lines].map((line) => [line]), wrap: true },
  ...tables.map((table) => timeSheet(table, lang)),
]

/** A table as a sheet, with what it says and counts below. */
export function timeSheet({ title, said, note, heading, columns, rows }: TimeTable, lang: Lang): OutSheet {
  const cell = (value: TimeValue, at: number): OutCell => {
    if (value === HIDDEN) return hiddenMark(lang)
    return value === null ? null : { number: value, format: FORMATS[columns[at]!.measure] }
  }
  return {
    name: title,
    header: [heading, ...columns.map((one) => one.heading)],
    rows: [...rows.map(({ name, values }) => [name, ...values.map(cell)]), [], ...(said ? [[said]] : []), [note]],
  }
}

/** Every number on a line of its own, by the keys other programs read and the words people do. */
export const timeCsv = (tables: readonly TimeTable[]): Uint8Array =>
  writeCsv([['table', 'row', 'column', 'table_name', 'row_name', 'column_name', 'value'], ...tables.flatMap(timeLines)])

/** The lines of a table in such a file. */
export const timeLines = ({ key, title, columns, rows }: TimeTable): (string | number | null)[][] =>
  rows.flatMap((row) =>
    columns.map((column, at) => {
      const names = [title, row.name, column.heading]
      return [key, row.key, column.key, ...names, row.values[at] ?? null]
    }),
  )

export const timeJson = (tables: readonly TimeTable[], { about }: TimeHead): string =>
  `${JSON.stringify(
    {
      ...about,
      tables: tables.map(timeObject),
    },
    null,
    1,
  )}\n`

/** A table as an object: a row is its key and its columns by their keys. */
export const timeObject = ({ key, title, said, columns, rows }: TimeTable): Record<string, unknown> => ({
  ...{ id: key, title },
  ...(said ? { sentence: said } : {}),
  rows: rows.map((row) => ({
    key: row.key,
    ...Object.fromEntries(columns.map((column, at) => [column.key, row.values[at] ?? null])),
  })),
})

/** The tables in the language of the typesetter. */
export function timePaper(tables: readonly TimeTable[], { title, lines }: TimeHead, lang: Lang): string {
  return `#set document(title: ${typstText(title)}, date: none)
${paperRules(lang)}
= #${typstText(title)}
${lines.map(paragraph).join('')}
${tables.map((table) => timeSection(table, lang)).join('\n')}`
}

/** A table on paper: what it says, its picture, itself. */
export function timeSection({ title, said, note, picture, heading, columns, rows }: TimeTable, lang: Lang): string {
  // Numbers are read from the left in every language.
  const cell = (text: string) =>
    /^[\d\s.,–%]+$/.test(text) ? `[#text(dir: ltr, ${typstText(text)})]` : `[#${typstText(text)}]`
  const lines = rows.map(({ name, values }) =>
    [name, ...values.map((value, at) => timeWords(lang, value, columns[at]!))].map(cell).join(', '),
  )
  const drawn = picture?.rows.some(({ parts }) => parts.some((part) => part > 0)) ? partsPaper(picture, lang) : ''
  return `#block(breakable: false, sticky: true)[
== #${typstText(title)}
${paragraph(said ?? '')}${paragraph(note)}${drawn}]
#block(breakable: ${rows.length > MOST_UNBROKEN})[#table(columns: (auto, ${columns.map(() => 'auto').join(', ')}), align: (x, y) => if x == 0 { start } else { end },
table.header(${[heading, ...columns.map((one) => one.heading)].map((text) => `[*#${typstText(text)}*]`).join(', ')}),
${lines.join(',\n')})]`
}

import type { Lang } from '../../../platform/i18n/lang.ts'
import { writeCsv } from '../../../platform/spreadsheet/write.ts'
import { HIDDEN } from '../core/quantity.ts'
import type { ReportTable, Value } from '../core/report-table.ts'
import { timeLines } from '../months/time-file.view.ts'
import type { ReportMore } from './report-file.view.ts'
import { tableWords } from './report-words.view.ts'

const cell = (value: Value) => (value === HIDDEN || value === null || typeof value === 'number' ? value : value[0])

/** Every number of a report on a line of its own, by the keys other programs read and the words people do. From–to fills two cells. */
export function reportCsv(tables: readonly ReportTable[], lang: Lang, { months }: ReportMore = {}): Uint8Array {
  const rows = tables.flatMap((table) => {
    const words = tableWords(table, lang)
    return table.rows.flatMap(({ key, values }, at) =>
      table.columns.map((column, place) => {
        const value = values[place] ?? null
        const names = [words.title, words.rows[at]!.name, words.headings[place + 1]!]
        return [table.id, key, column.key, ...names, cell(value), Array.isArray(value) ? (value[1] as number) : null]
      }),
    )
  })
  const head = ['table', 'row', 'column', 'table_name', 'row_name', 'column_name', 'value', 'to']
  return writeCsv([head, ...rows, ...(months ? timeLines(months).map((line) => [...line, null]) : [])])
}

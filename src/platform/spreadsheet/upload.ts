import { columnName } from './column.ts'
import { writeCsv } from './write.ts'

const MB = 1024 * 1024
/** Bytes of a file of the largest size with the rest of its form. */
export const UPLOAD_BODY = 25 * MB

export type FileColumn<Choice> = { column: number; choice: Choice; heading: string; cells: string[] }

/** The columns of a file that have a heading or something in a cell, each with what was chosen for it. */
export const columnsInUse = <Choice>(
  choices: readonly Choice[],
  headings: readonly string[],
  rows: readonly { cells: readonly string[] }[],
): FileColumn<Choice>[] =>
  choices
    .map((choice, column) => ({
      column,
      choice,
      heading: headings[column] ?? '',
      cells: rows.map((row) => row.cells[column] ?? ''),
    }))
    .filter(({ heading, cells }) => heading !== '' || cells.some((cell) => cell.trim() !== ''))

/** What is wrong with the choice for a column; null: with all of them together, which is said at the first. */
export type ColumnProblem = { column: number | null; text: string }

/** The same for the list over a form, where each leads to its field (`k<number>`), and for the fields. */
export function columnProblems(
  said: readonly ColumnProblem[],
  columns: readonly FileColumn<unknown>[],
): { listed: { name: string; text: string }[]; errors: Map<number, string> } {
  const first = columns[0]?.column ?? 0
  const headingOf = (at: number) => columns.find(({ column }) => column === at)?.heading ?? ''
  return {
    listed: said.map(({ column, text }) => ({
      name: `k${column ?? first}`,
      text: column === null ? text : `${columnName(column, headingOf(column))}: ${text}`,
    })),
    errors: new Map(said.map(({ column, text }) => [column ?? first, text])),
  }
}

/** Rows as a file to keep. `plain`: a name without the letters that old programs cannot read. Neither has an ending. */
export const csvAnswer = (
  rows: Parameters<typeof writeCsv>[0],
  { plain, name }: { plain: string; name: string },
): Response =>
  new Response(writeCsv(rows) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${plain}.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
    },
  })

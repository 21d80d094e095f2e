import type { CellStyle } from 'hucre'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { columnLetters } from './column.ts'

/** A calendar day is written as `{ day }`, so that Excel can sort and count with it. */
export type OutCell = string | number | boolean | { day: CalendarDay } | OutFigure | null | undefined

/** A number with how it is shown (`0.0%`), and the formula it is the result of, in the cells of its sheet. Never text somebody typed. */
export type OutFigure = { number: number; format?: string; formula?: string }

/** A drop-down list for the cells of a column below the heading. */
export type OutChoices = {
  /** From 0. */
  column: number
  /** Where the choices stand: a sheet of the same workbook, its column from 0, below its heading. */
  from: { sheet: string; column: number; count: number }
  /** What is said beside the cell. */
  hint?: string
}

export type OutSheet = {
  name: string
  header?: readonly string[]
  rows: readonly (readonly OutCell[])[]
  choices?: readonly OutChoices[]
  /** The heading and so many rows are a table of the spreadsheet program: to sort and to filter. Headings are then all different. */
  table?: { name: string; rows: number }
  /** Long texts in their columns are broken into lines. */
  wrap?: boolean
}

/** The most characters Excel takes in a cell. */
const LONGEST_CELL = 32_767
/** Text that the file format would read as the code of a character. */
const ESCAPE_LIKE = /_(?=x[0-9a-f]{4}_)/gi

/**
 * Writes an Excel workbook. Text is always written as text, so nothing that a person typed can become a formula.
 * The same sheets give the same bytes. Sheet names are made fit for Excel; text beyond 32,767 characters in a cell is cut with `…`.
 */
export async function writeWorkbook(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  // Loaded when first needed: it would slow down every start.
  const { writeXlsx } = await import('hucre/xlsx')
  const taken = new Set<string>()
  return writeXlsx({
    // Without the moment of writing: the same sheets give the same bytes.
    properties: { modified: new Date('2000-01-01T00:00:00Z') },
    sheets: sheets.map(({ name, header, rows, choices = [], table, wrap = false }) => ({
      name: sheetName(name, taken),
      rows: [...(header ? [header] : []), ...rows].map((row) => row.map(cellOf)),
      columns: widthsOf(header ?? [], rows).map((width) => ({
        width: wrap ? Math.max(width, 24) : width,
        ...(wrap ? { style: { alignment: { wrapText: true, vertical: 'top' as const } } } : {}),
      })),
      dataValidations: choices.map(validationOf),
      ...(header ? { freezePane: { rows: 1 } } : {}),
      ...(header && table ? { tables: [tableOf(header, table)] } : {}),
      cells: new Map([...boldRow(header ?? []), ...figuresOf(rows, header ? 1 : 0)]),
    })),
  })
}

/** Rows below the heading that have the list. */
const CHOICE_ROWS = 5000

/** Other words may be written too: several in a cell, or what the list lacks. */
const validationOf = ({ column, from, hint }: OutChoices) => {
  const [here, there] = [columnLetters(column), columnLetters(from.column)]
  return {
    type: 'list' as const,
    formula1: `'${from.sheet.replaceAll("'", "''")}'!$${there}$2:$${there}$${from.count + 1}`,
    range: `${here}2:${here}${CHOICE_ROWS + 1}`,
    allowBlank: true,
    showErrorMessage: false,
    ...(hint ? { showInputMessage: true, inputMessage: hint } : {}),
  }
}

function cellOf(cell: OutCell): string | number | boolean | Date | null {
  if (cell === null || cell === undefined || cell === '') return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  if (typeof cell === 'object' && 'number' in cell) return cellOf(cell.number)
  if (typeof cell === 'object') return new Date(`${cell.day}T00:00:00Z`)
  if (typeof cell === 'boolean') return cell
  const text = cell.toWellFormed().replace(ESCAPE_LIKE, '_x005F_')
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1).toWellFormed()}…` : text
}

type Styled = { style?: CellStyle; formula?: string; formulaResult?: number }
const boldRow = (header: readonly string[]) =>
  header.map((_, column): [string, Styled] => [`0,${column}`, { style: { font: { bold: true } } }])

/** The cells that have a format or a formula, by their place. */
function figuresOf(rows: OutSheet['rows'], first: number): [string, Styled][] {
  return rows.flatMap((row, at) =>
    row.flatMap((cell, column): [string, Styled][] => {
      if (typeof cell !== 'object' || cell === null || !('number' in cell)) return []
      const { number, format, formula } = cell
      const style = format ? { style: { numFmt: format } } : {}
      return [[`${at + first},${column}`, { ...style, ...(formula ? { formula, formulaResult: number } : {}) }]]
    }),
  )
}

const tableOf = (header: readonly string[], { name, rows }: { name: string; rows: number }) => ({
  name,
  range: `A1:${columnLetters(header.length - 1)}${rows + 1}`,
  columns: header.map((heading) => ({ name: heading })),
  style: 'TableStyleLight1',
})

/** Column widths in characters from the header and the first rows: 8 to 50. */
function widthsOf(header: readonly string[], rows: OutSheet['rows']): number[] {
  const sample = [header, ...rows.slice(0, 100)]
  const columns = Math.max(0, ...sample.map((row) => row.length))
  return Array.from({ length: columns }, (_, column) => {
    const lengths = sample.map((row) => (typeof row[column] === 'object' ? 10 : String(row[column] ?? '').length))
    return Math.min(50, Math.max(8, ...lengths) + 2)
  })
}

/** At most 31 characters, none of those Excel forbids, and no name twice. */
function sheetName(name: string, taken: Set<string>): string {
  const clean = name
    .toWellFormed()
    .replace(/[[\]:*?/\\\p{Cc}\ufffd\ufffe\uffff]/gu, ' ')
    .replace(/^[' ]+|[' ]+$/g, '')
  for (let copy = 1; ; copy++) {
    const ending = copy === 1 ? '' : ` ${copy}`
    const unique = ((clean || 'Blad').slice(0, 31 - ending.length) + ending).toWellFormed()
    if (taken.has(unique.toLowerCase())) continue
    taken.add(unique.toLowerCase())
    return unique
  }
}

/**
 * Writes semicolon-separated text that Swedish Excel opens as a table: UTF-8 with mark, CRLF. Text that a spreadsheet
 * program would take for a formula gets an apostrophe before it (`readTable` takes it away again).
 */
export function writeCsv(rows: readonly (readonly OutCell[])[], separator: ';' | ',' | '\t' = ';'): Uint8Array {
  const lines = rows.map((row) => row.map((cell) => csvCell(cell, separator === ';')).join(separator))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}

function csvCell(cell: OutCell, decimalComma: boolean): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return decimalComma ? String(cell).replace('.', ',') : String(cell)
  if (typeof cell === 'boolean') return String(cell)
  if (typeof cell === 'object') return 'number' in cell ? csvCell(cell.number, decimalComma) : cell.day
  const text = /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  // Quoted at any of the usual separators, so that a program that guesses it cannot guess wrong.
  return /[";,\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

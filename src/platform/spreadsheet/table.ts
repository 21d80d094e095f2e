/** What was read from a file: the cells of one sheet as text, with the row numbers a person sees in the file. */
export type Table = {
  /** Names of all visible sheets, in order. A text file has one, named after the file. */
  sheets: string[]
  /** The sheet that was read. */
  sheet: string
  /** Every row has so many cells. */
  width: number
  /** Rows with something in them. */
  rows: TableRow[]
  warnings: TableWarning[]
}

/** `number` counts from 1 as in the program the file comes from; in a text file a record counts as one row. */
export type TableRow = { number: number; cells: string[] }

/**
 * Things the reader should be told, though the file could be read. Columns count from 0.
 * - `error-value`: the cell shows an error such as #REF!
 * - `more-sheets`: there are other visible sheets
 * - `guessed-encoding`: a text file that is not Unicode was read as Windows-1252; look at å, ä and ö
 * - `open-quote`: a quotation mark begins a cell and is never closed; it was read as an ordinary mark
 */
export type TableWarning =
  | { kind: 'error-value'; row: number; column: number }
  | { kind: 'more-sheets' }
  | { kind: 'guessed-encoding' }
  | { kind: 'open-quote'; row: number }

/**
 * - `empty`: no cell with anything in it
 * - `too-large`: the file is larger than 20 MB
 * - `unpacks-too-large`: a packed file that would fill the memory
 * - `too-many-rows`, `too-many-columns`: beyond 100,000 rows or 200 columns
 * - `broken`: damaged or cut off
 * - `password`: protected by a password
 * - `old-excel`: the format of Excel before 2007 (.xls); save as .xlsx
 * - `other-format`: neither a workbook nor a text table (PDF, Word, OpenDocument, web page, picture)
 * - `no-such-sheet`: the sheet asked for is not in the file
 */
export type TableProblem =
  | 'empty'
  | 'too-large'
  | 'unpacks-too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'broken'
  | 'password'
  | 'old-excel'
  | 'other-format'
  | 'no-such-sheet'

export type TableResult = { ok: true; value: Table } | { ok: false; problem: TableProblem }

/** Cells made into one: from a row and column to another, both included; rows and columns count from 0. */
export type MergedCells = { startRow: number; startCol: number; endRow: number; endCol: number }

/** How a file is read. */
export type ReadOptions = {
  /** The sheet of a workbook; without it the first visible one is read. */
  sheet?: string | undefined
  /** A cell that stands for several rows is read on each of them. */
  fillMerged?: boolean | undefined
}

export const LIMITS = { bytes: 20_000_000, unpacked: 128_000_000, ratio: 200, rows: 100_000, columns: 200 }

const ERROR_VALUE = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/
const MOST_WARNINGS = 100
const MOST_FILLED = 1_000_000

/** Collects rows within the limits; `add` answers with a problem as soon as there is one. */
export class TableBuilder {
  readonly #rows: TableRow[] = []
  readonly #warnings: TableWarning[] = []
  #width = 0

  add(number: number, cells: string[]): TableProblem | undefined {
    let width = cells.length
    while (width > 0 && cells[width - 1] === '') width--
    if (width === 0) return undefined
    if (width > LIMITS.columns) return 'too-many-columns'
    if (this.#rows.length === LIMITS.rows) return 'too-many-rows'
    cells.length = width
    this.#width = Math.max(this.#width, width)
    this.#rows.push({ number, cells })
    for (const [column, cell] of cells.entries())
      if (cell[0] === '#' && ERROR_VALUE.test(cell)) this.warn({ kind: 'error-value', row: number, column })
    return undefined
  }

  /** Writes what stands in cells that were made into one onto each of their rows that holds something. */
  fill(merged: readonly MergedCells[]): void {
    let left = MOST_FILLED
    const places = new Map(this.#rows.map(({ number }, at) => [number - 1, at]))
    for (const { startRow, startCol, endRow } of merged) {
      const from = places.get(startRow)
      const cell = from === undefined ? '' : (this.#rows[from]?.cells[startCol] ?? '')
      if (from === undefined || cell === '') continue
      for (let at = from + 1; at < this.#rows.length && left-- > 0; at++) {
        const row = this.#rows[at]
        if (!row || row.number - 1 > endRow) break
        while (row.cells.length < startCol) row.cells.push('')
        row.cells[startCol] ||= cell
      }
    }
  }

  warn(warning: TableWarning): void {
    if (this.#warnings.length < MOST_WARNINGS) this.#warnings.push(warning)
  }

  build(sheets: string[], sheet: string): TableResult {
    if (this.#rows.length === 0) return { ok: false, problem: 'empty' }
    for (const { cells } of this.#rows) while (cells.length < this.#width) cells.push('')
    const value = { sheets, sheet, width: this.#width, rows: this.#rows, warnings: this.#warnings }
    return { ok: true, value }
  }
}

/** The letters a spreadsheet program shows over a column: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

/** `C: Telefon`, or `C` where nothing stands over the column. */
export const columnName = (column: number, heading: string): string =>
  heading === '' ? columnLetters(column) : `${columnLetters(column)}: ${heading}`

/** Two cells that show what is in a column: the first ones that differ, shortened. */
export function examplesOf(cells: readonly string[]): string[] {
  const filled = [...new Set(cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter(Boolean))]
  return filled.slice(0, 2).map((cell) => (cell.length > 40 ? `${cell.slice(0, 39)}…` : cell))
}

/** Text as the database can keep it. */
export const storable = (text: string, max: number): string =>
  text.slice(0, max).replaceAll('\u0000', '').toWellFormed()

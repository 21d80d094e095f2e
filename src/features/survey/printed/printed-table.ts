import { numbersIn, type PrintedNumber, plainPrint } from './printed-number.ts'

/** A row of print: where it stands, what it is called and its numbers by column. */
export type PrintedRow = {
  line: number
  label: string
  cells: (PrintedNumber | null)[]
  /** `total`: its numbers are said to be the sums of the others; `people`: how many people there are; `mean`: an average. */
  kind: 'part' | 'total' | 'people' | 'mean'
}
export type PrintedColumn = { heading: string; kind: 'count' | 'percent' | 'other'; isTotal: boolean }
export type PrintedTable = {
  columns: PrintedColumn[]
  rows: PrintedRow[]
  /** "N = 68" or the like, somewhere in the print. */
  people: number | null
}

const TOTAL = /^(?:summa|total\w*|sum|samtliga|alla|all|tillsammans|المجموع|الإجمالي)(?![\p{L}])/iu
const PEOPLE = /^(?:antal personer|personer|people|number of people|n|bas|base|عدد الأشخاص)(?![\p{L}])/iu
const MEAN = /(?:medel\w*|genomsnitt\w*|snitt|mean|average|متوسط|المعدل)/iu
const SHARE = /%|procent|per ?cent|andel|share|نسبة/iu
const N_IS = /(?<![\p{L}])n\s*[=:]\s*(\d+)/iu

/** A line of several cells, by a sign between them. */
const PARTED = /\t|;|\|.*\|/
const CAPTION = /^\s*(?:tabell|table|diagram|figur|figure|الجدول|جدول|الشكل|شكل)\s*[\d\u0660-\u0669]+/iu

/** Reads a table out of pasted text: cells parted by tab, semicolon, bar or several spaces, else by where the numbers begin. */
export function parsePrinted(text: string): PrintedTable {
  const lines = text.split(/\r\n|\r|\n/)
  const rows = lines.map((line, at) => ({ number: at + 1, cells: cellsOf(line) }))
  const first = lines.findIndex((line) => PARTED.test(line))
  // What stands above a table of parted cells is its caption, whatever numbers are in it: "Tabell 3. Hinder, februari 2026".
  return readRows(
    rows.map((row, at) => {
      const isCaption = CAPTION.test(lines[at]!) || (at < first && kindOf(row.cells[0]!.trim()) !== 'people')
      return isCaption && !PARTED.test(lines[at]!) ? { ...row, cells: [lines[at]!] } : row
    }),
  )
}

/** Reads a table from the rows of a spreadsheet. */
export function readRows(rows: readonly { number: number; cells: readonly string[] }[]): PrintedTable {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const isName = (cell: string) => numbersIn(cell).length === 0
  // Above the first row of figures a cell that begins with a letter is a heading, also with a number in it: "Antal (N = 68)".
  const hasFigures = (cells: readonly string[]) =>
    cells.slice(1).some((cell) => !isName(cell) && !/^\s*\p{L}/u.test(cell))
  const first = filled.findIndex(({ cells }) => hasFigures(cells) && kindOf(cells[0]!.trim()) !== 'people')
  const heads = filled.filter(({ cells }, at) => (at < first ? !hasFigures(cells) : cells.slice(1).every(isName)))
  const read = filled
    .filter((row) => !heads.includes(row))
    .map(({ number, cells }) => ({
      line: number,
      label: plainPrint(cells[0] ?? '').trim(),
      groups: cells.slice(1).map(numbersIn),
    }))
    .filter(({ groups }) => groups.some((group) => group.length > 0))
  // A cell such as "34 (50,0 %)" fills two columns in every row.
  const width = Math.max(0, ...read.map(({ groups }) => groups.length))
  const widths = Array.from({ length: width }, (_, at) =>
    Math.max(1, ...read.map(({ groups }) => groups[at]?.length ?? 0)),
  )
  const isHeading = ({ cells }: (typeof heads)[number]) => cells.slice(1).some((cell) => cell.trim() !== '')
  const above = heads.filter((row) => filled.indexOf(row) < first)
  const head = (above.findLast(isHeading) ?? heads.findLast(isHeading))?.cells ?? []
  const headings = widths.flatMap((count, at) =>
    Array.from({ length: count }, () => plainPrint(head[at + 1] ?? '').trim()),
  )
  const body = read.map(({ line, label, groups }): PrintedRow => {
    const cells = widths.flatMap((count, at) =>
      Array.from({ length: count }, (_, place) => groups[at]?.[place] ?? null),
    )
    return { line, label, cells, kind: kindOf(label) }
  })
  const everything = filled.map(({ cells }) => cells.join(' ')).join('\n')
  const named = N_IS.exec(plainPrint(everything))
  return {
    columns: headings.map((heading, at) =>
      columnOf(
        heading,
        body.map(({ cells }) => cells[at] ?? null),
      ),
    ),
    rows: body,
    people: named ? Number(named[1]) : null,
  }
}

function kindOf(label: string): PrintedRow['kind'] {
  if (MEAN.test(label)) return 'mean'
  if (PEOPLE.test(label)) return 'people'
  return TOTAL.test(label) ? 'total' : 'part'
}

function columnOf(heading: string, cells: readonly (PrintedNumber | null)[]): PrintedColumn {
  const numbers = cells.filter((cell) => cell !== null)
  const percent =
    numbers.some((number) => number.percent) || (SHARE.test(heading) && !numbers.every(({ of }) => of !== null))
  const whole = numbers.filter(({ decimals }) => decimals === 0).length >= numbers.length - 1
  return {
    heading,
    kind: percent ? 'percent' : whole && !MEAN.test(heading) ? 'count' : 'other',
    isTotal: TOTAL.test(heading),
  }
}

function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t')
  if (/\|.*\|/.test(line))
    return line
      .replace(/^\s*\|/, '')
      .replace(/\|\s*$/, '')
      .split('|')
  if (line.includes(';')) return line.split(';')
  const wide = line.trim().split(/ {2,}/)
  if (wide.length > 1) return wide
  // "Psykisk ohälsa 34 50,0 %": the name ends where the numbers that end the line begin.
  const [, label, rest] = /^(.*?[^\d\s].*?)[\s:]+((?:\(?[\d.,]+(?:\s?%)?\)?\s*)+)$/u.exec(plainPrint(line).trim()) ?? []
  // "33 av 68 (49,1 %)" is a sentence, no row.
  if (label === undefined || rest === undefined || /(?:^|\s)(?:av|of|من أصل|من)$/iu.test(label)) return [line]
  return [label, ...(rest.match(/[\d.,]+(?:\s?%)?/g) ?? [])]
}

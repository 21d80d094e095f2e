import type { Lang } from '../../../platform/i18n/lang.ts'
import { columnLetters } from '../../../platform/spreadsheet/column.ts'
import type { OutCell, OutSheet } from '../../../platform/spreadsheet/write.ts'
import { type Basis, basisOf, basisOfPeople, type Part } from '../core/basis.ts'
import { HIDDEN } from '../core/quantity.ts'
import type { Measure, ReportTable, TableColumn, TableRow } from '../core/report-table.ts'
import { reportTexts } from '../texts/report.ts'
import { hiddenMark, type TableWords } from './report-words.view.ts'

/** How a spreadsheet shows a number; a change has its sign. */
const FORMATS: Record<Measure, string> = {
  count: '0',
  share: '0.0%',
  interval: '0.0%',
  mean: '0.00',
  meanInterval: '0.00',
  ratio: '0.00',
  index: '0.00',
  indexInterval: '0.00',
  change: '+0.0%;-0.0%;0.0%',
  changeInterval: '+0.0%;-0.0%;0.0%',
  meanChange: '+0.00;-0.00;0.00',
  p: '0.0000',
}
const isTwice = (measure: Measure): boolean => /interval/i.test(measure)

/**
 * A table of the report as a sheet: a table of the spreadsheet program, to sort and filter, in which what is computed from counts of the sheet is a
 * formula of them. From–to fills two columns. Below it stand how many people it is about, what it says and its rule.
 */
export function tableSheet(table: ReportTable, words: TableWords, lang: Lang): OutSheet {
  const places = new Places(table)
  const mark = hiddenMark(lang)
  const header = words.headings.flatMap((heading, at) =>
    at > 0 && isTwice(table.columns[at - 1]!.measure) ? [`${heading} ≥`, `${heading} ≤`] : [heading],
  )
  const rows = table.rows.map((row, at): OutCell[] => [
    words.rows[at]!.name,
    ...row.values.flatMap((value, place): OutCell[] => {
      const column = table.columns[place]!
      const format = FORMATS[column.measure]
      const twice = isTwice(column.measure)
      if (value === HIDDEN) return twice ? [mark, mark] : [mark]
      if (value === null) return twice ? [null, null] : [null]
      if (typeof value !== 'number') return value.map((number) => ({ number, format }))
      const formula = places.formula(row, column, value)
      return [{ number: value, format, ...(formula ? { formula } : {}) }]
    }),
  ])
  const people = table.base === HIDDEN ? mark : { number: table.base, format: FORMATS.count }
  const below = [words.sentence, words.rule, words.leftOut].filter((line) => line !== '')
  return {
    name: words.title,
    header,
    rows: [...rows, [], [reportTexts(lang)('column.people'), people], [], ...below.map((line) => [line])],
    table: { name: table.id, rows: rows.length },
  }
}

/** Where the numbers of a table stand in its sheet. */
class Places {
  readonly #table: ReportTable
  readonly #cells = new Map<string, string>()

  constructor(table: ReportTable) {
    this.#table = table
    const key = (part: Part) => `${part.side} ${part.id}`
    // The people's number stands two rows below the last.
    this.#cells.set(key(basisOfPeople(table).parts[0]!), `$B$${table.rows.length + 3}`)
    for (const row of table.rows)
      for (const column of table.columns) {
        const basis = basisOf(table, row, column)
        const counts = basis?.how === 'count' || basis?.how === 'sum'
        if (counts) this.#cells.set(key(basis.parts[0]!), this.#at(row, column.key))
      }
  }

  formula(row: TableRow, column: TableColumn, value: number): string | undefined {
    if (column.measure === 'change') return this.#difference(row, 'after_share', 'before_share')
    if (column.measure === 'meanChange') return this.#difference(row, 'after_mean', 'before_mean')
    if (this.#table.id === 'barriers' && row.key === 'marks') return this.#sum(column, value)
    const basis = basisOf(this.#table, row, column)
    const cells = basis?.parts.map(({ side, id }) => this.#cells.get(`${side} ${id}`))
    return basis && cells?.every((cell) => cell !== undefined) ? formulaOf(basis, cells as string[]) : undefined
  }

  #difference(row: TableRow, after: string, before: string): string {
    return `${this.#at(row, after)}-${this.#at(row, before)}`
  }

  /** All marks, as the sum of the barriers; not where the counts are rounded or hidden and do not add up. */
  #sum(column: TableColumn, value: number): string | undefined {
    const rows = this.#table.rows.slice(0, -1)
    const sum = rows.reduce((all, { values }) => all + (typeof values[0] === 'number' ? values[0] : Number.NaN), 0)
    return sum === value ? `SUM(${this.#at(rows[0]!, column.key)}:${this.#at(rows.at(-1)!, column.key)})` : undefined
  }

  /** `B2`; each column with an interval before it has moved it one to the right. */
  #at(row: TableRow, key: string): string {
    const { columns, rows } = this.#table
    const place = columns.findIndex((one) => one.key === key)
    const before = columns.slice(0, place).filter(({ measure }) => isTwice(measure)).length
    return `${columnLetters(1 + place + before)}${rows.indexOf(row) + 2}`
  }
}

function formulaOf({ how }: Basis, [a, b, c, d]: readonly string[]): string | undefined {
  switch (how) {
    case 'share':
    case 'mean':
      return `${a}/${b}`
    case 'lift':
      return `${a}*${b}/(${c}*${d})`
    case 'agreement':
      return `(${b}-${c}-${d}+2*${a})/${b}`
    case 'kappa': {
      const chance = `(${c}*${d}+(${b}-${c})*(${b}-${d}))/${b}^2`
      return `((${b}-${c}-${d}+2*${a})/${b}-${chance})/(1-${chance})`
    }
    default:
      return undefined
  }
}

import { numbersIn, type PrintedNumber, plainPrint, printsAs } from './printed-number.ts'
import { type PrintedRow, type PrintedTable, parsePrinted } from './printed-table.ts'

/**
 * What does not add up in print. `line` counts from 1.
 * - `sum`: the rows of a column add up to `computed`, not to the printed total
 * - `rowSum`: the columns of a row do
 * - `percent`: `count` of `of` is not what is printed; `inferred` when the whole is a guess because it fits the other rows
 * - `percentSum`: every person is in one row, but the per cents do not add up to what is printed
 * - `mean`: the total divided by the people is not the printed mean
 */
export type Finding =
  | { kind: 'sum' | 'rowSum'; line: number; label: string; printed: number; computed: number }
  | {
      kind: 'percent'
      line: number
      label: string
      printed: string
      computed: number
      count: number
      of: number
      inferred: boolean
    }
  | { kind: 'percentSum'; line: number; label: string; printed: number; computed: number }
  | { kind: 'mean'; line: number; label: string; printed: string; computed: number; count: number; of: number }

export type PrintedCheck = {
  findings: Finding[] /** How many sums, per cents and means were recomputed. */
  checked: number
}

/** Checks a pasted table. `people`: how many there are, when the print does not say. */
export function checkPrinted(text: string, people: number | null = null): PrintedCheck {
  const table = checkTable(parsePrinted(text), people)
  const prose = checkProse(text)
  const known = new Set(table.findings.map(({ kind, line }) => `${kind} ${line}`))
  return {
    findings: [...table.findings, ...prose.findings.filter(({ kind, line }) => !known.has(`${kind} ${line}`))].toSorted(
      (a, b) => a.line - b.line,
    ),
    checked: table.checked + prose.checked,
  }
}

export function checkTable(table: PrintedTable, people: number | null = null): PrintedCheck {
  const check = new Check(table, people ?? table.people)
  check.sums()
  check.rowSums()
  check.percents()
  check.means()
  return { findings: check.findings, checked: check.checked }
}

/** Percentage points within which a number that is not said to be a per cent is taken for one. */
const NEAR = 2

class Check {
  readonly findings: Finding[] = []
  checked = 0
  readonly #table: PrintedTable
  readonly #people: number | null
  readonly #parts: PrintedRow[]

  constructor(table: PrintedTable, people: number | null) {
    this.#table = table
    this.#parts = table.rows.filter(({ kind }) => kind === 'part')
    this.#people =
      people ?? table.rows.find(({ kind }) => kind === 'people')?.cells.find((cell) => cell !== null)?.value ?? null
  }

  /** Counts under a total; per cents only where everybody is in one row. */
  sums(): void {
    for (const total of this.#table.rows.filter(({ kind }) => kind === 'total'))
      for (const [at, column] of this.#table.columns.entries()) {
        const printed = total.cells[at]
        const above = this.#parts.map(({ cells }) => cells[at] ?? null).filter((cell) => cell !== null)
        if (!printed || above.length < 2) continue
        const computed = clean(above.reduce((sum, { value }) => sum + value, 0))
        const { line, label } = total
        if (column.kind === 'count') {
          // A total that says how many people there are is no sum where a person may be in several rows.
          if (printed.value === this.#people && computed > printed.value) continue
          this.#note(computed === printed.value, { kind: 'sum', line, label, printed: printed.value, computed })
        } else if (column.kind === 'percent') {
          const decimals = Math.max(printed.decimals, ...above.map((cell) => cell.decimals))
          const rounding = 0.5 * 10 ** -decimals * (above.length + 1)
          if (computed > 100 + rounding && printed.value === 100) continue
          const fits = Math.abs(computed - printed.value) <= rounding + 1e-9
          this.#note(fits, { kind: 'percentSum', line, label, printed: printed.value, computed })
        }
      }
  }

  rowSums(): void {
    const { columns, rows } = this.#table
    const total = columns.findIndex(({ isTotal, kind }) => isTotal && kind === 'count')
    const others = columns.flatMap(({ kind, isTotal }, at) => (kind === 'count' && !isTotal ? [at] : []))
    if (total === -1 || others.length < 2) return
    for (const { line, label, cells } of rows) {
      const printed = cells[total]
      const parts = others.map((at) => cells[at])
      if (!printed || parts.some((cell) => !cell)) continue
      const computed = parts.reduce((sum, cell) => sum + cell!.value, 0)
      this.#note(computed === printed.value, { kind: 'rowSum', line, label, printed: printed.value, computed })
    }
  }

  percents(): void {
    for (const [at, column] of this.#table.columns.entries()) {
      if (column.kind !== 'percent' && !this.#looksLikeShares(at)) continue
      const counts = this.#table.columns.findLastIndex(({ kind }, place) => kind === 'count' && place < at)
      if (counts === -1) continue
      const rows = this.#parts.flatMap(({ line, label, cells }) => {
        const [count, percent] = [cells[counts], cells[at]]
        return count && percent ? [{ line, label, count, percent }] : []
      })
      const whole = this.#wholeOf(rows, counts, at)
      for (const { line, label, count, percent } of rows) {
        const of = count.of ?? whole?.of
        if (!of) continue
        const computed = (100 * count.value) / of
        const inferred = count.of === null && (whole?.inferred ?? false)
        this.#note(printsAs(computed, percent), {
          kind: 'percent',
          line,
          label,
          printed: percent.text,
          computed,
          count: count.value,
          of,
          inferred,
        })
      }
    }
  }

  means(): void {
    const total = this.#table.rows.find(({ kind }) => kind === 'total')
    for (const { line, label, cells } of this.#table.rows.filter(({ kind }) => kind === 'mean'))
      for (const [at, printed] of cells.entries()) {
        const sum = total?.cells[at]?.value
        if (!printed || sum === undefined || !this.#people) continue
        const computed = sum / this.#people
        this.#note(printsAs(computed, printed), {
          kind: 'mean',
          line,
          label,
          printed: printed.text,
          computed,
          count: sum,
          of: this.#people,
        })
      }
  }

  /** Decimals without a heading, beside counts of known people, that are near the per cents of most rows. */
  #looksLikeShares(at: number): boolean {
    const { columns, rows } = this.#table
    const counts = columns.findLastIndex(({ kind }, place) => kind === 'count' && place < at)
    const people = this.#people
    if (columns[at]?.heading !== '' || counts === -1 || !people) return false
    const pairs = rows.flatMap(({ kind, cells }) => {
      const [count, share] = [cells[counts], cells[at]]
      return kind === 'part' && count && share ? [[count, share] as const] : []
    })
    const near = pairs.filter(
      ([count, share]) => share.decimals > 0 && Math.abs((100 * count.value) / people - share.value) < NEAR,
    )
    return pairs.length > 0 && near.length > pairs.length / 2
  }

  /** What the per cents are of: what is said, the total of 100 per cent, else the number that fits most rows – if it fits most. */
  #wholeOf(
    rows: readonly { count: PrintedNumber; percent: PrintedNumber }[],
    counts: number,
    at: number,
  ): { of: number; inferred: boolean } | null {
    if (this.#people) return { of: this.#people, inferred: false }
    const total = this.#table.rows.find(
      ({ kind, cells }) => kind === 'total' && cells[counts] && cells[at]?.value === 100,
    )
    if (total) return { of: total.cells[counts]!.value, inferred: false }
    const fitsOf = (of: number) =>
      rows.filter(({ count, percent }) => printsAs((100 * count.value) / of, percent)).length
    const guesses = new Set(
      rows.flatMap(({ count, percent }) => {
        const near = percent.value > 0 ? Math.round((100 * count.value) / percent.value) : 0
        return [near - 1, near, near + 1].filter((of) => of >= count.value && of > 0)
      }),
    )
    const best = [...guesses].toSorted((a, b) => fitsOf(b) - fitsOf(a) || a - b)[0]
    return best !== undefined && rows.length >= 3 && fitsOf(best) > rows.length / 2
      ? { of: best, inferred: true }
      : null
  }

  #note(holds: boolean, finding: Finding): void {
    this.checked++
    if (!holds) this.findings.push(finding)
  }
}

/** "33 av 68 (49,1 %)" and "49.1 % (33 of 68)" wherever they stand in a text. */
function checkProse(text: string): PrintedCheck {
  const findings: Finding[] = []
  let checked = 0
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const numbers = numbersIn(line)
    for (const [place, part] of numbers.entries()) {
      if (part.of === null || part.of === 0) continue
      const percent = [numbers[place + 1], numbers[place - 1]].find((one) => one?.percent)
      if (!percent) continue
      checked++
      const computed = (100 * part.value) / part.of
      if (printsAs(computed, percent)) continue
      const label = plainPrint(line).trim().slice(0, 60)
      findings.push({
        kind: 'percent',
        line: at + 1,
        label,
        printed: percent.text,
        computed,
        count: part.value,
        of: part.of,
        inferred: false,
      })
    }
  }
  return { findings, checked }
}

/** Sums of printed decimals without what binary numbers add. */
const clean = (value: number): number => Number(value.toPrecision(12))

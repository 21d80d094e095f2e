/** Whole numbers grew beyond what is computed exactly. */
export class NotExact extends Error {}

/**
 * All combinations of some rows of whole numbers, computed exactly: rows stay whole and without a common factor, and each has a column, its
 * pivot, in which all others are 0. Throws `NotExact` where a number would grow too large.
 */
export class RowSpace {
  readonly rows: Float64Array[] = []
  readonly pivots: number[] = []
  /** Rows of which nothing was left in any column that may be a pivot: they add nothing to those before them. */
  readonly spare: Float64Array[] = []

  /** Pivots are taken from the columns of `order`, the first that goes; other columns are only carried along. */
  constructor(rows: Iterable<Float64Array>, order: readonly number[]) {
    for (const given of rows) {
      const row = Float64Array.from(given)
      for (const [at, pivot] of this.pivots.entries()) clear(row, this.rows[at]!, pivot)
      const pivot = order.find((column) => row[column] !== 0)
      if (pivot === undefined) {
        this.spare.push(row)
        continue
      }
      for (const other of this.rows) clear(other, row, pivot)
      this.rows.push(row)
      this.pivots.push(pivot)
    }
  }

  /** Only the rows whose pivot is wanted, and only the first columns, to be worked on apart. */
  part(isWanted: (pivot: number) => boolean = () => true, columns?: number): RowSpace {
    const part = new RowSpace([], [])
    for (const [at, pivot] of this.pivots.entries()) {
      if (!isWanted(pivot)) continue
      part.rows.push(this.rows[at]!.slice(0, columns))
      part.pivots.push(pivot)
    }
    return part
  }

  /** Is this row a combination of the rows? Asked of a space in which every column may be a pivot. */
  gives(given: Float64Array): boolean {
    const row = Float64Array.from(given)
    for (const [at, pivot] of this.pivots.entries()) clear(row, this.rows[at]!, pivot)
    return row.every((value) => value === 0)
  }

  /** Makes another column the pivot of a row, which must not be 0 there. */
  move(at: number, pivot: number): void {
    const row = this.rows[at]!
    for (const [other, line] of this.rows.entries()) if (other !== at) clear(line, row, pivot)
    this.pivots[at] = pivot
  }
}

/** Takes so much of `by` from a row that it is 0 in a column. */
function clear(row: Float64Array, by: Float64Array, column: number): void {
  const [own, other] = [row[column]!, by[column]!]
  if (own === 0) return
  const common = divisor(own, other)
  const [times, less] = [other / common, own / common]
  let factor = 0
  for (let at = 0; at < row.length; at++) {
    if (row[at] === 0 && by[at] === 0) continue
    const [left, right] = [times * row[at]!, less * by[at]!]
    if (Math.abs(left) + Math.abs(right) > Number.MAX_SAFE_INTEGER) throw new NotExact()
    const value = left - right
    row[at] = value
    if (factor !== 1) factor = divisor(factor, value)
  }
  if (factor > 1) for (let at = 0; at < row.length; at++) row[at]! /= factor
}

function divisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

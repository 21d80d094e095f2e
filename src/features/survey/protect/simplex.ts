const SMALL = 1e-9

/** The largest step count before the careful rule, which never goes round in circles, takes over. */
const HASTY = 200

/**
 * Corners of { x ≥ 0 : A x = b }, found by the simplex method on a dense tableau. Once a corner is known, going to the one where a
 * single x is largest or smallest takes few steps.
 */
export class Corners {
  readonly #columns: number
  /** Row after row of A | b, in terms of the basis. */
  #rows: Float64Array[]
  #basis: number[] = []

  /** `relations`: factors by column, and what they add up to. They must have a solution. */
  constructor(columns: number, relations: readonly { terms: readonly (readonly [number, number])[]; sum: number }[]) {
    this.#columns = columns
    this.#rows = relations.map(({ terms, sum }) => {
      const row = new Float64Array(columns + 1)
      const sign = sum < 0 ? -1 : 1
      for (const [column, factor] of terms) row[column]! += sign * factor
      row[columns] = sign * sum
      return row
    })
    this.#begin()
  }

  /** The corner where this column is largest (or smallest). Null when it has no limit. */
  extreme(column: number, largest: boolean): Float64Array | null {
    const cost = new Float64Array(this.#columns + 1)
    cost[column] = largest ? -1 : 1
    for (const [at, basic] of this.#basis.entries())
      if (cost[basic] !== 0) subtract(cost, this.#rows[at]!, cost[basic]!)
    return this.#descend(cost) ? this.#corner() : null
  }

  #corner(): Float64Array {
    const corner = new Float64Array(this.#columns)
    for (const [at, basic] of this.#basis.entries()) corner[basic] = this.#rows[at]![this.#columns]!
    return corner
  }

  /** A first corner: each row gets a helping column of its own, which is then driven to 0 and dropped. */
  #begin(): void {
    const [columns, count] = [this.#columns, this.#rows.length]
    const wide = columns + count
    const helped = this.#rows.map((row, at) => {
      const longer = new Float64Array(wide + 1)
      longer.set(row.subarray(0, columns))
      longer[columns + at] = 1
      longer[wide] = row[columns]!
      return longer
    })
    const helper = new Tableau(
      helped,
      helped.map((_, at) => columns + at),
      wide,
    )
    const cost = new Float64Array(wide + 1)
    for (const row of helped) for (let at = 0; at < columns; at++) cost[at]! -= row[at]!
    for (const row of helped) cost[wide]! -= row[wide]!
    helper.descend(cost)
    const kept: number[] = []
    for (const [at, basic] of helper.basis.entries()) {
      if (basic >= columns) {
        // A row that only repeats others holds no column of ours: it is dropped.
        const column = helper.rows[at]!.subarray(0, columns).findIndex((value) => Math.abs(value) > 1e-7)
        if (column === -1) continue
        helper.pivot(at, column, cost)
      }
      kept.push(at)
    }
    this.#basis = kept.map((at) => helper.basis[at]!)
    this.#rows = kept.map((at) => {
      const row = new Float64Array(columns + 1)
      row.set(helper.rows[at]!.subarray(0, columns))
      row[columns] = helper.rows[at]![wide]!
      return row
    })
  }

  #descend(cost: Float64Array): boolean {
    return new Tableau(this.#rows, this.#basis, this.#columns).descend(cost)
  }
}

/** Works on the rows and the basis it is given. */
class Tableau {
  readonly rows: Float64Array[]
  readonly basis: number[]
  readonly #width: number

  constructor(rows: Float64Array[], basis: number[], width: number) {
    this.rows = rows
    this.basis = basis
    this.#width = width
  }

  /** Steps until no column lowers the cost. False when it can be lowered without end. */
  descend(cost: Float64Array): boolean {
    for (let step = 0; ; step++) {
      const entering = this.#entering(cost, step > HASTY)
      if (entering === -1) return true
      const leaving = this.#leaving(entering)
      if (leaving === -1) return false
      this.pivot(leaving, entering, cost)
    }
  }

  pivot(at: number, column: number, cost: Float64Array): void {
    const row = this.rows[at]!
    const by = row[column]!
    for (let i = 0; i <= this.#width; i++) row[i]! /= by
    row[column] = 1
    for (const [other, line] of this.rows.entries())
      if (other !== at && line[column] !== 0) subtract(line, row, line[column]!)
    if (cost[column] !== 0) subtract(cost, row, cost[column]!)
    this.basis[at] = column
  }

  #entering(cost: Float64Array, careful: boolean): number {
    let [best, lowest] = [-1, -SMALL]
    for (let column = 0; column < this.#width; column++) {
      if (cost[column]! >= lowest) continue
      if (careful) return column
      best = column
      lowest = cost[column]!
    }
    return best
  }

  #leaving(column: number): number {
    let [best, least] = [-1, Number.POSITIVE_INFINITY]
    for (const [at, row] of this.rows.entries()) {
      if (row[column]! <= SMALL) continue
      const ratio = row[this.#width]! / row[column]!
      if (ratio < least - SMALL || (ratio < least + SMALL && best !== -1 && this.basis[at]! < this.basis[best]!)) {
        best = at
        least = Math.min(least, ratio)
      }
    }
    return best
  }
}

function subtract(line: Float64Array, row: Float64Array, factor: number): void {
  for (let at = 0; at < line.length; at++) {
    const value = line[at]! - factor * row[at]!
    line[at] = Math.abs(value) < 1e-11 ? 0 : value
  }
}

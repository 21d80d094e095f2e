const SMALL = 1e-9
/** What is looked for outweighs everything else. */
const OUTWEIGHS = 100

/** More steps are not taken: then no corner was found. */
const PATIENCE = 1_500

/** The largest step count before the careful rule, which never goes round in circles, takes over. */
const HASTY = 200

/** How many numbers may still be computed: the same on every machine, unlike a time. */
export type Effort = { left: number }

/**
 * Corners of { x ≥ 0 : A x = b }, found by the simplex method on a dense tableau. Once a corner is known, going to the one where a
 * single x is largest or smallest takes few steps.
 */
export class Corners {
  readonly #columns: number
  /** Row after row of A | b, in terms of the basis. */
  #rows: Float64Array[]
  #basis: number[] = []
  readonly #effort: Effort
  #found = true

  /** `relations`: factors by column, and what they add up to. They must have a solution. */
  constructor(
    columns: number,
    relations: readonly { terms: readonly (readonly [number, number])[]; sum: number }[],
    effort: Effort = { left: Number.POSITIVE_INFINITY },
  ) {
    this.#columns = columns
    this.#effort = effort
    this.#rows = relations.map(({ terms, sum }) => {
      const row = new Float64Array(columns + 1)
      const sign = sum < 0 ? -1 : 1
      for (const [column, factor] of terms) row[column]! += sign * factor
      row[columns] = sign * sum
      return row
    })
    this.#begin()
  }

  /** The corner where this column is largest (or smallest), of several such another one at each `turn`. Null when it has no limit, or when the effort came to its end. */
  extreme(column: number, largest: boolean, turn = 0): Float64Array | null {
    if (!this.#found) return null
    const cost = new Float64Array(this.#columns + 1)
    if (turn > 0) for (let at = 0; at < this.#columns; at++) cost[at] = ((at * 7919 + turn * 104_729) % 1009) / 100_000
    cost[column] = largest ? -OUTWEIGHS : OUTWEIGHS
    for (const [at, basic] of this.#basis.entries())
      if (cost[basic] !== 0) subtract(cost, this.#rows[at]!, cost[basic]!, placesOf(this.#rows[at]!))
    return this.#descend(cost) ? this.#corner() : null
  }

  #corner(): Float64Array {
    const corner = new Float64Array(this.#columns)
    for (const [at, basic] of this.#basis.entries()) corner[basic] = this.#rows[at]![this.#columns]!
    return corner
  }

  /**
   * A first corner: a row begins with a column that stands in no other row, where it has one, else with a helping column of its own, which is then
   * driven to 0 and dropped.
   */
  #begin(): void {
    const columns = this.#columns
    const own = this.#ownColumns()
    const helps = own.flatMap((column, at) => (column === -1 ? [at] : []))
    const wide = columns + helps.length
    const helped = this.#rows.map((row, at) => {
      const longer = new Float64Array(wide + 1)
      longer.set(row.subarray(0, columns))
      longer[wide] = row[columns]!
      const help = helps.indexOf(at)
      if (help !== -1) longer[columns + help] = 1
      return longer
    })
    const helper = new Tableau(
      helped,
      own.map((column, at) => (column === -1 ? columns + helps.indexOf(at) : column)),
      wide,
      this.#effort,
    )
    const cost = new Float64Array(wide + 1)
    for (const at of helps) {
      const row = helped[at]!
      for (let column = 0; column < columns; column++) cost[column]! -= row[column]!
      cost[wide]! -= row[wide]!
    }
    this.#found = helper.descend(cost)
    if (!this.#found) return
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

  /** For each row a column that is in it alone, made 1 there; -1 where none can be more than 0 in it. */
  #ownColumns(): number[] {
    const rowsOf = new Uint16Array(this.#columns)
    for (const row of this.#rows) for (let at = 0; at < this.#columns; at++) if (row[at] !== 0) rowsOf[at]!++
    return this.#rows.map((row) => {
      // Where the sum is 0 the signs may be turned.
      const isFree = row[this.#columns] === 0
      const column = rowsOf.findIndex((rows, at) => rows === 1 && (row[at]! > 0 || (isFree && row[at] !== 0)))
      if (column === -1) return -1
      const by = row[column]!
      for (let at = 0; at < row.length; at++) row[at]! /= by
      return column
    })
  }

  #descend(cost: Float64Array): boolean {
    return new Tableau(this.#rows, this.#basis, this.#columns, this.#effort).descend(cost)
  }
}

/** Works on the rows and the basis it is given. */
class Tableau {
  readonly rows: Float64Array[]
  readonly basis: number[]
  readonly #width: number
  readonly #effort: Effort

  constructor(rows: Float64Array[], basis: number[], width: number, effort: Effort) {
    this.rows = rows
    this.basis = basis
    this.#width = width
    this.#effort = effort
  }

  /** Steps until no column lowers the cost. False when it can be lowered without end, or when the effort came to its end. */
  descend(cost: Float64Array): boolean {
    for (let step = 0; ; step++) {
      if (this.#effort.left <= 0 || step > PATIENCE) return false
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
    // Most of a row is 0: only the rest of it changes others.
    const places = placesOf(row)
    for (const place of places) row[place]! /= by
    row[column] = 1
    let lines = 2
    for (const [other, line] of this.rows.entries())
      if (other !== at && line[column] !== 0) {
        lines++
        subtract(line, row, line[column]!, places)
      }
    if (cost[column] !== 0) subtract(cost, row, cost[column]!, places)
    this.#effort.left -= lines * places.length + this.rows.length
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

/** Where a row is not 0. */
function placesOf(row: Float64Array): number[] {
  const places: number[] = []
  for (let at = 0; at < row.length; at++) if (row[at] !== 0) places.push(at)
  return places
}

/** Takes a row so many times from a line, at the places where it is not 0. */
function subtract(line: Float64Array, row: Float64Array, factor: number, places: readonly number[]): void {
  for (const at of places) {
    const value = line[at]! - factor * row[at]!
    line[at] = Math.abs(value) < 1e-11 ? 0 : value
  }
}

/** A stretch of the time axis in px, `[start, end]`. */
export type Range = readonly [number, number]

const AIR = 6

/** Rows on which things are laid side by side without touching; ranges in `blocked` are free of things on every row. */
export class Shelf {
  readonly rows: Range[][]
  readonly #blocked: readonly Range[]

  constructor(blocked: readonly Range[] = [], rows: Range[][] = []) {
    this.#blocked = blocked
    this.rows = rows
  }

  /** The clear parts of a row. */
  clear(row: number, limits: Range): Range[] {
    return clearParts(clearParts(limits, this.rows[row] ?? [], AIR), this.#blocked, 2)
  }

  isClear(row: number, [from, until]: Range): boolean {
    return this.clear(row, [from - AIR, until + AIR]).some((part) => part[0] <= from && until <= part[1])
  }

  take(row: number, range: Range): void {
    while (this.rows.length <= row) this.rows.push([])
    this.rows[row]?.push(range)
  }
}

/** The parts of ranges that no hole comes near, from the start. */
export function clearParts(ranges: Range | readonly Range[], holes: readonly Range[], air = 2): Range[] {
  let parts: Range[] = isRange(ranges) ? [ranges] : [...ranges]
  for (const [from, until] of holes) {
    const [low, high] = [from - air, until + air]
    if (parts.every((part) => high <= part[0] || low >= part[1])) continue
    const left: Range[] = []
    for (const part of parts) {
      if (high <= part[0] || low >= part[1]) left.push(part)
      else {
        if (low > part[0]) left.push([part[0], low])
        if (part[1] > high) left.push([high, part[1]])
      }
    }
    parts = left
  }
  return parts.filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0])
}

const isRange = (ranges: Range | readonly Range[]): ranges is Range => typeof ranges[0] === 'number'

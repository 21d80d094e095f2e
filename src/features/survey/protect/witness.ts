import type { LinearSystem } from './linear-system.ts'
import { Corners, type Effort } from './simplex.ts'

/**
 * How far is looked: so many unknowns around the one in question are let free, and so many at a time of a relation that holds many. `turns`: so
 * many corners more are tried for one of whole numbers.
 */
type Reach = { most: number; branches: number; kinOnly?: boolean; without?: string; turns: number }
/** First few, then more when that was not enough. */
const REACHES: readonly Reach[] = [
  { most: 24, branches: 3, turns: 0 },
  { most: 120, branches: 12, kinOnly: true, turns: 0 },
  { most: 60, branches: 6, turns: 0 },
  // Everything at once: a barrier that few have moves only with all its pairs and groups. Without the people by number of barriers, whose squares make
  // fractions; then with them.
  { most: 2_000, branches: 2_000, without: 'size', turns: 6 },
  { most: 2_000, branches: 2_000, turns: 6 },
]
const UNLIMITED: Effort = { left: Number.POSITIVE_INFINITY }

/** Other numbers that agree with all that is printed: those that differ from the true ones, by place. `whole`: they are whole numbers. */
export type OtherTable = { values: ReadonlyMap<number, number>; whole: boolean }

/** What differs between the tables that were found; `whole` when they are of whole numbers. */
export type Witness = { moves: Set<number>; whole: boolean; tables: readonly OtherTable[] }

/**
 * Shows that an outsider who knows everything printed, and every relation, cannot compute a quantity: finds tables without negative
 * numbers that agree with all that is printed and in which it differs by at least `width`. Tables of whole numbers are checked
 * number by number, so that they are certain whatever the arithmetic on the way did; where none turn up (the corners of the possible
 * tables need not be whole), tables with fractions count: they defeat equations and bounds, though not in proof a search among whole
 * numbers. Only unknowns near the quantity are moved; the others keep their true values, which leaves the tables as good.
 *
 * Undefined when none were found: then more must be hidden.
 */
export function witnessOf(
  system: LinearSystem,
  isKnown: (quantity: number) => boolean,
  target: number,
  width: number,
  effort: Effort,
  fromTables: () => Set<number> | undefined,
): Witness | undefined {
  if (isKnown(target)) return undefined
  let fractions: Witness | undefined
  for (const reach of REACHES) {
    if (reach.turns > 0 && effort.left <= 0) continue
    const near = around(system, isKnown, target, reach)
    const found = apart(system, near, width, reach.turns > 0 ? effort : UNLIMITED, reach.turns)
    if (found?.whole) return found
    fractions ??= found
    if (fractions) continue
    const moves = reach.without ? fromTables() : undefined
    if (moves) return { moves, whole: false, tables: [] }
  }
  return fractions
}

/** The target and the unknowns nearest to it by relations. */
function around(
  { quantities, relations, relationsOf }: LinearSystem,
  isKnown: (at: number) => boolean,
  target: number,
  { most, branches, kinOnly = false, without }: Reach,
): number[] {
  const near = [target]
  const seen = new Set(near)
  const isFree = (at: number) =>
    !seen.has(at) &&
    !isKnown(at) &&
    quantities[at]!.kin !== without &&
    (!kinOnly || quantities[at]!.kin === quantities[target]!.kin)
  for (let at = 0; at < near.length && near.length < most; at++)
    for (const relation of relationsOf[near[at]!]!) {
      const others = relations[relation]!.terms.filter(([quantity]) => isFree(quantity))
      for (const [quantity] of others.slice(0, branches)) {
        seen.add(quantity)
        near.push(quantity)
      }
    }
  return near
}

/** The first of `near` is the target. */
function apart(
  system: LinearSystem,
  near: readonly number[],
  width: number,
  effort: Effort,
  turns: number,
): Witness | undefined {
  const place = new Map(near.map((quantity, at) => [quantity, at]))
  const touched = new Set(near.flatMap((quantity) => system.relationsOf[quantity]!))
  const relations = [...touched].map((at) => {
    const terms = system.relations[at]!.terms.flatMap(([quantity, factor]) =>
      place.has(quantity) ? [[place.get(quantity)!, factor] as const] : [],
    )
    const sum = terms.reduce((total, [column, factor]) => total + factor * trueValue(column), 0)
    return { terms, sum }
  })
  function trueValue(column: number): number {
    return system.quantities[near[column]!]!.value
  }
  function differing(values: ArrayLike<number>): Map<number, number> {
    return new Map(
      near.flatMap((quantity, at) =>
        Math.abs(values[at]! - trueValue(at)) > 1e-6 ? [[quantity, values[at]!] as const] : [],
      ),
    )
  }
  // Wide enough is wide enough: the target needs to grow by no more than the width, so it always has a limit.
  const limit = { terms: [[0, 1] as const, [near.length, 1] as const], sum: trueValue(0) + width }
  const corners = new Corners(near.length + 1, [...relations, limit], effort)
  const start = trueValue(0)
  const whole = new Spread(start)
  const any = new Spread(start)
  const tables: OtherTable[] = []
  for (const largest of [true, false]) {
    let corner = corners.extreme(0, largest)?.subarray(0, near.length)
    if (!corner) continue
    let table = wholeOf(corner, relations)
    for (let turn = 1; turn <= turns && !table; turn++) {
      const other = corners.extreme(0, largest, turn)?.subarray(0, near.length)
      if (!other) break
      table = wholeOf(other, relations)
      if (table) corner = other
    }
    if (!table && !isTable(corner, relations)) continue
    tables.push({ values: differing(table ?? corner), whole: table !== undefined })
    for (const [spread, found] of [
      [whole, table],
      [any, table ?? corner],
    ] as const) {
      if (!found) continue
      spread.note(found[0]!)
      for (const at of differing(found).keys()) spread.moves.add(at)
      if (spread.width >= width - 1e-6 && (spread === whole || !largest))
        return { moves: spread.moves, whole: spread === whole, tables }
    }
  }
  return undefined
}

/** How far apart the tables have the target, and what moves between them. */
class Spread {
  readonly moves = new Set<number>()
  #low: number
  #high: number

  constructor(start: number) {
    this.#low = start
    this.#high = start
  }

  note(value: number): void {
    this.#low = Math.min(this.#low, value)
    this.#high = Math.max(this.#high, value)
  }

  get width(): number {
    return this.#high - this.#low
  }
}

type Sums = readonly { terms: readonly (readonly [number, number])[]; sum: number }[]

/** A corner with fractions stands for a table as far as fractions can be computed: in a wide search the errors may add up to more. */
const isTable = (corner: Float64Array, relations: Sums): boolean =>
  corner.every((value) => value >= -1e-6) &&
  relations.every(({ terms, sum }) => {
    const total = terms.reduce((before, [at, factor]) => before + factor * corner[at]!, 0)
    return Math.abs(total - sum) <= 1e-6 * Math.max(1, Math.abs(sum))
  })

/** The corner in whole numbers, if it is one and every relation holds exactly. */
function wholeOf(corner: Float64Array, relations: Sums): number[] | undefined {
  const whole = Array.from(corner, Math.round)
  if (whole.some((value, at) => value < 0 || Math.abs(value - corner[at]!) > 1e-4)) return undefined
  const holds = relations.every(
    ({ terms, sum }) => terms.reduce((total, [at, factor]) => total + factor * whole[at]!, 0) === sum,
  )
  return holds ? whole : undefined
}

import type { LinearSystem } from './linear-system.ts'
import { Corners } from './simplex.ts'

/**
 * So many unknowns around the one in question are let free, and so many at a time of a relation that holds many: first few,
 * then more when that was not enough.
 */
const REACHES = [
  { most: 24, branches: 3, kinOnly: false },
  { most: 120, branches: 12, kinOnly: true },
  { most: 60, branches: 6, kinOnly: false },
] as const

/** What differs between the tables that were found; `whole` when they are of whole numbers. */
export type Witness = { moves: Set<number>; whole: boolean }

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
): Witness | undefined {
  if (isKnown(target)) return undefined
  let fractions: Witness | undefined
  for (const reach of REACHES) {
    const found = apart(system, around(system, isKnown, target, reach), width)
    if (found?.whole) return found
    if (fractions) return fractions
    fractions = found
  }
  return fractions
}

/** The target and the unknowns nearest to it by relations. */
function around(
  { quantities, relations, relationsOf }: LinearSystem,
  isKnown: (at: number) => boolean,
  target: number,
  { most, branches, kinOnly }: (typeof REACHES)[number],
): number[] {
  const near = [target]
  const seen = new Set(near)
  const isFree = (at: number) =>
    !seen.has(at) && !isKnown(at) && (!kinOnly || quantities[at]!.kin === quantities[target]!.kin)
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
function apart(system: LinearSystem, near: readonly number[], width: number): Witness | undefined {
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
  // Wide enough is wide enough: the target needs to grow by no more than the width, so it always has a limit.
  const limit = { terms: [[0, 1] as const, [near.length, 1] as const], sum: trueValue(0) + width }
  const corners = new Corners(near.length + 1, [...relations, limit])
  const start = trueValue(0)
  const whole = new Spread(start)
  const any = new Spread(start)
  for (const largest of [true, false]) {
    const corner = corners.extreme(0, largest)?.subarray(0, near.length)
    if (!corner) continue
    const table = wholeOf(corner, relations)
    for (const [spread, found] of [
      [whole, table],
      [any, table ?? corner],
    ] as const) {
      if (!found) continue
      spread.note(found[0]!)
      for (const [column, value] of found.entries())
        if (Math.abs(value - trueValue(column)) > 1e-6) spread.moves.add(near[column]!)
      if (spread.width >= width - 1e-6 && (spread === whole || !largest))
        return { moves: spread.moves, whole: spread === whole }
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

/** The corner in whole numbers, if it is one and every relation holds exactly. */
function wholeOf(
  corner: Float64Array,
  relations: readonly { terms: readonly (readonly [number, number])[]; sum: number }[],
): number[] | undefined {
  const whole = Array.from(corner, Math.round)
  if (whole.some((value, at) => value < 0 || Math.abs(value - corner[at]!) > 1e-4)) return undefined
  const holds = relations.every(
    ({ terms, sum }) => terms.reduce((total, [at, factor]) => total + factor * whole[at]!, 0) === sum,
  )
  return holds ? whole : undefined
}

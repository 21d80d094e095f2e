import type { LinearSystem } from './linear-system.ts'
import type { Effort } from './simplex.ts'
import { type OtherTable, witnessOf } from './witness.ts'

/** `threshold`: counts of 1 to one less are hidden, and an outsider's guess must be uncertain by at least so much. */
export type ProtectionRules = { threshold: number }
export const PROTECTION: ProtectionRules = { threshold: 5 }

/** What the widest searches of a report may compute, all together: a few seconds. */
export const EFFORT = 6e8

export type Suppressed =
  | {
      ok: true
      /** Hidden quantities: because they are small, and others so that the small ones cannot be computed. */
      hidden: ReadonlySet<number>
      primary: number
      secondary: number
    }
  /** What cannot be hidden gives away these quantities. */
  | { ok: false; revealed: number[] }

/**
 * Decides what is hidden: first every sensitive quantity, then others, smallest first and nearest by relations, until for each
 * sensitive one there are tables that agree with all that is printed and differ in it by at least `threshold`; then those that turn out
 * not to be needed are shown again, largest first. The same system gives the same answer. `isLeftOut`: open quantities that are
 * hidden from the beginning, because their table is not shown at all.
 */
export function suppress(
  system: LinearSystem,
  { threshold }: ProtectionRules = PROTECTION,
  isLeftOut: (id: string) => boolean = () => false,
  effort: Effort = { left: EFFORT },
): Suppressed {
  return new Suppression(system, threshold, effort).run(isLeftOut)
}

class Suppression {
  readonly #system: LinearSystem
  readonly #threshold: number
  readonly #hidden = new Set<number>()
  readonly #given: number[] = []
  readonly #tables: OtherTable[] = []
  readonly #effort: Effort
  /** What moves between the tables that show a sensitive quantity to be safe. */
  readonly #moves = new Map<number, Set<number>>()

  constructor(system: LinearSystem, threshold: number, effort: Effort) {
    this.#system = system
    this.#effort = effort
    this.#threshold = threshold
  }

  run(isLeftOut: (id: string) => boolean): Suppressed {
    const { quantities } = this.#system
    const sensitive = quantities.flatMap((one, at) => (one.sensitive ? [at] : []))
    for (const at of sensitive) if (quantities[at]!.standing === 'open') this.#hidden.add(at)
    for (const [at, { id, standing }] of quantities.entries())
      if (standing === 'open' && isLeftOut(id)) this.#hidden.add(at)
    const primary = this.#hidden.size
    const revealed = sensitive.filter((at) => !this.#secure(at))
    if (revealed.length > 0) return { ok: false, revealed }
    const largestFirst = this.#given.toSorted((a, b) => quantities[b]!.value - quantities[a]!.value || a - b)
    for (const at of largestFirst) this.#showAgain(at)
    return { ok: true, hidden: this.#hidden, primary, secondary: this.#hidden.size - primary }
  }

  /** Hides more until the target is safe. False when there is nothing left to hide. */
  #secure(target: number): boolean {
    for (;;) {
      const moves = this.#witness(target)
      if (moves) {
        this.#moves.set(target, moves)
        return true
      }
      const next = this.#nearest(target)
      if (next === undefined) return false
      this.#hidden.add(next)
      this.#given.push(next)
    }
  }

  /** Shows what was hidden too much: the targets that relied on it must be safe without it. */
  #showAgain(at: number): void {
    this.#hidden.delete(at)
    const found = new Map<number, Set<number>>()
    for (const [target, moves] of this.#moves) {
      if (!moves.has(at)) continue
      const others = this.#witness(target)
      if (!others) {
        this.#hidden.add(at)
        return
      }
      found.set(target, others)
    }
    for (const [target, moves] of found) this.#moves.set(target, moves)
  }

  #witness(target: number): Set<number> | undefined {
    const width = Math.min(this.#threshold, this.#system.quantities[target]!.most ?? this.#threshold)
    const known = this.#fromTables(target, width, true)
    if (known) return known
    const isKnown = (at: number) => this.#isKnown(at)
    const again = () => this.#fromTables(target, width, false)
    const found = witnessOf(this.#system, isKnown, target, width, this.#effort, again)
    for (const table of found?.tables ?? []) this.#tables.push(table)
    return found?.moves
  }

  /** Tables that were found for another quantity may tell this one apart too, as long as all that differs in them is hidden. */
  #fromTables(target: number, width: number, wholeOnly: boolean): Set<number> | undefined {
    const { value } = this.#system.quantities[target]!
    let [low, high] = [value, value]
    const moves = new Set<number>()
    for (const { values, whole } of this.#tables) {
      const other = values.get(target)
      if ((wholeOnly && !whole) || other === undefined || (other >= low && other <= high)) continue
      if ([...values.keys()].some((at) => this.#isKnown(at))) continue
      low = Math.min(low, other)
      high = Math.max(high, other)
      for (const at of values.keys()) moves.add(at)
      if (high - low >= width - 1e-6) return moves
    }
    return undefined
  }

  #isKnown(at: number): boolean {
    const { standing } = this.#system.quantities[at]!
    return standing === 'fixed' || (standing === 'open' && !this.#hidden.has(at))
  }

  /** The cheapest printed quantity among those nearest by relations, going only through unknown ones. */
  #nearest(from: number): number | undefined {
    const { quantities, relations, relationsOf } = this.#system
    const seen = new Set([from])
    for (let layer = [from]; layer.length > 0; ) {
      const next: number[] = []
      for (const at of layer)
        for (const relation of relationsOf[at]!)
          for (const [other] of relations[relation]!.terms) {
            if (seen.has(other)) continue
            seen.add(other)
            next.push(other)
          }
      const candidates = next.filter((at) => quantities[at]!.standing === 'open' && !this.#hidden.has(at))
      if (candidates.length > 0)
        return candidates.reduce((best, at) => (costOf(quantities[at]!) < costOf(quantities[best]!) ? at : best))
      layer = next.filter((at) => !this.#isKnown(at))
    }
    return undefined
  }
}

/**
 * Hiding a 0 helps little: it can only have been more. Where it is not told of how many something is not known, no share of its whole
 * table can be told either.
 */
const costOf = ({ id, value }: { id: string; value: number }): number => {
  if (value === 0) return Number.MAX_SAFE_INTEGER
  return id.startsWith('unknown:') ? Number.MAX_SAFE_INTEGER / 2 : value
}

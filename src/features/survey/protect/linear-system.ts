/**
 * What an outsider knows of unknown whole numbers that are not negative: relations that hold between them whatever they are
 * (the parts of a row add up to its total), and the numbers that are printed.
 */
export type Relation = { terms: readonly (readonly [quantity: number, factor: number])[] }

/**
 * - `open`: would be printed, and may be hidden
 * - `fixed`: is printed, or has been, and cannot be taken back
 * - `inner`: never printed, but somebody might compute it: the others of a group, people outside a filter
 */
export type Standing = 'open' | 'fixed' | 'inner'

export type Quantity = {
  id: string
  value: number
  standing: Standing
  /** Must not become known. */
  sensitive: boolean
  /** No value above it is possible anyway: that much uncertainty is enough. */
  most?: number
  /** The table it belongs to: a search begins among its kin. */
  kin?: string
}

/** Every relation says that the sum of factor × quantity is 0. */
export class LinearSystem {
  readonly quantities: Quantity[] = []
  readonly relations: Relation[] = []
  /** The relations each quantity is in, by place. */
  readonly relationsOf: number[][] = []
  readonly #byId = new Map<string, number>()

  /** Adds a quantity, or finds the one that has this name already. */
  add(quantity: Quantity): number {
    const known = this.#byId.get(quantity.id)
    if (known !== undefined) return known
    this.#byId.set(quantity.id, this.quantities.length)
    this.relationsOf.push([])
    return this.quantities.push(quantity) - 1
  }

  find(id: string): number | undefined {
    return this.#byId.get(id)
  }

  /** Left and right have the same sum. Throws when the true values do not hold: then the model is wrong. */
  relate(left: readonly (readonly [number, number])[], right: readonly (readonly [number, number])[]): void {
    const factors = new Map<number, number>()
    for (const [quantity, factor] of left) factors.set(quantity, (factors.get(quantity) ?? 0) + factor)
    for (const [quantity, factor] of right) factors.set(quantity, (factors.get(quantity) ?? 0) - factor)
    const terms = [...factors].filter(([, factor]) => factor !== 0)
    const sum = terms.reduce((total, [at, factor]) => total + factor * this.quantities[at]!.value, 0)
    if (sum !== 0) throw new Error(`relation does not hold: ${terms.map(([at]) => this.quantities[at]!.id).join(', ')}`)
    const at = this.relations.push({ terms }) - 1
    for (const [quantity] of terms) this.relationsOf[quantity]!.push(at)
  }
}

/**
 * Remembers what was made for the latest keys: `const drawn = keepLatest<string>(300)`, then `drawn(key, make)`. Only for what depends on
 * the key and nothing else.
 */
export function keepLatest<Value>(most: number): (key: string, make: () => Value) => Value {
  const kept = new Map<string, Value>()
  return (key, make) => {
    const known = kept.get(key)
    const value = known ?? make()
    // The one asked for last stands last; the first is the one nobody has asked for longest.
    if (known !== undefined) kept.delete(key)
    kept.set(key, value)
    if (kept.size > most) kept.delete(kept.keys().next().value as string)
    return value
  }
}

/**
 * The same for what takes time to make: who asks meanwhile waits for the same, and what failed is made anew. Where values differ much
 * in size, `weigh` tells it and `most` bounds the sum; what was asked for last is kept whatever it weighs.
 */
export function keepLatestMade<Value>(
  most: number,
  weigh: (value: Value) => number = () => 1,
): (key: string, make: () => Promise<Value>) => Promise<Value> {
  type Kept = { value: Promise<Value>; weight: number }
  const kept = new Map<string, Kept>()
  let weight = 0
  const letGo = (key: string, one: Kept): void => {
    if (kept.get(key) !== one) return
    kept.delete(key)
    weight -= one.weight
  }
  const lighten = (): void => {
    for (const [key, one] of kept) {
      if (weight <= most || kept.size === 1) break
      letGo(key, one)
    }
  }
  const begin = (key: string, value: Promise<Value>): Kept => {
    // Nobody knows yet what it weighs.
    const one = { value, weight: 1 }
    weight += 1
    value.then(
      (made) => {
        if (kept.get(key) !== one) return
        weight += weigh(made) - one.weight
        one.weight = weigh(made)
        lighten()
      },
      () => letGo(key, one),
    )
    return one
  }
  return (key, make) => {
    const one = kept.get(key) ?? begin(key, make())
    kept.delete(key)
    kept.set(key, one)
    lighten()
    return one.value
  }
}

/** The same for many keys at once: those that are not known are made together. Undefined for a key that nothing was made for. */
export function keepLatestOfMany<Value>(
  most: number,
): (
  keys: readonly string[],
  make: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
) => Promise<(Value | undefined)[]> {
  const kept = new Map<string, Value>()
  return async (keys, make) => {
    const missing = keys.filter((key) => !kept.has(key))
    const made = missing.length > 0 ? await make(missing) : new Map<string, Value>()
    const values = keys.map((key) => kept.get(key) ?? made.get(key))
    for (const [at, key] of keys.entries()) {
      const value = values[at]
      if (value === undefined) continue
      kept.delete(key)
      kept.set(key, value)
    }
    for (const key of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(key)
    }
    return values
  }
}

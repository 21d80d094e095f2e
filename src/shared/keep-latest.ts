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

/** The same for what takes time to make: who asks meanwhile waits for the same, and what failed is made anew. */
export function keepLatestMade<Value>(most: number): (key: string, make: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>()
  return (key, make) => {
    const value = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > most) kept.delete(kept.keys().next().value as string)
    value.catch(() => {
      if (kept.get(key) === value) kept.delete(key)
    })
    return value
  }
}

/**
 * One thing for each of the latest keys, as long as its state is the same: what was made in another state is let go at once, so
 * that what takes room is never there twice.
 */
export function keepWhile<Value>(most: number): (key: string, state: string, make: () => Value) => Value {
  const kept = keepLatest<{ state: string; value: Value }>(most)
  return (key, state, make) => {
    const known = kept(key, () => ({ state, value: make() }))
    if (known.state !== state) Object.assign(known, { state, value: make() })
    return known.value
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

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

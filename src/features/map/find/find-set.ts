/** Some of the entries of a map, as bits by their place in its order: thirty-two to a number. */
export type PlaceSet = Uint32Array

const BITS = 32

export const emptySet = (size: number): PlaceSet => new Uint32Array(Math.ceil(size / BITS))

export function setOf(size: number, places: Iterable<number>): PlaceSet {
  const set = emptySet(size)
  for (const place of places) set[place >>> 5]! |= 1 << (place & 31)
  return set
}

export const has = (set: PlaceSet, place: number): boolean => ((set[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0

/** Both of the same size. */
function combined(a: PlaceSet, b: PlaceSet, of: (a: number, b: number) => number): PlaceSet {
  const set = new Uint32Array(a.length)
  for (let at = 0; at < set.length; at++) set[at] = of(a[at]!, b[at]!)
  return set
}

/** What is in both, in either, in the first and not in the second. */
export const inBoth = (a: PlaceSet, b: PlaceSet): PlaceSet => combined(a, b, (x, y) => x & y)
export const inEither = (a: PlaceSet, b: PlaceSet): PlaceSet => combined(a, b, (x, y) => x | y)
export const without = (a: PlaceSet, b: PlaceSet): PlaceSet => combined(a, b, (x, y) => x & ~y)

export function sizeOf(set: PlaceSet): number {
  let size = 0
  for (let bits of set)
    while (bits !== 0) {
      bits &= bits - 1
      size += 1
    }
  return size
}

/** The places below `size` that something holds for. */
export function setWhere(size: number, holds: (place: number) => boolean): PlaceSet {
  const set = emptySet(size)
  for (let place = 0; place < size; place++) if (holds(place)) set[place >>> 5]! |= 1 << (place & 31)
  return set
}

/** Its places in order. */
export function* placesOf(set: PlaceSet): Generator<number> {
  for (const [at, all] of set.entries())
    for (let bits = all; bits !== 0; bits &= bits - 1) yield at * BITS + (BITS - 1 - Math.clz32(bits & -bits))
}

/** Chance from a seed number: the same seed gives the same town, on every machine and in every year. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** `count` different ones, in random order. */
  some<T>(list: readonly T[], count: number): T[]
  /** A UUID version 7 of an instant in milliseconds. */
  id(ms: number): string
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Four words shifted through each other (xorshift, G. Marsaglia 2003): quick, and more than even enough for a town. */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [seed >>> 0, 0x2545f491, 0x6c078965, 0x1b873593]
  const word = (): number => {
    const first = a ^ (a << 11)
    a = b
    b = c
    c = d
    d = (d ^ (d >>> 19) ^ first ^ (first >>> 8)) >>> 0
    return d
  }
  // A small seed needs some turns to reach every bit.
  for (let turn = 0; turn < 20; turn++) word()
  const next = (): number => word() / 4294967296
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    some(list, count) {
      const left = [...list]
      const found = []
      while (found.length < count && left.length > 0) found.push(...left.splice(Math.floor(next() * left.length), 1))
      return found
    },
    id(ms) {
      const high = Math.floor(ms / 65536)
      const low = ms % 65536
      const [first, second, third] = [word(), word(), word()]
      const byte = (value: number, shift: number): string => HEX[(value >>> shift) & 255]!
      return (
        `${byte(high, 24)}${byte(high, 16)}${byte(high, 8)}${byte(high, 0)}-${byte(low, 8)}${byte(low, 0)}-` +
        `${HEX[0x70 | (first & 15)]}${byte(first, 8)}-${HEX[0x80 | ((first >>> 16) & 63)]}${byte(first, 24)}-` +
        `${byte(second, 24)}${byte(second, 16)}${byte(second, 8)}${byte(second, 0)}${byte(third, 8)}${byte(third, 0)}`
      )
    },
  }
}

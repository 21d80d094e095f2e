/** The codes of a survey, one for each row, in a few typed arrays: a million take some 30 MB. Found by their bytes, exactly. */
export class CodeIndex {
  #pool = new Uint8Array(1 << 12)
  #ends = new Uint32Array(1 << 8)
  #hashes = new Int32Array(1 << 8)
  /** Row + 1 of the first row with a code; 0 is an empty slot. */
  #slots = new Uint32Array(1 << 10)
  #rows = 0
  #distinct = 0

  get rows(): number {
    return this.#rows
  }

  /** Adds the code of the next row. Returns the first row that has the same code: the row itself when the code is new. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const row = this.#rows++
    const used = row === 0 ? 0 : this.#ends[row - 1]!
    if (row === this.#ends.length) {
      this.#ends = grown(this.#ends)
      this.#hashes = grown(this.#hashes)
    }
    while (used + end - start > this.#pool.length) this.#pool = grown(this.#pool)
    for (let at = start; at < end; at++) this.#pool[used + at - start] = bytes[at]!
    this.#ends[row] = used + end - start
    const hash = hashOf(bytes, start, end)
    this.#hashes[row] = hash
    const slot = this.#slotOf(hash, bytes, start, end)
    const first = this.#slots[slot]!
    if (first !== 0) return first - 1
    this.#slots[slot] = row + 1
    if (++this.#distinct * 2 > this.#slots.length) this.#widen()
    return row
  }

  /** The first row with the code that `other` has in `row`; -1 when there is none. */
  findSame(other: CodeIndex, row: number): number {
    const [start, end] = other.#range(row)
    return this.#slots[this.#slotOf(other.#hashes[row]!, other.#pool, start, end)]! - 1
  }

  /** The code of a row as text. */
  code(row: number): string {
    return new TextDecoder().decode(this.#pool.subarray(...this.#range(row)))
  }

  #range(row: number): [number, number] {
    return [row === 0 ? 0 : this.#ends[row - 1]!, this.#ends[row]!]
  }

  /** The slot where the code is, or the empty one where it would be. */
  #slotOf(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const first = this.#slots[slot]!
      if (first === 0 || (this.#hashes[first - 1] === hash && this.#isSame(first - 1, bytes, start, end))) return slot
    }
  }

  #isSame(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    const [from, to] = this.#range(row)
    if (to - from !== end - start) return false
    for (let at = start; at < end; at++) if (this.#pool[from + at - start] !== bytes[at]) return false
    return true
  }

  #widen(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 4)
    const mask = this.#slots.length - 1
    for (const first of old) {
      if (first === 0) continue
      let slot = this.#hashes[first - 1]! & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = first
    }
  }
}

/** FNV-1a, with its high bits mixed into the low ones that choose a slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash ^ (hash >>> 15)
}

/** The same array with twice the room. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(array: T): T {
  const wider = new (array.constructor as new (length: number) => T)(array.length * 2)
  wider.set(array)
  return wider
}

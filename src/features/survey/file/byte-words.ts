/** Known words found by their bytes, without making text of them. Capital letters count as small ones. */
export class ByteWords {
  readonly #byLook = new Map<number, { word: Uint8Array; value: number }[]>()

  /** Each word stands for its place in the list. */
  constructor(words: readonly string[]) {
    for (const [value, text] of words.entries()) {
      const word = new TextEncoder().encode(text)
      const look = lookOf(word.length, word[0] ?? 0)
      this.#byLook.set(look, [...(this.#byLook.get(look) ?? []), { word, value }])
    }
  }

  /** The place of the word between two positions; -1 when it is not known. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const alike = this.#byLook.get(lookOf(end - start, small(bytes[start] ?? 0)))
    if (alike) for (const { word, value } of alike) if (isWord(word, bytes, start)) return value
    return -1
  }
}

const lookOf = (length: number, first: number): number => length * 256 + first
const small = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte)

function isWord(word: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < word.length; at++) if (word[at] !== small(bytes[start + at]!)) return false
  return true
}

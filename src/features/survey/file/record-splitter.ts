const [QUOTE, LF, CR] = [34, 10, 13]
const MOST_CELLS = 1_000
/** A quotation mark not closed within so many bytes does not swallow the rest of the file. */
const LONGEST_CELL = 64_000

/**
 * One record of a delimited text: cell `i` is `bytes[starts[i]..ends[i]]`, without its quotation marks. The arrays are used
 * again for the next record. `line` is the first line of the record in the file, from 1.
 */
export type RawRecord = {
  bytes: Uint8Array
  starts: Int32Array
  ends: Int32Array
  count: number
  line: number
  /** A cell whose quotation mark is never closed; it was read as an ordinary mark. */
  openQuote: boolean
}

/** Parts a stream of bytes (any encoding that holds ASCII) into records; quoted cells may hold separators and line breaks. */
export class RecordSplitter {
  readonly #separator: number
  readonly #each: (record: RawRecord) => void
  readonly #record: RawRecord
  #rest: Uint8Array = new Uint8Array(0)
  #line = 1

  constructor(separator: string, each: (record: RawRecord) => void) {
    this.#separator = separator.charCodeAt(0)
    this.#each = each
    const [starts, ends] = [new Int32Array(MOST_CELLS), new Int32Array(MOST_CELLS)]
    this.#record = { bytes: this.#rest, starts, ends, count: 0, line: 1, openQuote: false }
  }

  push(chunk: Uint8Array): void {
    this.#split(chunk, false)
  }

  end(): void {
    this.#split(new Uint8Array(0), true)
  }

  #split(chunk: Uint8Array, last: boolean): void {
    let bytes = chunk
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length)
      bytes.set(this.#rest)
      bytes.set(chunk, this.#rest.length)
    }
    let at = 0
    while (at < bytes.length) {
      const end = this.#recordFrom(bytes, at, last)
      if (end === -1) break
      at = end
    }
    this.#rest = bytes.slice(at)
  }

  /** Hands on the record that begins at `from`. Returns where the next begins, -1 when the end is not there yet. */
  #recordFrom(bytes: Uint8Array, from: number, last: boolean): number {
    const record = this.#record
    const separator = this.#separator
    const length = bytes.length
    record.bytes = bytes
    record.count = 0
    record.line = this.#line
    record.openQuote = false
    let lines = 1
    let at = from
    for (;;) {
      let start = at
      let end = -1
      if (bytes[at] === QUOTE) {
        const close = closingQuote(bytes, at + 1, last)
        if (close === -1) return -1
        if (close === -2) record.openQuote = true
        else {
          for (let i = at + 1; i < close; i++) if (bytes[i] === LF) lines++
          start = at + 1
          end = close
          at = close + 1
        }
      }
      let byte = bytes[at]
      while (at < length && byte !== separator && byte !== LF && byte !== CR) byte = bytes[++at]
      // What follows a closed quotation mark belongs to the cell too: nothing is dropped.
      if (end === -1 || at > end + 1) end = at
      if (at >= length && !last) return -1
      if (record.count < MOST_CELLS) {
        record.starts[record.count] = start
        record.ends[record.count] = end
        record.count++
      }
      if (at >= length || byte !== separator) break
      at++
    }
    if (bytes[at] === CR) {
      if (at + 1 >= length && !last) return -1
      if (bytes[at + 1] === LF) at++
    }
    this.#line += lines
    this.#each(record)
    return at + 1
  }
}

/** Where the quotation mark is closed; -1 when more bytes are needed, -2 when it never is. */
function closingQuote(bytes: Uint8Array, from: number, last: boolean): number {
  const furthest = Math.min(bytes.length, from + LONGEST_CELL)
  for (let at = from; at < furthest; at++) {
    if (bytes[at] !== QUOTE) continue
    if (at + 1 >= bytes.length && !last) return -1
    if (bytes[at + 1] !== QUOTE) return at
    at++
  }
  return furthest < bytes.length || last ? -2 : -1
}

import { LIMITS, TableBuilder, type TableResult } from './table.ts'

const SEPARATORS = [';', '\t', ','] as const
/** Records looked at to find the separator. */
const SAMPLE = 50
/** Cells longer than this are not looked through for their end while looking for the separator. */
const LONGEST_SAMPLE = 10_000

/** Reads a table from a text file of comma-, semicolon- or tab-separated values (RFC 4180 and what programs make of it). */
export function readDelimited(bytes: Uint8Array, name: string): TableResult {
  const { text, guessed } = decode(bytes)
  // Zero characters mean a program or a picture; a web page or XML is no table, whatever the file is called.
  if (text.includes('\0') || /^\s*<(?:!doctype|html|table|\?xml)/i.test(text.slice(0, 200)))
    return { ok: false, problem: 'other-format' }
  const hint = /^sep=(.)\r?\n/.exec(text.slice(0, 8))
  const body = hint ? text.slice(hint[0].length) : text
  const table = new TableBuilder()
  if (guessed) table.warn({ kind: 'guessed-encoding' })
  let number = hint ? 1 : 0
  for (const record of records(body, hint?.[1] ?? separatorOf(body))) {
    number++
    if (record.openQuote) table.warn({ kind: 'open-quote', row: number })
    const problem = table.add(number, record.cells.map(withoutGuard))
    if (problem) return { ok: false, problem }
  }
  return table.build([name], name)
}

/** `writeCsv` puts an apostrophe before what a spreadsheet program would take for a formula. */
const withoutGuard = (cell: string): string => (cell[0] === "'" && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** Unicode when it says so or is valid as such, else Windows-1252 (which contains Latin-1). */
function decode(bytes: Uint8Array): { text: string; guessed: boolean } {
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), guessed: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), guessed: true }
  }
}

/** By its mark, or by zeros in every other byte, which Latin letters leave there. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, Math.min(bytes.length, 2_000) & ~1)
  if (sample.length < 8 || bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++
  const most = sample.length / 2
  if (zeros[1]! > most * 0.7 && zeros[0] === 0) return 'utf-16le'
  if (zeros[0]! > most * 0.7 && zeros[1] === 0) return 'utf-16be'
  return undefined
}

/** The separator that parts the most records into equally many cells; with equal right, the one that makes more cells. */
function separatorOf(text: string): string {
  const counts = separatorCounts(text)
  let best: string = ';'
  let bestScore = 0
  for (const [which, separator] of SEPARATORS.entries()) {
    const widths = new Map<number, number>()
    for (const count of counts.map((record) => record[which]!)) widths.set(count, (widths.get(count) ?? 0) + 1)
    widths.delete(0)
    for (const [width, times] of widths) {
      const score = times / counts.length + Math.min(width, LIMITS.columns) / 1_000_000
      if (score > bestScore) [best, bestScore] = [separator, score]
    }
  }
  return best
}

/** How often each possible separator stands outside quotation marks, for each of the first records that are not empty. */
function separatorCounts(text: string): number[][] {
  const counts: number[][] = []
  let record = SEPARATORS.map(() => 0)
  let empty = true
  let beginsCell = true
  for (let at = 0; at < text.length && counts.length < SAMPLE; at++) {
    const char = text[at]!
    const quoted = char === '"' && beginsCell ? quotedCell(text.slice(at, at + LONGEST_SAMPLE), 0) : undefined
    const which = SEPARATORS.indexOf(char as ';')
    const endsLine = char === '\n' || char === '\r'
    if (quoted) at += quoted.end - 1
    else if (which !== -1) record[which]!++
    if (endsLine) {
      if (!empty) counts.push(record)
      record = SEPARATORS.map(() => 0)
    }
    empty = endsLine
    beginsCell = endsLine || which !== -1
  }
  if (!empty && counts.length < SAMPLE) counts.push(record)
  return counts
}

type Record = { cells: string[]; openQuote: boolean }

/**
 * Parts a text into records and cells. Cells in quotation marks may hold separators, line breaks and doubled marks;
 * a mark that is never closed counts as an ordinary character, so that it does not swallow the rest of the file.
 */
export function* records(text: string, separator: string): Generator<Record> {
  let at = 0
  let quotesClose = true
  while (at < text.length) {
    const record: Record = { cells: [], openQuote: false }
    for (;;) {
      let cell = ''
      if (text[at] === '"' && quotesClose) {
        const quoted = quotedCell(text, at)
        if (quoted) [cell, at] = [quoted.cell, quoted.end]
        else {
          quotesClose = false
          record.openQuote = true
        }
      }
      const start = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
      record.cells.push(cell + text.slice(start, at))
      if (text[at] !== separator || at >= text.length) break
      at++
    }
    // A line ends with CR LF, LF or, in very old files, CR.
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    yield record
  }
}

/** The cell between two quotation marks; line breaks within become LF. */
function quotedCell(text: string, start: number): { cell: string; end: number } | undefined {
  let cell = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return undefined
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { cell: cell.replace(/\r\n?/g, '\n'), end: quote + 1 }
    cell += '"'
    from = quote + 2
  }
}

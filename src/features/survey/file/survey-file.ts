import type { Survey } from '../core/survey.ts'
import { CodeIndex, grown } from './code-index.ts'
import { type RawRecord, RecordSplitter } from './record-splitter.ts'
import type { ReadRemarks, RowProblem } from './survey-remark.ts'
import { type BrokenRow, COLUMNS, type Column, type FileProblem, MOST_NAMED, NEEDED_COLUMNS } from './survey-remark.ts'
import { RowReader, type RowValues } from './survey-row.ts'

export type ReadSurvey = { ok: true; survey: Survey; remarks: ReadRemarks } | { ok: false; problem: FileProblem }

const text = new TextDecoder()
const SEPARATORS = [',', ';', '\t'] as const

/**
 * Reads a survey from a text file piece by piece: comma, semicolon or tab, quoted or not, LF or CRLF. A million rows fill
 * some 50 MB. A row that cannot be read is left out whole and named with its line and column.
 */
export class SurveyReader {
  #splitter: RecordSplitter | undefined
  #head: Uint8Array = new Uint8Array(0)
  #problem: FileProblem | undefined
  #headings: string[] | undefined
  #rows: RowReader | undefined
  #lines = new Uint32Array(1 << 8)
  readonly #values: RowValues = {
    codeStart: 0,
    codeEnd: 0,
    sex: 0,
    birthYear: 0,
    months: 0,
    reason: 0,
    staff: 0,
    self: 0,
    inIntervention: 0,
    repeated: false,
  }
  readonly #survey: Survey = {
    n: 0,
    codes: new CodeIndex(),
    sex: new Uint8Array(1 << 8),
    birthYear: new Uint16Array(1 << 8),
    months: new Uint16Array(1 << 8),
    reason: new Uint8Array(1 << 8),
    staff: new Uint16Array(1 << 8),
    self: new Uint16Array(1 << 8),
    inIntervention: new Uint8Array(1 << 8),
  }
  readonly #remarks: ReadRemarks = {
    counted: 0,
    notRated: { count: 0, lines: [] },
    broken: {
      count: 0,
      byProblem: { cells: 0, quote: 0, code: 0, word: 0, number: 0, contradiction: 0 },
      rows: [],
    },
    blankLines: 0,
    doubles: { count: 0, rows: [] },
    repeated: 0,
    columnsIgnored: [],
    columnsMissing: [],
  }

  push(chunk: Uint8Array): void {
    if (this.#problem) return
    if (this.#splitter) this.#splitter.push(chunk)
    else this.#begin(chunk, false)
  }

  end(): ReadSurvey {
    if (!this.#splitter) this.#begin(new Uint8Array(0), true)
    this.#splitter?.end()
    if (!this.#headings) this.#problem ??= { kind: 'empty' }
    if (this.#problem) return { ok: false, problem: this.#problem }
    this.#remarks.counted = this.#survey.n
    return { ok: true, survey: this.#survey, remarks: this.#remarks }
  }

  /** Waits for the whole first line, which tells the separator. */
  #begin(chunk: Uint8Array, last: boolean): void {
    const head = new Uint8Array(this.#head.length + chunk.length)
    head.set(this.#head)
    head.set(chunk, this.#head.length)
    this.#head = head
    const line = head.findIndex((byte) => byte === 10 || byte === 13)
    if (line === -1 && !last && head.length < 100_000) return
    if (head.subarray(0, 2_000).includes(0)) {
      this.#problem = { kind: 'not-text' }
      return
    }
    const first = text.decode(line === -1 ? head : head.subarray(0, line))
    const separator = SEPARATORS.reduce((best, one) => (timesIn(first, one) > timesIn(first, best) ? one : best))
    this.#splitter = new RecordSplitter(separator, (record) => this.#record(record))
    const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
    this.#splitter.push(bom ? head.subarray(3) : head)
    this.#head = new Uint8Array(0)
  }

  #record(record: RawRecord): void {
    if (this.#problem) return
    if (record.count === 1 && isBlank(record)) {
      this.#remarks.blankLines++
      return
    }
    if (!this.#headings) {
      this.#heading(record)
      return
    }
    const wrong = this.#wrongCells(record) ?? this.#rows!.read(record, this.#values)
    if (wrong) {
      this.#broken(record, wrong)
      return
    }
    if (this.#values.staff === 0) {
      const { notRated } = this.#remarks
      if (notRated.count++ < MOST_NAMED) notRated.lines.push(record.line)
      return
    }
    this.#keep(record)
  }

  #heading(record: RawRecord): void {
    this.#headings = Array.from({ length: record.count }, (_, at) => cellText(record, at).trim())
    const places: [Column, number][] = []
    for (const [at, heading] of this.#headings.entries()) {
      const column = COLUMNS.find((name) => name === heading.toLowerCase())
      if (!column) this.#remarks.columnsIgnored.push(heading)
      else if (places.some(([other]) => other === column)) this.#problem = { kind: 'same-heading', heading }
      else places.push([column, at])
    }
    const missing = COLUMNS.filter((column) => !places.some(([other]) => other === column))
    const needed = missing.filter((column) => NEEDED_COLUMNS.includes(column))
    if (needed.length > 0) this.#problem ??= { kind: 'missing-columns', columns: needed }
    this.#remarks.columnsMissing = missing
    this.#rows = new RowReader(places)
  }

  /** A row must have as many cells as the headings; empty ones beyond them do not count. */
  #wrongCells(record: RawRecord): { at: number; problem: RowProblem } | undefined {
    const wanted = this.#headings!.length
    if (record.openQuote) return { at: Math.max(0, findOpenQuote(record)), problem: 'quote' }
    if (record.count < wanted) return { at: record.count, problem: 'cells' }
    for (let at = wanted; at < record.count; at++)
      if (record.ends[at]! > record.starts[at]!) return { at, problem: 'cells' }
    return undefined
  }

  #broken(record: RawRecord, { at, problem }: { at: number; problem: RowProblem }): void {
    const { broken } = this.#remarks
    broken.byProblem[problem]++
    if (broken.count++ >= MOST_NAMED) return
    const value = at < record.count ? cellText(record, at).slice(0, 60).toWellFormed() : ''
    const row: BrokenRow = {
      line: record.line,
      column: at + 1,
      heading: this.#headings![at] ?? '',
      value: value.length > 40 ? `${value.slice(0, 39)}…` : value,
      problem,
    }
    broken.rows.push(row)
  }

  #keep(record: RawRecord): void {
    const [survey, values] = [this.#survey, this.#values]
    const row = survey.n++
    if (row === survey.sex.length) {
      for (const key of ['sex', 'reason', 'inIntervention'] as const) survey[key] = grown(survey[key])
      for (const key of ['birthYear', 'months', 'staff', 'self'] as const) survey[key] = grown(survey[key])
      this.#lines = grown(this.#lines)
    }
    this.#lines[row] = record.line
    survey.sex[row] = values.sex
    survey.birthYear[row] = values.birthYear
    survey.months[row] = values.months
    survey.reason[row] = values.reason
    survey.staff[row] = values.staff - 1
    survey.self[row] = values.self
    survey.inIntervention[row] = values.inIntervention
    if (values.repeated) this.#remarks.repeated++
    const first = survey.codes.add(record.bytes, values.codeStart, values.codeEnd)
    if (first === row) return
    const { doubles } = this.#remarks
    if (doubles.count++ < MOST_NAMED)
      doubles.rows.push({ line: record.line, firstLine: this.#lines[first]!, code: survey.codes.code(row) })
  }
}

/** A whole file at once. */
export function readSurvey(file: Uint8Array | string): ReadSurvey {
  const reader = new SurveyReader()
  reader.push(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  return reader.end()
}

const cellText = ({ bytes, starts, ends }: RawRecord, at: number): string =>
  text.decode(bytes.subarray(starts[at]!, ends[at]!))
const isBlank = (record: RawRecord): boolean => cellText(record, 0).trim() === ''
const timesIn = (line: string, what: string): number => line.split(what).length
const findOpenQuote = ({ bytes, starts, count }: RawRecord): number =>
  Array.from({ length: count }, (_, at) => at).findIndex((at) => bytes[starts[at]!] === 34)

import { BARRIERS, SEXES } from '../core/code.ts'
import { REASONS } from '../core/reason.ts'
import { ByteWords } from './byte-words.ts'
import type { RawRecord } from './record-splitter.ts'
import type { Column, RowProblem } from './survey-remark.ts'

/** The values of one row as they are kept in the columns of a `Survey`; used again for the next row. */
export type RowValues = {
  codeStart: number
  codeEnd: number
  sex: number
  birthYear: number
  months: number
  reason: number
  /** As `Survey.self`: 0 when not answered. */
  staff: number
  self: number
  inIntervention: number
  repeated: boolean
}

const sexes = new ByteWords(SEXES)
const yesNo = new ByteWords(['yes', 'no'])
const reasons = new ByteWords(REASONS)
const barriers = new ByteWords([...BARRIERS, 'none'])
const NONE = BARRIERS.length
const [BAR, SPACE] = [124, 32]
const LONGEST_CODE = 100
const YEARS = [1900, 2100] as const
/** A hundred years of support cannot be right. */
const MOST_MONTHS = 1_200

/** Reads one record into `row`. Returns the column that does not hold, with why; undefined when all do. */
export class RowReader {
  readonly #places: readonly [Column, number][]
  #start = 0
  #end = 0

  /** Where each column of the file stands. */
  constructor(places: readonly [Column, number][]) {
    this.#places = places
  }

  read(record: RawRecord, row: RowValues): { at: number; problem: RowProblem } | undefined {
    row.repeated = false
    for (const [column, at] of this.#places) {
      this.#trim(record, at)
      const problem = this.#cell(column, record.bytes, row)
      if (problem) return { at, problem }
    }
    return undefined
  }

  #cell(column: Column, bytes: Uint8Array, row: RowValues): RowProblem | undefined {
    const [start, end] = [this.#start, this.#end]
    if (column === 'code') {
      row.codeStart = start
      row.codeEnd = end
      return start === end || end - start > LONGEST_CODE ? 'code' : undefined
    }
    if (column === 'barriers_staff') {
      row.staff = this.#barriers(bytes, row)
      return row.staff < 0 ? problemOf(row.staff) : undefined
    }
    if (column === 'barriers_self') {
      row.self = this.#barriers(bytes, row)
      return row.self < 0 ? problemOf(row.self) : undefined
    }
    if (column === 'birth_year') {
      row.birthYear = start === end ? 0 : wholeNumber(bytes, start, end)
      return start === end || (row.birthYear >= YEARS[0] && row.birthYear <= YEARS[1]) ? undefined : 'number'
    }
    if (column === 'months_with_support') {
      row.months = start === end ? 0 : wholeNumber(bytes, start, end) + 1
      return start === end || (row.months > 0 && row.months <= MOST_MONTHS + 1) ? undefined : 'number'
    }
    const words = column === 'sex' ? sexes : column === 'income_support_reason' ? reasons : yesNo
    const value = start === end ? 0 : words.find(bytes, start, end) + 1
    if (column === 'sex') row.sex = value
    else if (column === 'income_support_reason') row.reason = value
    else row.inIntervention = value
    return start !== end && value === 0 ? 'word' : undefined
  }

  /** The set + 1; 0 for an empty cell, -1 for an unknown word, -2 for "none" with something else. */
  #barriers(bytes: Uint8Array, row: RowValues): number {
    if (this.#start === this.#end) return 0
    let set = 0
    let none = false
    let from = this.#start
    for (let at = from; at <= this.#end; at++) {
      if (at < this.#end && bytes[at] !== BAR) continue
      let [start, end] = [from, at]
      while (start < end && bytes[start] === SPACE) start++
      while (end > start && bytes[end - 1] === SPACE) end--
      const value = barriers.find(bytes, start, end)
      if (value === -1) return -1
      if (value === NONE) none = true
      else if (set & (1 << value)) row.repeated = true
      else set |= 1 << value
      from = at + 1
    }
    return none && set !== 0 ? -2 : set + 1
  }

  #trim({ bytes, starts, ends }: RawRecord, at: number): void {
    let [start, end] = [starts[at]!, ends[at]!]
    while (start < end && (bytes[start] === SPACE || bytes[start] === 9)) start++
    while (end > start && (bytes[end - 1] === SPACE || bytes[end - 1] === 9)) end--
    this.#start = start
    this.#end = end
  }
}

const problemOf = (code: number): RowProblem => (code === -2 ? 'contradiction' : 'word')

/** -2 when it is not a whole number of at most six digits. */
function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 6) return -2
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9) return -2
    value = value * 10 + digit
  }
  return value
}

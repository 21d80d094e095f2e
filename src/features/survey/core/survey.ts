import type { CodeIndex } from '../file/code-index.ts'

/**
 * The ratings of one round, a typed array for each column; one row is one person rated by staff.
 * What is not known is 0, so every known value is kept one higher.
 */
export type Survey = {
  /** Rows. The arrays may be longer. */
  n: number
  codes: CodeIndex
  /** Place in `SEXES` + 1. */
  sex: Uint8Array
  /** 0 when not known. */
  birthYear: Uint16Array
  /** Months with support + 1. */
  months: Uint16Array
  /** Place in `REASONS` + 1. */
  reason: Uint8Array
  /** `BarrierSet` of the staff's rating. */
  staff: Uint16Array
  /** `BarrierSet` of the person's own rating + 1; 0 when the person has not answered. */
  self: Uint16Array
  /** 1 yes, 2 no. */
  inIntervention: Uint8Array
}

/** One person's rating in plain words: for tests, builders and single ratings. */
export type Rating = {
  code: string
  sex: 'man' | 'woman' | null
  birthYear: number | null
  months: number | null
  reason: string | null
  staff: readonly string[]
  self: readonly string[] | null
  inIntervention: boolean | null
}

import { incompleteBeta, solveRising } from './beta.ts'
import { exactly } from './facts.ts'

/** From–to with four decimals: where the true value lies with 95 % certainty, if chance alone chose the people. */
export type Interval = readonly [low: number, high: number]

/** 97.5 % of the normal distribution. */
export const Z = 1.959963984540054
/** Below so many people the exact interval is given. */
const SMALL = 30
/** No interval for fewer: it would say nothing. */
const FEWEST = 2

/** The interval of a share: Clopper–Pearson below thirty people, else Wilson. Null for nobody. */
export function shareInterval(count: number, n: number): Interval | null {
  if (n === 0) return null
  return n < SMALL ? exactInterval(count, n) : wilsonInterval(count, n)
}

/** Wilson's score interval (standards.md 6). */
export function wilsonInterval(count: number, n: number): Interval {
  const share = count / n
  const square = Z * Z
  const centre = (share + square / (2 * n)) / (1 + square / n)
  const half = (Z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n)
  return [exactly(Math.max(0, centre - half)), exactly(Math.min(1, centre + half))]
}

/** Clopper–Pearson: never too narrow. */
export function exactInterval(count: number, n: number): Interval {
  const low = count === 0 ? 0 : solveRising((x) => incompleteBeta(x, count, n - count + 1), 0.025)
  const high = count === n ? 1 : solveRising((x) => incompleteBeta(x, count + 1, n - count), 0.975)
  return [exactly(low), exactly(high)]
}

/** Student's interval of a mean from sum and sum of squares; null for fewer than two people. */
export function meanInterval(n: number, sum: number, squares: number): Interval | null {
  if (n < FEWEST) return null
  const mean = sum / n
  const variance = Math.max(0, (squares - n * mean * mean) / (n - 1))
  const half = studentQuantile(n - 1) * Math.sqrt(variance / n)
  return [exactly(mean - half), exactly(mean + half)]
}

/** 97.5 % of Student's distribution. */
export function studentQuantile(degrees: number): number {
  // P(T ≤ t) = 1 − I_x(d/2, 1/2) / 2 with x = d / (d + t²).
  const x = solveRising((at) => incompleteBeta(at, degrees / 2, 0.5), 0.05)
  return Math.sqrt((degrees * (1 - x)) / x)
}

export const overlap = (a: Interval, b: Interval): boolean => a[0] <= b[1] && b[0] <= a[1]

import { BARRIERS, type BarrierSet, DURATIONS, durationAt, sizeOf } from './code.ts'
import { exactly, round4 } from './facts.ts'
import { type Interval, meanInterval, wilsonInterval } from './interval.ts'
import type { Survey } from './survey.ts'

/** One barrier in two rounds. `appeared` and `ceased` are about the people who are in both. */
export type BarrierChange = {
  barrier: string
  before: number
  after: number
  /** Change of the share, −1 to 1. Null when a round is empty. */
  difference: number | null
  /** Of the difference, by Newcombe; null when people are in both rounds, for then the rounds are not independent. */
  interval: Interval | null
  appeared: number
  ceased: number
  /** Exact McNemar test, two-sided; null when nobody changed. */
  p: number | null
}

/** A round against an earlier one. People are the same when their codes are; a code that stands twice pairs nobody. */
export type Comparison = {
  nBefore: number
  nAfter: number
  paired: number
  onlyBefore: number
  onlyAfter: number
  /** Rows whose code stands twice in a round; they are counted, but not paired. */
  notPaired: number
  barriers: BarrierChange[]
  /** Change of barriers per person among those in both. */
  meanChange: number | null
  meanChangeInterval: Interval | null
  /** Paired people by duration before (rows) and after (columns); the last of each is "not known". */
  durations: number[][]
}

export function compareRounds(before: Survey, after: Survey): Comparison {
  const partners = partnersOf(before, after)
  const appeared = BARRIERS.map(() => 0)
  const ceased = BARRIERS.map(() => 0)
  const durations = Array.from({ length: DURATIONS.length + 1 }, () => new Array<number>(DURATIONS.length + 1).fill(0))
  let [paired, sum, squares] = [0, 0, 0]
  for (let row = 0; row < after.n; row++) {
    const earlier = partners[row]!
    if (earlier < 0) continue
    paired++
    const [old, now] = [before.staff[earlier]!, after.staff[row]!]
    eachOf(now & ~old, (barrier) => appeared[barrier]!++)
    eachOf(old & ~now, (barrier) => ceased[barrier]!++)
    const change = sizeOf(now) - sizeOf(old)
    sum += change
    squares += change * change
    durations[durationOf(before, earlier)]![durationOf(after, row)]!++
  }
  const counts = [marked(before), marked(after)] as const
  return {
    nBefore: before.n,
    nAfter: after.n,
    paired,
    onlyBefore: before.n - paired,
    onlyAfter: after.n - paired,
    notPaired: doubled(before).size + doubled(after).size,
    barriers: BARRIERS.map((barrier, at) => {
      const [old, now] = [counts[0][at]!, counts[1][at]!]
      const whole = before.n > 0 && after.n > 0
      return {
        barrier,
        before: old,
        after: now,
        difference: whole ? round4(now / after.n - old / before.n) : null,
        interval: whole && paired === 0 ? differenceInterval(now, after.n, old, before.n) : null,
        appeared: appeared[at]!,
        ceased: ceased[at]!,
        p: mcNemar(appeared[at]!, ceased[at]!),
      }
    }),
    meanChange: paired === 0 ? null : round4(sum / paired),
    meanChangeInterval: meanInterval(paired, sum, squares),
    durations,
  }
}

/** For each row of the later round the row of the same person in the earlier one; -1 when there is none. */
function partnersOf(before: Survey, after: Survey): Int32Array {
  const [twiceBefore, twiceAfter] = [doubled(before), doubled(after)]
  return Int32Array.from({ length: after.n }, (_, row) => {
    const earlier = before.codes.findSame(after.codes, row)
    return twiceAfter.has(row) || twiceBefore.has(earlier) ? -1 : earlier
  })
}

/** Every row whose code stands on another row too. */
function doubled({ n, codes }: Survey): Set<number> {
  const rows = new Set<number>()
  for (let row = 0; row < n; row++) {
    const first = codes.findSame(codes, row)
    if (first !== row) rows.add(first).add(row)
  }
  return rows
}

function eachOf(set: BarrierSet, call: (barrier: number) => void): void {
  for (let barrier = 0; set >> barrier !== 0; barrier++) if (set & (1 << barrier)) call(barrier)
}

const durationOf = ({ months }: Survey, row: number): number =>
  months[row] === 0 ? DURATIONS.length : durationAt(months[row]! - 1)

function marked({ n, staff }: Survey): number[] {
  const counts = BARRIERS.map(() => 0)
  for (let row = 0; row < n; row++) eachOf(staff[row]!, (barrier) => counts[barrier]!++)
  return counts
}

/** Newcombe's interval of the difference of two independent shares, from the Wilson interval of each. */
export function differenceInterval(a: number, n: number, b: number, m: number): Interval {
  const [p, q] = [a / n, b / m]
  const [[lowP, highP], [lowQ, highQ]] = [wilsonInterval(a, n), wilsonInterval(b, m)]
  return [
    exactly(p - q - Math.sqrt((p - lowP) ** 2 + (highQ - q) ** 2)),
    exactly(p - q + Math.sqrt((highP - p) ** 2 + (q - lowQ) ** 2)),
  ]
}

/** The chance of so uneven a split, or a more uneven one, if becoming and ceasing were equally likely. */
export function mcNemar(appeared: number, ceased: number): number | null {
  const n = appeared + ceased
  if (n === 0) return null
  let term = -n * Math.LN2
  let tail = 0
  for (let k = 0; k <= Math.min(appeared, ceased); k++) {
    tail += Math.exp(term)
    term += Math.log((n - k) / (k + 1))
  }
  return round4(Math.min(1, 2 * tail))
}

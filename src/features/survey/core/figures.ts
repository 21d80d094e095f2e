import { BARRIERS, type BarrierSet, DURATIONS, durationAt, ILL_HEALTH, PAIRS, SEXES, sizeOf } from './code.ts'
import { REASONS } from './reason.ts'
import type { Survey } from './survey.ts'

/** How a barrier is rated by staff and by the people themselves, among those who rated. */
export type BothViews = { staff: number; self: number; both: number }

/** One group of people: how many, the marks they have in all, and how many have each barrier (order of `BARRIERS`). */
export type Group = { n: number; marks: number; barriers: number[]; sumOfSquares: number }

/** The counts every table is made of. Arrays follow the order of their lists in `code.ts` and `reason.ts`. */
export type Figures = Group & {
  reasons: number[]
  /** People without a known reason, and so on: who is in no row of that table. */
  unknown: { reason: number; sex: number; duration: number; intervention: number }
  /** People by number of barriers, 0–10. */
  perPerson: number[]
  bySex: Group[]
  byDuration: Group[]
  /** People with both, in the order of `PAIRS`. */
  pairs: number[]
  anyIllHealth: number
  selfN: number
  views: BothViews[]
  inIntervention: number
  notInIntervention: number
}

const SETS = 1 << BARRIERS.length
const sizes = Uint8Array.from({ length: SETS }, (_, set) => sizeOf(set))

/** Counts a survey in one pass. */
export function figuresOf(survey: Survey): Figures {
  const { n, sex, months, reason, staff, self, inIntervention } = survey
  const reasons = new Array<number>(REASONS.length + 1).fill(0)
  const answers = [0, 0, 0]
  // How often each set of barriers occurs, for each sex and duration (0 = not known).
  const sets = new Uint32Array(SETS * 12)
  const views = new Uint32Array(SETS * 3)
  const [selfOnly, staffHere, bothHere] = [
    views.subarray(0, SETS),
    views.subarray(SETS, 2 * SETS),
    views.subarray(2 * SETS),
  ]
  let selfN = 0
  for (let row = 0; row < n; row++) {
    const set = staff[row]!
    const time = months[row]!
    const group = sex[row]! * 4 + (time === 0 ? 0 : durationAt(time - 1) + 1)
    sets[group * SETS + set]!++
    reasons[reason[row]!]!++
    answers[inIntervention[row]!]!++
    const own = self[row]!
    if (own === 0) continue
    selfN++
    selfOnly[own - 1]!++
    staffHere[set]!++
    bothHere[set & (own - 1)]!++
  }
  const group = (wanted: (at: number) => boolean): Group => groupOf(sets, wanted)
  const all = merged(sets, () => true)
  const [byStaff, bySelf, byBoth] = [withEach(staffHere), withEach(selfOnly), withEach(bothHere)]
  const bySex = SEXES.map((_, at) => group((where) => Math.floor(where / 4) === at + 1))
  const byDuration = DURATIONS.map((_, at) => group((where) => where % 4 === at + 1))
  return {
    ...group(() => true),
    reasons: reasons.slice(1),
    unknown: {
      reason: reasons[0]!,
      sex: n - sum(bySex.map((one) => one.n)),
      duration: n - sum(byDuration.map((one) => one.n)),
      intervention: answers[0]!,
    },
    perPerson: perPersonOf(all),
    bySex,
    byDuration,
    pairs: PAIRS.map(([a, b]) => countSets(all, (set) => (set & (1 << a)) !== 0 && (set & (1 << b)) !== 0)),
    anyIllHealth: countSets(all, (set) => (set & ILL_HEALTH) !== 0),
    selfN,
    views: BARRIERS.map((_, at) => ({ staff: byStaff[at]!, self: bySelf[at]!, both: byBoth[at]! })),
    inIntervention: answers[1]!,
    notInIntervention: answers[2]!,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The sets of those groups (sex × duration) that are wanted, taken together. */
function merged(sets: Uint32Array, wanted: (at: number) => boolean): Uint32Array {
  const total = new Uint32Array(SETS)
  for (let at = 0; at < 12; at++)
    if (wanted(at)) for (let set = 0; set < SETS; set++) total[set]! += sets[at * SETS + set]!
  return total
}

function groupOf(sets: Uint32Array, wanted: (at: number) => boolean): Group {
  const own = merged(sets, wanted)
  let [n, sumOfSquares] = [0, 0]
  for (let set = 0; set < SETS; set++) {
    n += own[set]!
    sumOfSquares += own[set]! * sizes[set]! ** 2
  }
  const barriers = withEach(own)
  return { n, marks: sum(barriers), barriers, sumOfSquares }
}

const withEach = (sets: Uint32Array): number[] =>
  BARRIERS.map((_, barrier) => countSets(sets, (set) => (set & (1 << barrier)) !== 0))

function countSets(sets: Uint32Array, holds: (set: BarrierSet) => boolean): number {
  let count = 0
  for (let set = 0; set < SETS; set++) if (sets[set] !== 0 && holds(set)) count += sets[set]!
  return count
}

function perPersonOf(sets: Uint32Array): number[] {
  const people = new Array<number>(BARRIERS.length + 1).fill(0)
  for (let set = 0; set < SETS; set++) people[sizes[set]!]! += sets[set]!
  return people
}

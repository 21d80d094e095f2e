/** The closed lists of the needs survey. The keys stand in files and tables; their words are in `texts/code.*.json`. */

/** The ten standard work barriers, in the order of every table. */
export const BARRIERS = [
  'mental_ill_health',
  'lack_of_self_belief',
  'lack_of_work_experience',
  'language',
  'low_education',
  'physical_ill_health',
  'disability',
  'addiction',
  'other',
  'high_age',
] as const
export type Barrier = (typeof BARRIERS)[number]

/** A person's barriers as bits, in the order of `BARRIERS`; 0 is "answered: none". */
export type BarrierSet = number

export const SEXES = ['man', 'woman'] as const
export type Sex = (typeof SEXES)[number]

/** Time with support: under 12 months, 12–60, over 60. */
export const DURATIONS = ['<1', '1-5', '>5'] as const
export type Duration = (typeof DURATIONS)[number]

/** The place in `DURATIONS` of a number of whole months. */
export const durationAt = (months: number): 0 | 1 | 2 => (months < 12 ? 0 : months <= 60 ? 1 : 2)

/** The first two of `BARRIERS` that are about health, as bits: mental or physical. */
export const ILL_HEALTH: BarrierSet = 0b100001

/** How many barriers a set holds. */
export function sizeOf(set: BarrierSet): number {
  let size = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) size++
  return size
}

/** Every two barriers, by place, in the order of `BARRIERS`. */
export const PAIRS: readonly (readonly [number, number])[] = BARRIERS.flatMap((_, a) =>
  BARRIERS.slice(a + 1).map((_, at) => [a, a + 1 + at] as const),
)

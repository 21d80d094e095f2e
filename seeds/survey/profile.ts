import { BARRIERS, type Barrier, durationAt } from '../../src/features/survey/core/code.ts'
import type { Random } from '../random.ts'

/** What is true of somebody with income support, whoever rates it. */
export type Profile = {
  sex: 'man' | 'woman'
  birthYear: number
  months: number
  reason: string
  barriers: Barrier[]
  inIntervention: boolean
}

/** Reasons and how many of 68 had them in the field report (domain.md 3); the last line gives the rare ones somebody too. */
const REASONS: readonly (readonly [string, number])[] = [
  ['unemployed', 26],
  ['social_reasons', 24],
  ['unemployed_establishment_benefit', 7],
  ['sick_certificate', 6],
  ['unaccompanied_youth', 3],
  ['parental_leave', 1],
  ['part_time_involuntary', 1],
  ['full_time_low_income', 0.5],
  ['sickness_compensation', 0.5],
  ['no_childcare', 0.3],
]

/** How often each barrier stands in the way after one to five years with support: the report's shares, where they stand alone. */
const SHARES: Record<Barrier, number> = {
  mental_ill_health: 0.42,
  lack_of_self_belief: 0,
  lack_of_work_experience: 0.37,
  language: 0.16,
  low_education: 0.23,
  physical_ill_health: 0.16,
  disability: 0.11,
  addiction: 0.1,
  other: 0.1,
  high_age: 0.02,
}
/** Means of 1.52, 2.61 and 2.83 barriers: fewer for those who came lately. */
const BY_DURATION = [0.62, 1.08, 1.2] as const
/** 26 of the 34 with mental ill-health lacked self-belief too, but 5 of the other 34. */
const SELF_BELIEF = { ill: 0.72, well: 0.15 } as const

function weighted<T>(random: Random, of: readonly (readonly [T, number])[]): T {
  let left = random.next() * of.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of of) {
    left -= weight
    if (left < 0) return value
  }
  return of[0]![0]
}

const YOUNG_REASON = 'unaccompanied_youth'
const NEW_IN_SWEDEN = ['unemployed_establishment_benefit', YOUNG_REASON]

/** Somebody who has income support in a year. */
export function makeProfile(random: Random, year: number): Profile {
  const reason = weighted(random, REASONS)
  const age = reason === YOUNG_REASON ? random.int(18, 20) : 18 + Math.floor(random.next() ** 1.35 * 46)
  const reach = NEW_IN_SWEDEN.includes(reason) ? 30 : Math.min(180, (age - 17) * 12)
  const months = Math.min(reach, Math.round(weighted(random, DURATION_RANGES)(random.next())))
  return {
    sex: random.chance(0.53) ? 'man' : 'woman',
    birthYear: year - age,
    months,
    reason,
    barriers: makeBarriers(random, { reason, age, months }),
    inIntervention: random.chance(0.294),
  }
}

const within = (least: number, most: number) => (chance: number) => least + chance * (most - least)
const DURATION_RANGES = [
  [within(0, 11), 38],
  [within(12, 60), 40],
  [within(61, 180), 22],
] as const

function makeBarriers(random: Random, { reason, age, months }: { reason: string; age: number; months: number }) {
  const factor = BY_DURATION[durationAt(months)]
  const given: Partial<Record<Barrier, number>> = {
    ...(NEW_IN_SWEDEN.includes(reason) ? { language: 0.85, low_education: 0.45, mental_ill_health: 0.3 } : {}),
    ...(reason === 'sick_certificate' ? { mental_ill_health: 0.75, physical_ill_health: 0.55 } : {}),
    ...(reason === 'social_reasons' ? { mental_ill_health: 0.48, addiction: 0.16 } : {}),
    ...(age < 25 ? { lack_of_work_experience: 0.55, physical_ill_health: 0.06 } : {}),
    ...(age >= 58 ? { high_age: 0.35, physical_ill_health: 0.35 } : { high_age: 0 }),
  }
  const found = new Set<Barrier>()
  for (const barrier of BARRIERS) {
    const ill = found.has('mental_ill_health')
    const share =
      barrier === 'lack_of_self_belief' ? SELF_BELIEF[ill ? 'ill' : 'well'] : (given[barrier] ?? SHARES[barrier])
    if (random.chance(Math.min(0.95, barrier === 'lack_of_self_belief' && ill ? share : share * factor)))
      found.add(barrier)
  }
  // Most people whom nothing of this held back had no support any more.
  if (found.size === 0 && random.chance(0.8))
    found.add(random.chance(0.75) ? 'lack_of_work_experience' : 'mental_ill_health')
  return BARRIERS.filter((barrier) => found.has(barrier))
}

/** The same person half a year later. */
export function later(random: Random, was: Profile): Profile {
  const months = was.months + 6
  const barriers = new Set(was.barriers)
  const eased: readonly (readonly [Barrier, number])[] = [
    ['lack_of_work_experience', was.inIntervention ? 0.4 : 0.1],
    ['lack_of_self_belief', was.inIntervention ? 0.3 : 0.1],
    ['language', was.inIntervention ? 0.25 : 0.12],
    ['mental_ill_health', 0.08],
    ['other', 0.4],
  ]
  for (const [barrier, chance] of eased) if (random.chance(chance)) barriers.delete(barrier)
  if (random.chance(0.07)) barriers.add('physical_ill_health')
  if (random.chance(0.05)) barriers.add('lack_of_self_belief')
  if (random.chance(0.03)) barriers.add('addiction')
  return {
    ...was,
    months,
    barriers: BARRIERS.filter((barrier) => barriers.has(barrier)),
    inIntervention: was.inIntervention ? random.chance(0.65) : random.chance(0.22),
    reason: was.reason === 'unemployed_establishment_benefit' && months > 24 ? 'unemployed' : was.reason,
  }
}

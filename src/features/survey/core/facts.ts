import { BARRIERS, DURATIONS, PAIRS, SEXES } from './code.ts'
import type { Figures, Group } from './figures.ts'
import { REASONS } from './reason.ts'

/** The plain figures under the names other programs read; see the README of the golden file for each rule. */
export type Facts = {
  n: number
  reasons: Record<string, number>
  barriers: Record<string, number>
  marks: number
  mean: number | null
  per_person: Record<string, number>
  mean_by_duration: Record<string, number | null>
  n_by_duration: Record<string, number>
  mean_by_sex: Record<string, number | null>
  barriers_by_sex: Record<string, Record<string, number>>
  barriers_by_duration: Record<string, Record<string, number>>
  pairs: Record<string, number>
  any_ill_health: number
  self_n: number
  self_vs_staff: Record<string, { staff: number; self: number; both: number }>
  in_intervention: number
}

/** More than seven barriers are rare: those rows stand only when somebody has so many. */
const ALWAYS_SHOWN = 7

export function factsOf(figures: Figures): Facts {
  const perPerson = figures.perPerson.filter(
    (_, size) => size <= ALWAYS_SHOWN || figures.perPerson.slice(size).some((people) => people > 0),
  )
  return {
    n: figures.n,
    reasons: Object.fromEntries(
      REASONS.map((reason, at) => [reason, figures.reasons[at]!] as const).filter(([, people]) => people > 0),
    ),
    barriers: named(BARRIERS, figures.barriers),
    marks: figures.marks,
    mean: meanOf(figures),
    per_person: Object.fromEntries(perPerson.map((people, size) => [String(size), people])),
    mean_by_duration: named(DURATIONS, figures.byDuration.map(meanOf)),
    n_by_duration: named(
      DURATIONS,
      figures.byDuration.map(({ n }) => n),
    ),
    mean_by_sex: named(SEXES, figures.bySex.map(meanOf)),
    barriers_by_sex: named(
      SEXES,
      figures.bySex.map(({ barriers }) => named(BARRIERS, barriers)),
    ),
    barriers_by_duration: named(
      DURATIONS,
      figures.byDuration.map(({ barriers }) => named(BARRIERS, barriers)),
    ),
    pairs: named(
      PAIRS.map(([a, b]) => `${BARRIERS[a]}+${BARRIERS[b]}`),
      figures.pairs,
    ),
    any_ill_health: figures.anyIllHealth,
    self_n: figures.selfN,
    self_vs_staff: named(BARRIERS, figures.views),
    in_intervention: figures.inIntervention,
  }
}

const named = <T>(names: readonly string[], values: readonly T[]): Record<string, T> =>
  Object.fromEntries(names.map((name, at) => [name, values[at]!]))

/** Marks for each person with four decimals; null for nobody. */
export const meanOf = ({ n, marks }: Pick<Group, 'n' | 'marks'>): number | null => (n === 0 ? null : round4(marks / n))

/** So exact that it can be written with one or two decimals without being rounded twice: 209 of 394 is 53.0 per cent, not 53.1. */
export const exactly = (value: number): number => Math.round(value * 1e9) / 1e9

/** Half up, in the fourth decimal, also where the binary number lies just below. */
export const round4 = (value: number): number => Math.round(Number((value * 10_000).toPrecision(12))) / 10_000

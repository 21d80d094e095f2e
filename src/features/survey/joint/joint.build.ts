import { BARRIERS } from '../core/code.ts'
import { SHORT_REASONS } from '../core/reason.ts'
import type { PersonPart } from '../round/round.build.ts'

/** People of a round who differ enough for a protected report; their codes begin with the month. */
export const peopleOf = (count: number, month: string): PersonPart[] =>
  Array.from({ length: count }, (_, n) => ({
    code: `${month.slice(5, 7)}P${n}`,
    sex: n % 2 ? 'man' : 'woman',
    months: (n % 3) * 30,
    reason: SHORT_REASONS.reasons[n % 2]!,
    staff: BARRIERS.filter((_, at) => (n * n + at * 5 + (n >> 2)) % 4 === 0),
    inIntervention: n % 2 === 0,
  }))

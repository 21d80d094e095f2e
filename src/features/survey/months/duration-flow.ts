import { DURATIONS, type Duration, durationAt } from '../core/code.ts'

/** Where somebody stands in a round: a class of time with support, or not known. */
export type Standing = Duration | 'unknown'
export const STANDINGS = [...DURATIONS, 'unknown'] as const satisfies readonly Standing[]

export const standingOf = (months: number | null): Standing =>
  months === null ? 'unknown' : DURATIONS[durationAt(months)]

/** People of a round by code. */
export type RoundPeople = ReadonlyMap<string, Standing>

/** Where the people of one round stand in the next. Every person of either is counted once. */
export type DurationFlow = {
  /** People in both rounds: from where, to where. */
  moved: Record<Standing, Record<Standing, number>>
  /** In the earlier round only, by where they stood. */
  left: Record<Standing, number>
  /** In the later round only, by where they stand. */
  came: Record<Standing, number>
}

const none = (): Record<Standing, number> => ({ '<1': 0, '1-5': 0, '>5': 0, unknown: 0 })

export function durationFlow(before: RoundPeople, now: RoundPeople): DurationFlow {
  const flow: DurationFlow = {
    moved: { '<1': none(), '1-5': none(), '>5': none(), unknown: none() },
    left: none(),
    came: none(),
  }
  for (const [code, from] of before) {
    const to = now.get(code)
    if (to === undefined) flow.left[from]++
    else flow.moved[from][to]++
  }
  for (const [code, to] of now) if (!before.has(code)) flow.came[to]++
  return flow
}

const total = (counts: Record<Standing, number>): number => STANDINGS.reduce((sum, one) => sum + counts[one], 0)

/** People in both rounds. */
export const inBoth = (flow: DurationFlow): number => STANDINGS.reduce((sum, from) => sum + total(flow.moved[from]), 0)

/** Everybody of the earlier round by where they stood, and of the later by where they stand. */
export function peopleAt({ moved, left, came }: DurationFlow): Record<'stood' | 'stand', Record<Standing, number>> {
  const each = (of: (one: Standing) => number) =>
    Object.fromEntries(STANDINGS.map((one) => [one, of(one)])) as Record<Standing, number>
  return {
    stood: each((from) => total(moved[from]) + left[from]),
    stand: each((to) => STANDINGS.reduce((sum, from) => sum + moved[from][to], 0) + came[to]),
  }
}

/** Those in both rounds, by what became of their time. `unknown`: it is not known in one of the rounds, or in both. */
export function changesOf({ moved }: DurationFlow): Record<'same' | 'longer' | 'shorter' | 'unknown', number> {
  const changes = { same: 0, longer: 0, shorter: 0, unknown: 0 }
  for (const [was, from] of STANDINGS.entries())
    for (const [is, to] of STANDINGS.entries()) {
      const kind =
        from === 'unknown' || to === 'unknown' ? 'unknown' : is === was ? 'same' : is > was ? 'longer' : 'shorter'
      changes[kind] += moved[from][to]
    }
  return changes
}

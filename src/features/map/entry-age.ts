import type { EntryFacts } from './entry.ts'

type Ages = Pick<EntryFacts, 'ageFrom' | 'ageTo'>

/** No age is ever above this. */
export const OLDEST = 120

export const agesStated = (ages: Ages): boolean => ages.ageFrom !== null || ages.ageTo !== null

export const isAllAges = (ages: Ages): boolean => (ages.ageFrom ?? 1) === 0 && ages.ageTo === null

/** The ages as a closed span; undefined where they are not stated. */
export const ageSpan = (ages: Ages): { from: number; to: number } | undefined =>
  agesStated(ages) ? { from: ages.ageFrom ?? 0, to: ages.ageTo ?? OLDEST } : undefined

/** Is somebody of this age meant? Where ages are not stated nobody knows: undefined. */
export function takesAge(ages: Ages, age: number): boolean | undefined {
  const span = ageSpan(ages)
  return span && age >= span.from && age <= span.to
}

/** Do two entries share an age? Not stated on either side counts as no. */
export function agesMeet(a: Ages, b: Ages): boolean {
  const [one, other] = [ageSpan(a), ageSpan(b)]
  return one !== undefined && other !== undefined && one.from <= other.to && other.from <= one.to
}

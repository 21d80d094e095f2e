import { DURATIONS, type Duration, durationAt, SEXES, type Sex } from './code.ts'
import type { Rating } from './survey.ts'

/** Which people of a round a report is about; nothing chosen is everybody. */
export type Filter = {
  sex?: Sex | undefined
  duration?: Duration | undefined
  intervention?: 'yes' | 'no' | undefined
}

/** The filter of what an address or a saved row says; anything else in it counts as not chosen. */
export function filterOf(given: Readonly<Record<string, unknown>>): Filter {
  const sex = SEXES.find((one) => one === given.sex)
  const duration = DURATIONS.find((one) => one === given.duration)
  const intervention = (['yes', 'no'] as const).find((one) => one === given.intervention)
  return { ...(sex ? { sex } : {}), ...(duration ? { duration } : {}), ...(intervention ? { intervention } : {}) }
}

export const isWhole = (filter: Filter): boolean => Object.keys(filter).length === 0

export const passes = ({ sex, duration, intervention }: Filter, one: Rating): boolean =>
  (sex === undefined || one.sex === sex) &&
  (duration === undefined || (one.months !== null && DURATIONS[durationAt(one.months)] === duration)) &&
  (intervention === undefined || one.inIntervention === (intervention === 'yes'))

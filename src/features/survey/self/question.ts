import type { Barrier } from '../core/code.ts'

/** The questions in the order somebody is asked: the easy ones first, what is hardest to say towards the end. */
export const QUESTIONS = [
  'lack_of_work_experience',
  'low_education',
  'language',
  'physical_ill_health',
  'lack_of_self_belief',
  'mental_ill_health',
  'disability',
  'addiction',
  'high_age',
  'other',
] as const satisfies readonly Barrier[]

/** Somebody who is not sure, or does not want to say, has marked nothing. */
export const ANSWERS = ['yes', 'no', 'unsure'] as const
export type Answer = (typeof ANSWERS)[number]

/**
 * The number of the question to ask next: the first one unanswered after `after` (0: from the beginning), then the first one left before
 * it; undefined when all are answered.
 */
export function nextQuestion(answered: readonly string[], after = 0): number | undefined {
  const left = QUESTIONS.flatMap((question, at) => (answered.includes(question) ? [] : [at + 1]))
  return left.find((number) => number > after) ?? left[0]
}

import { z } from 'zod'
import { choice } from '../../../platform/form/fields.ts'
import { VERSIONS } from '../texts/self.ts'
import { ANSWERS, type Answer, QUESTIONS } from './question.ts'

export const NO_CROSS = 'blank'

const crossed = choice([...ANSWERS, NO_CROSS])
const questions = Object.fromEntries(QUESTIONS.map((question) => [question, crossed] as const))

/** A paper as it is typed in: in which language it is written, and every question, also where there is no cross. */
export const paperSchema = z.object({ written: choice(VERSIONS), ...questions }).transform((read) => {
  const given = read as Record<string, string>
  const answers: Partial<Record<string, Answer>> = {}
  for (const question of QUESTIONS) if (given[question] !== NO_CROSS) answers[question] = given[question] as Answer
  return { written: read.written, answers }
})
export type Paper = z.output<typeof paperSchema>

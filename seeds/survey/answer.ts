import { BARRIERS, type Barrier } from '../../src/features/survey/core/code.ts'
import type { Random } from '../random.ts'
import type { Profile } from './profile.ts'

export type Answers = Partial<Record<Barrier, 'yes' | 'no' | 'unsure'>>

/** How often a person says yes where staff do; alike on the whole (domain.md, "The person is not heard"). */
const SAME: Partial<Record<Barrier, number>> = {
  addiction: 0.55,
  lack_of_self_belief: 0.8,
  other: 0.4,
  low_education: 0.72,
}
/** How often where staff do not: what staff miss is physical ill-health and disability. */
const MISSED: Partial<Record<Barrier, number>> = {
  physical_ill_health: 0.17,
  disability: 0.1,
  addiction: 0.01,
  high_age: 0.03,
}

/** What a person answers; a few are unsure, and a few leave a question. */
export function makeAnswers(random: Random, { barriers }: Profile): Answers {
  const answers: Answers = {}
  for (const barrier of BARRIERS) {
    const chance = barriers.includes(barrier) ? (SAME[barrier] ?? 0.86) : (MISSED[barrier] ?? 0.05)
    const word = random.chance(chance) ? 'yes' : 'no'
    if (random.chance(0.03)) answers[barrier] = 'unsure'
    else if (!random.chance(0.01)) answers[barrier] = word
  }
  return answers
}

/** In which language somebody answers. */
export function makeLanguage(random: Random, { barriers }: Profile): 'sv' | 'easy' | 'en' | 'ar' {
  const at = random.next()
  if (barriers.includes('language')) return at < 0.5 ? 'ar' : at < 0.75 ? 'easy' : 'en'
  return at < 0.74 ? 'sv' : at < 0.92 ? 'easy' : at < 0.97 ? 'en' : 'ar'
}

export function makeWay(random: Random): 'link' | 'tablet' | 'paper' {
  const at = random.next()
  return at < 0.55 ? 'link' : at < 0.85 ? 'tablet' : 'paper'
}

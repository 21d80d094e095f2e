import { latinDigits } from '../../../shared/text.ts'
import type { Barrier, Sex } from '../core/code.ts'

/** `waiting`: not rated yet · `skipped`: the rater cannot say. */
export const PERSON_STATES = ['waiting', 'rated', 'skipped'] as const
export type PersonState = (typeof PERSON_STATES)[number]

/** Why somebody cannot be rated. */
export const SKIP_REASONS = ['not_known', 'no_contact', 'left', 'other'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** One person of a round with the staff's rating. */
export type RatedPerson = {
  personId: string
  roundId: string
  code: string
  raterId: string | null
  sex: Sex | null
  birthYear: number | null
  months: number | null
  inIntervention: boolean | null
  state: PersonState
  skipReason: SkipReason | null
  /** A key of the round's list; null: not known. */
  reason: string | null
  /** Null: not rated. */
  barriers: Barrier[] | null
  ratedBy: string | null
  ratedAt: Date | null
  selfState: 'none' | 'started' | 'done'
  version: number
}

/** What a rater says of a person. */
export type RatingFacts = Pick<RatedPerson, 'sex' | 'birthYear' | 'months' | 'inIntervention' | 'reason'> & {
  barriers: Barrier[]
}

/** Somebody who is added to a round. `rating`: the file held one already. */
export type NewPerson = Pick<RatedPerson, 'code' | 'raterId' | 'sex' | 'birthYear' | 'months' | 'inIntervention'> & {
  rating: { reason: string | null; barriers: Barrier[] } | null
  self: Barrier[] | null
}

/** Looks like a personal or coordination number: no code, since it says who the person is. */
export const isPersonNumber = (code: string): boolean => /^(\d\d)?\d{6}[-+ ]?\d{4}$/.test(latinDigits(code))

/** The most characters of a code. */
export const LONGEST_CODE = 100

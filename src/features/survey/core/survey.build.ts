import fc from 'fast-check'
import { type ReadSurvey, readSurvey } from '../file/survey-file.ts'
import { COLUMNS } from '../file/survey-remark.ts'
import { BARRIERS, SEXES } from './code.ts'
import { SHORT_REASONS } from './reason.ts'
import type { Rating } from './survey.ts'

/** Random people, some answers missing. */
export const rating = (code: string): fc.Arbitrary<Rating> =>
  fc.record({
    code: fc.constant(code),
    sex: fc.option(fc.constantFrom(...SEXES), { freq: 20 }),
    birthYear: fc.option(fc.integer({ min: 1950, max: 2008 }), { freq: 20 }),
    months: fc.option(fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 200 })), { freq: 20 }),
    reason: fc.option(fc.constantFrom(...SHORT_REASONS.reasons), { freq: 20 }),
    staff: fc.subarray([...BARRIERS], { maxLength: 8 }),
    self: fc.option(fc.subarray([...BARRIERS], { maxLength: 5 }), { freq: 2 }),
    inIntervention: fc.option(fc.boolean(), { freq: 20 }),
  })

export const ratings = (most = 120): fc.Arbitrary<Rating[]> =>
  fc
    .integer({ min: 0, max: most })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, at) => rating(`P${at + 1}`))))

const several = (barriers: readonly string[] | null): string =>
  barriers === null ? '' : barriers.length === 0 ? 'none' : barriers.join('|')

/** The file such people would stand in. */
export function csvOf(people: readonly Rating[], separator = ',', newline = '\n'): string {
  const rows = people.map((one) => [
    one.code,
    one.sex ?? '',
    one.birthYear ?? '',
    one.months ?? '',
    one.reason ?? '',
    several(one.staff),
    several(one.self),
    one.inIntervention === null ? '' : one.inIntervention ? 'yes' : 'no',
  ])
  return [COLUMNS, ...rows].map((cells) => cells.join(separator) + newline).join('')
}

/** A survey of these people; throws when the file does not hold. */
export function surveyOf(people: readonly Rating[]): Extract<ReadSurvey, { ok: true }> {
  const read = readSurvey(csvOf(people))
  if (!read.ok) throw new Error(read.problem.kind)
  return read
}

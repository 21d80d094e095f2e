import { CodeIndex } from '../file/code-index.ts'
import { BARRIERS, type BarrierSet, SEXES } from './code.ts'
import { REASONS } from './reason.ts'
import type { Rating, Survey } from './survey.ts'

const bits = (keys: readonly string[]): BarrierSet =>
  BARRIERS.reduce((set, key, at) => (keys.includes(key) ? set | (1 << at) : set), 0)

/** The ratings of a round as the arrays that are counted. A reason that is in no list counts as not known. */
export function surveyOf(people: readonly Rating[]): Survey {
  const n = people.length
  const codes = new CodeIndex()
  const text = new TextEncoder()
  const survey: Survey = {
    n,
    codes,
    sex: new Uint8Array(n),
    birthYear: new Uint16Array(n),
    months: new Uint16Array(n),
    reason: new Uint8Array(n),
    staff: new Uint16Array(n),
    self: new Uint16Array(n),
    inIntervention: new Uint8Array(n),
  }
  for (const [row, one] of people.entries()) {
    const code = text.encode(one.code)
    codes.add(code, 0, code.length)
    survey.sex[row] = one.sex === null ? 0 : SEXES.indexOf(one.sex) + 1
    survey.birthYear[row] = one.birthYear ?? 0
    survey.months[row] = one.months === null ? 0 : one.months + 1
    survey.reason[row] = one.reason === null ? 0 : REASONS.indexOf(one.reason) + 1
    survey.staff[row] = bits(one.staff)
    survey.self[row] = one.self === null ? 0 : bits(one.self) + 1
    survey.inIntervention[row] = one.inIntervention === null ? 0 : one.inIntervention ? 1 : 2
  }
  return survey
}

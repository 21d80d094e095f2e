import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BARRIERS, PAIRS } from '../core/code.ts'
import { figuresOf } from '../core/figures.ts'
import { HIDDEN, quantitiesOf } from '../core/quantity.ts'
import { SHORT_REASONS } from '../core/reason.ts'
import { rating, ratings, surveyOf } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { readSurvey } from '../file/survey-file.ts'
import { protectSurvey } from './protected-survey.ts'

/** What one person adds to each number of the report, written down without the program. */
function added(one: Rating): Map<string, number> {
  const found = new Map<string, number>()
  const time = one.months === null ? null : one.months < 12 ? '<1' : one.months <= 60 ? '1-5' : '>5'
  const groups = ['', ...(one.sex ? [` | sex:${one.sex}`] : []), ...(time ? [` | duration:${time}`] : [])]
  for (const group of groups) {
    found.set(`n${group}`, 1)
    found.set(`marks${group}`, one.staff.length)
    found.set(`squares${group}`, one.staff.length ** 2)
    for (const barrier of one.staff) found.set(`barrier:${barrier}${group}`, 1)
  }
  found.set(one.reason ? `reason:${one.reason}` : 'unknown:reason', 1)
  if (!one.sex) found.set('unknown:sex', 1)
  if (!time) found.set('unknown:duration', 1)
  found.set(`size:${one.staff.length}`, 1)
  for (const [a, b] of PAIRS)
    if (one.staff.includes(BARRIERS[a]!) && one.staff.includes(BARRIERS[b]!))
      found.set(`pair:${BARRIERS[a]}+${BARRIERS[b]}`, 1)
  if (one.staff.includes('mental_ill_health') || one.staff.includes('physical_ill_health')) found.set('ill', 1)
  if (one.self !== null) {
    found.set('self:n', 1)
    for (const barrier of BARRIERS) {
      const [staff, self] = [one.staff.includes(barrier), one.self.includes(barrier)]
      if (staff) found.set(`self:staff:${barrier}`, 1)
      if (self) found.set(`self:self:${barrier}`, 1)
      if (staff && self) found.set(`self:both:${barrier}`, 1)
    }
  }
  found.set(
    one.inIntervention === null ? 'unknown:intervention' : `intervention:${one.inIntervention ? 'yes' : 'no'}`,
    1,
  )
  return found
}

/** Every product of two numbers below it is exact. */
const PRIME = 67_108_859
const inverse = (value: number): number => {
  let [result, base] = [1, value]
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME
    base = (base * base) % PRIME
  }
  return result
}

/** Numbers of the report as vectors over many kinds of people; what is a combination of printed ones can be computed from them. */
class Span {
  readonly #rows: { pivot: number; row: Float64Array }[] = []

  /** What is left of a vector when the printed numbers are taken away: nothing, if they give it. */
  #rest(vector: Float64Array): { rest: Float64Array; pivot: number } {
    const rest = Float64Array.from(vector)
    for (const { pivot, row } of this.#rows) {
      const factor = rest[pivot]!
      if (factor === 0) continue
      for (let at = 0; at < rest.length; at++) rest[at] = (rest[at]! + (PRIME - factor) * row[at]!) % PRIME
    }
    return { rest, pivot: rest.findIndex((value) => value !== 0) }
  }

  add(vector: Float64Array): void {
    const { rest, pivot } = this.#rest(vector)
    if (pivot === -1) return
    const by = inverse(rest[pivot]!)
    this.#rows.push({ pivot, row: rest.map((value) => (value * by) % PRIME) })
  }

  gives(vector: Float64Array): boolean {
    return this.#rest(vector).pivot === -1
  }
}

// Kinds of people that between them tell all numbers apart.
const many = [9, 10].map((size): Rating => {
  const [one] = fc.sample(rating('M'), { numRuns: 1, seed: size })
  return { ...one!, staff: BARRIERS.slice(0, size) }
})
const kinds = [...fc.sample(ratings(120), { numRuns: 12, seed: 4 }).flat(), ...many].map(added)
const vectorOf = (id: string) => Float64Array.from(kinds, (kind) => kind.get(id) ?? 0)
const reasonsIn = (people: readonly Rating[]) => new Set(people.map(({ reason }) => `reason:${reason}`))

describe('a protected survey', () => {
  test(
    'prints no small number, and the attack by equations recovers none',
    () =>
      fc.assert(
        fc.property(ratings(90), (people) => {
          const figures = figuresOf(surveyOf(people).survey)
          const { shown, hidden, tooFew } = protectSurvey(figures)
          if (people.length < 20 || people.length > 60) expect(tooFew).toBe(people.length < 20)
          const span = new Span()
          const there = reasonsIn(people)
          const ids = [...quantitiesOf(figures).keys()]
          for (const id of ids) {
            const value = shown(id)
            if (/^(n|barrier|reason|size|pair|ill|intervention|self:(staff|self|both))/.test(id))
              if (value !== HIDDEN) expect(value === 0 || value >= 5, `${id} = ${value}`).toBe(true)
            if (value !== HIDDEN) span.add(vectorOf(id))
          }
          // Reasons nobody has are in no table: that they are 0 is known.
          for (const reason of SHORT_REASONS.reasons)
            if (!there.has(`reason:${reason}`)) span.add(vectorOf(`reason:${reason}`))
          if (tooFew) return
          for (const id of hidden) expect(span.gives(vectorOf(id)), `${id} can be computed`).toBe(false)
        }),
        { numRuns: 8, endOnFailure: true },
      ),
    120_000,
  )

  test('who is missing in one table is not given away by the others', () => {
    const one: Rating = {
      code: 'A',
      sex: 'man',
      birthYear: 1990,
      months: 5,
      reason: 'unemployed',
      staff: ['language'],
      self: null,
      inIntervention: true,
    }
    const people = Array.from(
      { length: 60 },
      (_, at): Rating => ({
        ...one,
        code: `P${at}`,
        sex: at === 0 ? null : at % 2 ? 'man' : 'woman',
        months: at % 90,
        staff: at < 20 ? ['addiction', 'language'] : at < 40 ? ['language', 'other'] : ['other'],
      }),
    )
    const { shown } = protectSurvey(figuresOf(surveyOf(people).survey))
    const parts = ['barrier:addiction', 'barrier:addiction | sex:man', 'barrier:addiction | sex:woman'].map(shown)
    expect(parts).toContain(HIDDEN)
  })

  test('a barrier that a whole group has is hidden', () => {
    const people = Array.from(
      { length: 40 },
      (_, at): Rating => ({
        code: `P${at}`,
        sex: at < 10 ? 'man' : 'woman',
        birthYear: 1990,
        months: 20,
        reason: 'unemployed',
        staff: at < 20 ? ['addiction'] : ['language'],
        self: null,
        inIntervention: true,
      }),
    )
    expect(protectSurvey(figuresOf(surveyOf(people).survey)).shown('barrier:addiction | sex:man')).toBe(HIDDEN)
  })
})

describe('the golden survey outside the team', () => {
  const read = readSurvey(readFileSync('test/golden/needs-survey.csv'))
  const figures = read.ok ? figuresOf(read.survey) : undefined

  test('keeps its large figures', () => {
    const { shown } = protectSurvey(figures!)
    const large = [
      'barrier:mental_ill_health',
      'ill',
      'intervention:yes',
      'marks',
      'n | sex:man',
      'pair:mental_ill_health+lack_of_self_belief',
      'reason:unemployed',
    ]
    expect(large.map(shown)).toEqual([34, 38, 20, 153, 31, 26, 26])
    expect(
      ['reason:parental_leave', 'size:6', 'barrier:disability | sex:woman', 'pair:mental_ill_health+addiction'].map(
        shown,
      ),
    ).toEqual(Array.from({ length: 4 }, () => HIDDEN))
  })

  test.each([
    [0, 25],
    [40, 68],
  ])('a round of some of its people has a report too: %i to %i', (from, to) => {
    const [head, ...lines] = readFileSync('test/golden/needs-survey.csv', 'utf8').trim().split('\n')
    const some = readSurvey(Buffer.from([head, ...lines.slice(from, to)].join('\n')))
    if (!some.ok) throw new Error(some.problem.kind)
    const all = quantitiesOf(figuresOf(some.survey))
    const { shown, tooFew, hidden } = protectSurvey(figuresOf(some.survey))
    expect(tooFew).toBe(false)
    const printed = [...all].filter(([id, value]) => value > 0 && shown(id) !== HIDDEN)
    expect(printed.length).toBeGreaterThan(20)
    const span = new Span()
    for (const id of all.keys()) if (shown(id) !== HIDDEN) span.add(vectorOf(id))
    for (const id of hidden) expect(span.gives(vectorOf(id)), `${id} can be computed`).toBe(false)
  })

  test('is rounded after it is hidden, so that rounding tells nothing more', () => {
    const [plain, rounded] = [protectSurvey(figures!), protectSurvey(figures!, { threshold: 5, roundTo: 5 })]
    expect(rounded.hidden).toEqual(plain.hidden)
    for (const id of quantitiesOf(figures!).keys()) {
      const value = rounded.shown(id)
      expect(value === HIDDEN || value % 5 === 0).toBe(true)
    }
  })

  test('is the same each time', () => expect(protectSurvey(figures!).hidden).toEqual(protectSurvey(figures!).hidden))
})

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSurvey } from '../file/survey-file.ts'
import { BARRIERS } from './code.ts'
import { factsOf } from './facts.ts'
import { figuresOf } from './figures.ts'
import { ratings, surveyOf } from './survey.build.ts'
import type { Rating } from './survey.ts'

const golden = (name: string): string => readFileSync(`test/golden/needs-survey.${name}`, 'utf8')
function facts(csv: string) {
  const read = readSurvey(csv)
  if (!read.ok) throw new Error(read.problem.kind)
  return factsOf(figuresOf(read.survey))
}

describe('the golden survey', () => {
  test('gives every figure that is expected, in the same order', () => {
    expect(JSON.stringify(facts(golden('csv')), null, 1)).toBe(golden('expected.json').trim())
  })

  test('gives the same with the columns in another order, unknown ones between, other separators and line ends', () => {
    const rows = golden('csv')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const turned = rows.map((cells, at) => [at === 0 ? 'Handläggare' : `"a;b\n${at}"`, ...cells.toReversed()])
    const file = `\ufeff${turned.map((cells) => cells.join(';')).join('\r\n')}\r\n`
    const read = readSurvey(file)
    expect(read.ok && read.remarks.columnsIgnored).toEqual(['Handläggare'])
    expect(facts(file)).toEqual(JSON.parse(golden('expected.json')))
  })

  test('holds the published figures of the report', () => {
    const { reasons, marks, mean, per_person, mean_by_duration, mean_by_sex, pairs, ...rest } = facts(golden('csv'))
    expect(reasons).toMatchObject({ unemployed: 26, social_reasons: 24, sick_certificate: 6 })
    expect(Object.values(per_person)).toEqual([0, 23, 19, 15, 9, 1, 1, 0])
    expect([marks, mean]).toEqual([153, 2.25])
    expect(Object.values(mean_by_duration).map((value) => value?.toFixed(2))).toEqual(['1.52', '2.61', '2.83'])
    expect([mean_by_sex.man?.toFixed(2), mean_by_sex.woman?.toFixed(2)]).toEqual(['2.26', '2.24'])
    expect(pairs['mental_ill_health+lack_of_self_belief']).toBe(26)
    expect([rest.any_ill_health, rest.in_intervention]).toEqual([38, 20])
  })
})

/** The same figures from lists of people, with nothing of the program but the list of barriers. */
function plainly(people: readonly Rating[]) {
  const count = (holds: (one: Rating) => boolean): number => people.filter(holds).length
  const mean = (some: readonly Rating[]) =>
    some.length === 0 ? null : some.reduce((sum, { staff }) => sum + staff.length, 0) / some.length
  const years = { '<1': [0, 11], '1-5': [12, 60], '>5': [61, 1e9] } as const
  const lasting = (key: keyof typeof years) =>
    people.filter(({ months }) => months !== null && months >= years[key][0] && months <= years[key][1])
  const each = (some: readonly Rating[]) =>
    Object.fromEntries(BARRIERS.map((barrier) => [barrier, some.filter(({ staff }) => staff.includes(barrier)).length]))
  const keys = Object.keys(years) as (keyof typeof years)[]
  const by = <K extends string, T>(names: readonly K[], value: (name: K) => T) =>
    Object.fromEntries(names.map((name) => [name, value(name)]))
  const men = people.filter(({ sex }) => sex === 'man')
  const women = people.filter(({ sex }) => sex === 'woman')
  return {
    n: people.length,
    barriers: each(people),
    marks: people.reduce((sum, { staff }) => sum + staff.length, 0),
    mean: mean(people),
    mean_by_duration: by(keys, (key) => mean(lasting(key))),
    n_by_duration: by(keys, (key) => lasting(key).length),
    mean_by_sex: { man: mean(men), woman: mean(women) },
    barriers_by_sex: { man: each(men), woman: each(women) },
    barriers_by_duration: by(keys, (key) => each(lasting(key))),
    any_ill_health: count(({ staff }) => staff.includes('mental_ill_health') || staff.includes('physical_ill_health')),
    self_n: count(({ self }) => self !== null),
    self_vs_staff: by(BARRIERS, (barrier) => ({
      staff: count(({ self, staff }) => self !== null && staff.includes(barrier)),
      self: count(({ self }) => self?.includes(barrier) ?? false),
      both: count(({ self, staff }) => staff.includes(barrier) && (self?.includes(barrier) ?? false)),
    })),
    in_intervention: count(({ inIntervention }) => inIntervention === true),
  }
}

const near = (value: unknown): unknown =>
  typeof value === 'number'
    ? expect.closeTo(value, 3)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, near(inner)]))
      : value

describe('any survey', () => {
  test('gives the figures that counting people one by one gives', () =>
    fc.assert(
      fc.property(ratings(), (people) => {
        const found = factsOf(figuresOf(surveyOf(people).survey))
        expect(found).toMatchObject(near(plainly(people)) as object)
        for (const [reason, n] of Object.entries(found.reasons))
          expect(n).toBe(people.filter((one) => one.reason === reason).length)
        for (const [size, n] of Object.entries(found.per_person))
          expect(n).toBe(people.filter(({ staff }) => staff.length === Number(size)).length)
        for (const [pair, n] of Object.entries(found.pairs))
          expect(n).toBe(people.filter(({ staff }) => pair.split('+').every((one) => staff.includes(one))).length)
      }),
      { numRuns: 60 },
    ))
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BARRIERS } from './code.ts'
import { compareRounds, differenceInterval, mcNemar } from './comparison.ts'
import { ratings, surveyOf } from './survey.build.ts'

test('any two rounds give what matching people by hand gives', () =>
  fc.assert(
    fc.property(ratings(40), ratings(40), fc.nat(30), (first, second, shift) => {
      const later = second.map((one, at) => ({ ...one, code: `P${at + 1 + shift}` }))
      const found = compareRounds(surveyOf(first).survey, surveyOf(later).survey)
      const both = later.flatMap((now) => {
        const old = first.find(({ code }) => code === now.code)
        return old ? [{ old, now }] : []
      })
      expect(found).toMatchObject({
        paired: both.length,
        onlyBefore: first.length - both.length,
        onlyAfter: later.length - both.length,
        notPaired: 0,
      })
      for (const [at, barrier] of BARRIERS.entries()) {
        expect(found.barriers[at]).toMatchObject({
          before: first.filter(({ staff }) => staff.includes(barrier)).length,
          after: later.filter(({ staff }) => staff.includes(barrier)).length,
          appeared: both.filter(({ old, now }) => !old.staff.includes(barrier) && now.staff.includes(barrier)).length,
          ceased: both.filter(({ old, now }) => old.staff.includes(barrier) && !now.staff.includes(barrier)).length,
        })
      }
      const change = both.reduce((sum, { old, now }) => sum + now.staff.length - old.staff.length, 0)
      if (both.length > 0) expect(found.meanChange).toBeCloseTo(change / both.length, 3)
      else expect(found.meanChange).toBeNull()
      expect(found.durations.flat().reduce((sum, n) => sum + n, 0)).toBe(both.length)
    }),
    { numRuns: 50 },
  ))

test('a code that stands twice pairs nobody', () => {
  const one = { sex: null, birthYear: null, months: 3, reason: null, staff: [], self: null, inIntervention: null }
  const before = surveyOf([
    { ...one, code: 'A' },
    { ...one, code: 'A' },
    { ...one, code: 'B' },
  ])
  const after = surveyOf([
    { ...one, code: 'A' },
    { ...one, code: 'B', months: 20 },
  ])
  const found = compareRounds(before.survey, after.survey)
  expect(found).toMatchObject({ paired: 1, notPaired: 2, onlyBefore: 2, onlyAfter: 1 })
  expect(found.durations[0]).toEqual([0, 1, 0, 0])
})

describe('the tests', () => {
  test.each([
    [0, 5, 0.0625],
    [1, 9, 0.0215],
    [3, 3, 1],
  ])('McNemar with %i and %i gives %f', (a, b, p) => expect(mcNemar(a, b)).toBe(p))

  test('nobody who changed gives no test', () => expect(mcNemar(0, 0)).toBeNull())

  test("Newcombe's example: 56 of 70 against 48 of 80", () =>
    expect(differenceInterval(56, 70, 48, 80)).toEqual([expect.closeTo(0.0524, 3), expect.closeTo(0.3339, 3)]))
})

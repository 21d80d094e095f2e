import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf } from '../core/figures.ts'
import { passes } from '../core/filter.ts'
import { quantitiesOf } from '../core/quantity.ts'
import { rating, ratings } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { type OutsideReport, outsideReport } from './outside-report.ts'
import type { SavedRelease } from './release.ts'
import { countedOf, ratingTold, toldOf } from './told.ts'

const RULES = { threshold: 5 }
const people = fc.sample(
  ratings(90).filter((all) => all.length >= 60),
  { numRuns: 1, seed: 11 },
)[0]!
const saved = (name: string, all: readonly Rating[], report: OutsideReport, roundId = 'r1'): SavedRelease => ({
  name,
  rounds: [roundId],
  people: all.map(toldOf),
  shown: new Set(report.ok ? report.shown.keys() : []),
  hidden: report.ok ? report.hidden : new Set(),
})

test('a line tells of a person what a report tells', () =>
  fc.assert(
    fc.property(ratings(40), (all) => {
      const told = all.map((one) => ratingTold(toldOf(one)))
      const counted = quantitiesOf(figuresOf(surveyOf(all)))
      expect(quantitiesOf(figuresOf(surveyOf(told)))).toEqual(counted)
      const numbers = told.map((one) => new Set(countedOf(one)))
      for (const [id, value] of counted)
        if (!/^(marks|squares|unknown|self:n)/.test(id))
          expect(numbers.filter((ids) => ids.has(id)).length, id).toBe(value)
    }),
    { numRuns: 20 },
  ))

describe('beside what has left the unit before', () => {
  const first = outsideReport(people, RULES, [], ['r1'])

  test('the same report again is the same report', () => {
    expect(first.ok).toBe(true)
    expect(outsideReport(people, RULES, [saved('alla', people, first)], ['r1'])).toEqual(first)
  })

  test('one without three people is refused, and so is one in which three have been rated anew', () => {
    const before = [saved('alla', people, first)]
    const less = outsideReport(people.slice(3), RULES, before, ['r1'])
    expect(less).toEqual({ ok: false, because: 'few-people', with: ['alla'] })
    const corrected = people.map((one, at) => (at < 3 ? { ...one, staff: one.staff.length > 0 ? [] : ['other'] } : one))
    expect(outsideReport(corrected, RULES, before, ['r1'])).toMatchObject({ ok: false, because: 'few-people' })
    // A month later the same people and two more: the two would be told.
    const newcomers = fc.sample(rating('X'), { numRuns: 2, seed: 3 }).map((one, at) => ({ ...one, code: `X${at}` }))
    expect(outsideReport([...people, ...newcomers], RULES, before, ['r2'])).toMatchObject({
      ok: false,
      because: 'few-people',
    })
  })

  test('a later round in which most have been rated anew is given', () => {
    const anew = people.map((one, at) =>
      at % 2 === 0 ? one : { ...one, staff: one.staff.includes('language') ? [] : [...one.staff, 'language'] },
    )
    expect(outsideReport(anew, RULES, [saved('alla', people, first)], ['r2']).ok).toBe(true)
  })

  test(
    'no small number about those who are in one report and not in the other can be computed',
    () =>
      fc.assert(
        fc.property(fc.constantFrom('man' as const, 'woman' as const), fc.integer({ min: 1, max: 40 }), (sex, seed) => {
          const all = fc.sample(
            ratings(90).filter((one) => one.length >= 60),
            { numRuns: 1, seed },
          )[0]!
          const whole = outsideReport(all, RULES, [], ['r1'])
          const some = all.filter((one) => passes({ sex }, one))
          const part = outsideReport(some, RULES, [saved('alla', all, whole)], ['r1'])
          fc.pre(whole.ok && part.ok)
          let looked = 0
          for (const [id, value] of part.shown) {
            const total = whole.shown.get(id)
            if (total === undefined || /^(marks|squares|unknown|self:n)/.test(id)) continue
            looked++
            const rest = total - value
            expect(rest === 0 || rest >= 5, `${id}: ${total} − ${value}`).toBe(true)
          }
          expect(looked, 'numbers that both show').toBeGreaterThan(10)
        }),
        { numRuns: 4, seed: 12 },
      ),
    120_000,
  )

  test('too few people are no report', () => {
    expect(outsideReport(people.slice(0, 12), RULES, [], ['r1'])).toMatchObject({ ok: false, because: 'too-few' })
  })
})

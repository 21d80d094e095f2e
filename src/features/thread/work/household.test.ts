import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../shared/calendar-day.ts'
import { ageThisYear, householdPicture, lastDayProblem, type Member, memberProblems } from './household.ts'

const TODAY = day('2026-11-02')
const member = (change: Partial<Member> = {}): Member => ({
  memberId: 'm1',
  unitId: 1,
  mine: true,
  kind: 'child',
  label: 'äldsta dottern',
  birthYear: 2017,
  relation: '',
  hasSupport: false,
  livesHere: 'yes',
  fromOn: day('2026-01-01'),
  untilOn: null,
  toldBy: 'person',
  version: 1,
  ...change,
})
const aMember: fc.Arbitrary<Member> = fc
  .record({
    kind: fc.constantFrom('child' as const, 'adult' as const),
    birthYear: fc.option(fc.integer({ min: 1940, max: 2026 })),
    livesHere: fc.constantFrom('yes' as const, 'sometimes' as const, 'no' as const),
    untilOn: fc.option(fc.constant(TODAY)),
  })
  .map(member)

test('every member of the household is counted once, ages from the youngest', () => {
  fc.assert(
    fc.property(fc.array(aMember), (members) => {
      const picture = householdPicture(members, TODAY)
      expect(picture.children + picture.adults).toBe(members.filter((one) => one.untilOn === null).length)
      expect(picture.ages).toEqual([...picture.ages].sort((a, b) => a - b))
      expect(picture.ages.length).toBeLessThanOrEqual(picture.children)
    }),
  )
})

test('an age is the one reached this year', () => {
  expect(ageThisYear(2017, TODAY)).toBe(9)
  expect(ageThisYear(2026, TODAY)).toBe(0)
})

describe('what cannot be kept', () => {
  const draft = { kind: 'child' as const, label: 'Äldsta', relation: '', birthYear: 2017, fromOn: TODAY }
  test.each<[string, Partial<Parameters<typeof memberProblems>[0]>, Record<string, string>]>([
    ['nothing', {}, {}],
    ['a child without a year', { birthYear: undefined }, { birthYear: 'problem.birthYear' }],
    ['a child born next year', { birthYear: 2027 }, { birthYear: 'problem.birthYear' }],
    ['a child of 40', { birthYear: 1986 }, { birthYear: 'problem.birthYear' }],
    ['an adult without a year', { kind: 'adult', birthYear: undefined }, {}],
    ['an adult of 140', { kind: 'adult', birthYear: 1886 }, { birthYear: 'problem.birthYear' }],
    ['since tomorrow', { fromOn: addDays(TODAY, 1) }, { fromOn: 'problem.future' }],
  ])('%s', (_, change, problems) => {
    expect(memberProblems({ ...draft, ...change }, TODAY)).toEqual(problems)
  })

  test('ten or twelve digits in a name look like a personal number, and are not kept', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(fc.constantFrom(10, 12), fc.constantFrom('0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'))
          .chain(([n, ten]) => fc.string({ unit: fc.constantFrom(...ten), minLength: n, maxLength: n })),
        fc.constantFrom('', '-', '+', ' ', '\u2010', '\u2013', '\u2014', '\u2212', '\u00a0'),
        (digits, sign) => {
          const number = `${digits.slice(0, -4)}${sign}${digits.slice(-4)}`
          expect(memberProblems({ ...draft, label: `Dotter ${number}` }, TODAY)).toEqual({
            label: 'problem.personNumber',
          })
        },
      ),
    )
  })
})

test('a last day lies between the first and today', () => {
  expect(lastDayProblem(addDays(TODAY, 1), member(), TODAY)).toBe('problem.future')
  expect(lastDayProblem(day('2025-12-31'), member(), TODAY)).toBe('problem.beforeStart')
  expect(lastDayProblem(TODAY, member(), TODAY)).toBeUndefined()
})

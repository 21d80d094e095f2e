import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rating } from '../core/survey.build.ts'
import { outsideReport } from './outside-report.ts'
import { personsOf } from './same-person.ts'
import { toldOf } from './told.ts'

test('codes that may be one person’s count as one', () => {
  const personOf = personsOf([
    ['A', 'B', 'C'],
    ['D', 'C'],
  ])
  expect(personOf('1/P1')).toBe(personOf('2/P1'))
  expect(personOf('1/P1')).not.toBe(personOf('1/P2'))
  expect(new Set(['1/A', '2/B', '3/C', '9/D'].map(personOf)).size).toBe(1)
})

test('a difference of six lines is refused where they may be of three people', () => {
  const drawn = fc.sample(fc.array(rating('P'), { minLength: 80, maxLength: 80 }), { numRuns: 1, seed: 3 })[0]!
  const people = drawn.map((one, at) => ({ ...one, code: `${1 + Math.floor(at / 40)}/P${at % 40}` }))
  const whole = outsideReport(people, { threshold: 5 }, [], ['a'])
  if (!whole.ok) throw new Error(whole.because)
  const shown = new Set(whole.shown.keys())
  const saved = { name: 'all', rounds: ['a'], people: people.map(toldOf), shown, hidden: whole.hidden }
  const fewer = people.filter(({ code }) => !/P[0-2]$/.test(code))
  expect(people.length - fewer.length).toBe(6)
  const asTwo = outsideReport(fewer, { threshold: 5 }, [saved], ['b'])
  expect(asTwo.ok || asTwo.because).not.toBe('few-people')
  const asOne = outsideReport(fewer, { threshold: 5 }, [saved], ['b'], { personOf: personsOf([]) })
  expect(asOne).toMatchObject({ ok: false, because: 'few-people', with: ['all'] })
})

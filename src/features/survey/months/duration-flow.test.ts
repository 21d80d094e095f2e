import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationFlow, STANDINGS, standingOf } from './duration-flow.ts'

const round = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom(...STANDINGS)), { selector: ([code]) => code })
  .map((people) => new Map(people.map(([code, standing]) => [`P${code}`, standing] as const)))
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, one) => total + one, 0)

test('everybody of both rounds is counted once, where they stood and where they stand', () =>
  fc.assert(
    fc.property(round, round, (before, now) => {
      const { moved, left, came } = durationFlow(before, now)
      for (const standing of STANDINGS) {
        const stood = [...before.values()].filter((one) => one === standing).length
        const stands = [...now.values()].filter((one) => one === standing).length
        expect(sum(moved[standing]) + left[standing]).toBe(stood)
        expect(STANDINGS.reduce((total, from) => total + moved[from][standing], 0) + came[standing]).toBe(stands)
      }
    }),
  ))

test.each([
  [null, 'unknown'],
  [0, '<1'],
  [11, '<1'],
  [12, '1-5'],
  [60, '1-5'],
  [61, '>5'],
] as const)('%s months is %s', (months, standing) => expect(standingOf(months)).toBe(standing))

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementOf, kappaOf } from './agreement.ts'
import { round4 } from './facts.ts'
import { exactInterval, meanInterval, shareInterval, studentQuantile, wilsonInterval } from './interval.ts'

/** P(X ≥ k) and P(X ≤ k) of a binomial, added up term by term. */
function tail(k: number, n: number, p: number, from: number, to: number): number {
  let total = 0
  for (let at = from; at <= to; at++) {
    let term = 1
    for (let i = 1; i <= at; i++) term *= ((n - at + i) / i) * p
    total += term * (1 - p) ** (n - at)
  }
  return k < 0 ? 0 : total
}
const counted = fc.integer({ min: 1, max: 29 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))

describe('the exact interval', () => {
  test('leaves 2.5 % of the binomial on each side', () =>
    fc.assert(
      fc.property(counted, ([k, n]) => {
        const [low, high] = exactInterval(k, n)
        if (k > 0) expect(tail(k, n, low, k, n)).toBeCloseTo(0.025, 2)
        else expect(low).toBe(0)
        if (k < n) expect(tail(k, n, high, 0, k)).toBeCloseTo(0.025, 2)
        else expect(high).toBe(1)
      }),
    ))

  test('is given below thirty people, Wilson from there', () => {
    expect(shareInterval(7, 12)?.map(round4)).toEqual([0.2767, 0.8483])
    expect(shareInterval(20, 68)).toEqual(wilsonInterval(20, 68))
    expect(shareInterval(0, 0)).toBeNull()
  })
})

test("Wilson's interval is where the score test is at its limit", () =>
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const k = Math.round(share * n)
      for (const [side, p] of wilsonInterval(k, n).entries()) {
        if (p === 0 || p === 1) continue
        const z = (k / n - p) / Math.sqrt((p * (1 - p)) / n)
        // Four decimals of p are some hundredths of z.
        expect(Math.abs(z - (side === 0 ? 1.96 : -1.96))).toBeLessThan(
          0.02 + (0.0001 * Math.sqrt(n)) / Math.sqrt(p * (1 - p)),
        )
      }
    }),
  ))

test.each([
  [1, 12.7062],
  [2, 4.30265],
  [10, 2.22814],
  [30, 2.04227],
  [1_000, 1.96234],
])("Student's 97.5 %% with %i degrees of freedom is %f", (degrees, value) => {
  expect(studentQuantile(degrees)).toBeCloseTo(value, 4)
})

test('the interval of a mean', () => {
  // 1, 2, 3: deviation 1, quantile 4.30265.
  expect(meanInterval(3, 6, 14)?.map(round4)).toEqual([-0.4841, 4.4841])
  expect(meanInterval(1, 6, 36)).toBeNull()
})

describe('agreement', () => {
  test('of a worked example', () => {
    // 20 both, 5 and 10 apart, 15 neither, of 50: observed 0.7, by chance 0.5.
    const raters = { n: 50, first: 25, second: 30, both: 20 }
    expect(agreementOf(raters)).toBe(0.7)
    expect(kappaOf(raters).kappa).toBe(0.4)
    const [low, high] = kappaOf(raters).interval!
    expect([low, high]).toEqual([expect.closeTo(0.1511, 2), expect.closeTo(0.6489, 2)])
  })

  test('of nobody, of everybody and of few says nothing it cannot', () => {
    expect(kappaOf({ n: 0, first: 0, second: 0, both: 0 })).toEqual({ kappa: null, interval: null })
    expect(kappaOf({ n: 9, first: 0, second: 0, both: 0 })).toEqual({ kappa: null, interval: null })
    expect(kappaOf({ n: 14, first: 6, second: 6, both: 6 })).toEqual({ kappa: 1, interval: null })
    expect(kappaOf({ n: 4, first: 2, second: 2, both: 1 }).interval).toBeNull()
  })
})

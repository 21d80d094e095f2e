import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rating } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { attack, type Out } from './attack.build.ts'
import { outsideReport } from './outside-report.ts'
import type { SavedRelease } from './release.ts'
import { personsOf, unitOf } from './same-person.ts'
import { toldOf } from './told.ts'

// Reports of single units and of several together. Somebody outside reads all of them, and so does each leader, who knows everybody of the own unit.

const UNITS = ['1/', '2/', '3/']
/** Somebody leads both. */
const LED_TOGETHER = ['1/', '3/']
const inUnits =
  (units: readonly string[]) =>
  ({ code }: Rating): boolean =>
    units.includes(unitOf(code))

/** Reports in the order they are asked for: of which units, and whether of the women only. */
const asked = fc.shuffledSubarray(
  [
    { units: UNITS, women: false },
    { units: UNITS.slice(0, 2), women: false },
    { units: ['1/'], women: false },
    { units: ['2/'], women: false },
    { units: ['2/'], women: true },
    { units: ['3/'], women: false },
  ],
  { minLength: 3, maxLength: 4 },
)
const world = fc.tuple(
  fc.array(rating('P'), { minLength: 160, maxLength: 160 }),
  fc.constantFrom([54, 54], [80, 40], [50, 76]),
  asked,
)

/** People of each unit, with codes that other units have too. */
function told(drawn: readonly Rating[], [first, second]: readonly number[]): Rating[] {
  const ends = [first!, first! + second!]
  return drawn.map((one, at) => {
    const unit = ends.findIndex((end) => at < end)
    const from = unit === 0 ? 0 : (ends[unit === -1 ? 1 : 0] ?? 0)
    return { ...one, code: `${UNITS.at(unit)}P${at - from}` }
  })
}

function saveAll(people: readonly Rating[], asked: readonly { units: string[]; women: boolean }[]): Out[] {
  const out: Out[] = []
  const saved: SavedRelease[] = []
  const personOf = personsOf([])
  for (const { units, women } of asked) {
    const own = people.filter((one) => units.includes(unitOf(one.code)) && (!women || one.sex === 'woman'))
    const report = outsideReport(own, { threshold: 5 }, saved, units, {
      personOf,
      insiders: [...UNITS.map((unit) => [unit]), LED_TOGETHER],
    })
    if (!report.ok) continue
    const shown = new Set(report.shown.keys())
    saved.push({ name: `${saved.length}`, rounds: units, people: own.map(toldOf), shown, hidden: report.hidden })
    out.push({ people: own, shown })
  }
  return out
}

test('neither outside nor as leader of a unit does anybody compute who of one to four is counted where', {
  timeout: 240_000,
}, () => {
  let [outside, inside, joint] = [0, 0, 0]
  fc.assert(
    fc.property(world, ([drawn, sizes, reports]) => {
      const out = saveAll(told(drawn, sizes), reports)
      fc.pre(out.length >= 2)
      joint += out.filter(({ people }) => new Set(people.map(({ code }) => unitOf(code))).size > 1).length
      const stranger = attack(out, undefined, personsOf([]))
      expect(stranger.leaks).toEqual([])
      outside += stranger.looked
      for (const units of [...UNITS.map((unit) => [unit]), LED_TOGETHER]) {
        const leader = attack(out, inUnits(units), personsOf([]))
        expect(leader.leaks, units.join()).toEqual([])
        inside += leader.looked
      }
    }),
    { numRuns: 2, seed: 8, endOnFailure: true },
  )
  expect(joint).toBeGreaterThan(1)
  expect(outside, 'small numbers that were tried').toBeGreaterThan(50)
  expect(inside, 'small numbers leaders tried').toBeGreaterThan(50)
})

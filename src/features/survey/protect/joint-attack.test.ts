import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rating } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { attack, type Out } from './attack.build.ts'
import { outsideReport } from './outside-report.ts'
import type { SavedRelease } from './release.ts'
import { toldOf } from './told.ts'

/** Rounds in which some go, some come and some are rated anew, each saved whole; of the last also the women, and the men. */
function saveAll(rounds: readonly (readonly Rating[])[]): Out[] {
  const out: Out[] = []
  const saved: SavedRelease[] = []
  const save = (people: readonly Rating[], roundId: string) => {
    const report = outsideReport(people, { threshold: 5 }, saved, [roundId])
    if (!report.ok) return
    const shown = new Set(report.shown.keys())
    saved.push({ name: `${saved.length}`, rounds: [roundId], people: people.map(toldOf), shown, hidden: report.hidden })
    out.push({ people, shown })
  }
  for (const [at, people] of rounds.entries()) save(people, `r${at}`)
  for (const wanted of ['woman', 'man'])
    save(
      rounds.at(-1)!.filter(({ sex }) => sex === wanted),
      `r${rounds.length - 1}`,
    )
  return out
}

const world = fc
  .tuple(
    fc.array(rating('P'), { minLength: 90, maxLength: 110 }),
    fc.array(
      fc.record({ gone: fc.integer({ min: 4, max: 14 }), come: fc.nat(14), anew: fc.constantFrom(0, 0, 6, 25) }),
      {
        minLength: 2,
        maxLength: 3,
      },
    ),
  )
  .map(([drawn, months]) => {
    const all = drawn.map((one, at): Rating => ({ ...one, code: `P${at}` }))
    let [next, people] = [60, all.slice(0, 60)]
    return [
      people,
      ...months.map(({ gone, come, anew }, month) => {
        const stay = people.slice(gone).map((one, at): Rating => {
          const has = one.staff.includes('language')
          return at < anew ? { ...one, staff: has ? [] : [...one.staff, 'language'] } : one
        })
        people = [...stay, ...all.slice(next, next + come + month)]
        next += come + month
        return people
      }),
    ]
  })

test('from all reports together nobody computes who of one to four is counted where', { timeout: 240_000 }, () => {
  let attacks = 0
  fc.assert(
    fc.property(world, (rounds) => {
      const out = saveAll(rounds)
      fc.pre(out.length >= 3)
      const { looked, leaks } = attack(out)
      expect(leaks).toEqual([])
      expect(looked).toBeGreaterThan(0)
      attacks += looked
    }),
    { numRuns: 2, seed: 5, endOnFailure: true },
  )
  expect(attacks, 'small numbers that were tried').toBeGreaterThan(50)
})

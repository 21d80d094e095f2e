import { describe, expect, test } from 'vitest'
import { BARRIERS, SEXES } from '../core/code.ts'
import { REASONS } from '../core/reason.ts'
import type { Rating } from '../core/survey.ts'
import { attack, type Out } from './attack.build.ts'
import { outsideReport } from './outside-report.ts'
import type { SavedRelease } from './release.ts'
import { personsOf, unitOf } from './same-person.ts'
import { toldOf } from './told.ts'

// A small number is hidden behind another of the same table. That other one must stay hidden when more reports are made.

const MONTHS = [0, 12, 61]

/** So many people of a unit for each of the first reasons. */
function people(unit: number, sex: Rating['sex'] | 'both', counts: readonly number[]): Rating[] {
  const reasons = counts.flatMap((count, at) => Array.from({ length: count }, () => REASONS[at]!))
  return reasons.map((reason, at) => ({
    code: `${unit}/${sex === 'man' ? 'M' : 'P'}${at}`,
    sex: sex === 'both' ? SEXES[at % 2]! : sex,
    birthYear: null,
    months: MONTHS[at % 3]!,
    reason,
    // Every barrier is common and spread evenly, so that only the reasons are in play.
    staff: BARRIERS.filter((_, barrier) => (at * (barrier + 3) + barrier) % 5 < 2),
    self: null,
    inIntervention: at % 2 === 0,
  }))
}

type Asked = { people: readonly Rating[]; rounds: readonly string[] }

function saveAll(asked: readonly Asked[], insiders: readonly (readonly string[])[] = []): Out[] {
  const out: Out[] = []
  const saved: SavedRelease[] = []
  for (const { people, rounds } of asked) {
    const report = outsideReport(people, { threshold: 5 }, saved, rounds, { personOf: personsOf([]), insiders })
    if (!report.ok) continue
    const shown = new Set(report.shown.keys())
    saved.push({ name: `${saved.length}`, rounds, people: people.map(toldOf), shown, hidden: report.hidden })
    out.push({ people, shown })
  }
  return out
}

describe('a number behind which another is hidden stays hidden', () => {
  const women = { people: people(1, 'woman', [20, 25, 7, 20]), rounds: ['1'] }
  const men = { people: people(1, 'man', [3, 6, 30, 30]), rounds: ['1'] }
  const all = { people: [...women.people, ...men.people], rounds: ['1'] }

  test.each([
    ['all, women, men', [all, women, men]],
    ['men, women, all', [men, women, all]],
    ['men, all, women', [men, all, women]],
  ])('of one round: %s', (_, asked) => {
    const out = saveAll(asked)
    expect(out.length).toBeGreaterThan(1)
    const { looked, leaks } = attack(out)
    expect(looked).toBeGreaterThan(0)
    expect(leaks).toEqual([])
  })

  test('of three units and all of them together, outside and for each leader', () => {
    const units = [
      people(1, 'both', [20, 40, 7, 30]),
      people(2, 'both', [20, 40, 7, 30]),
      people(3, 'both', [3, 6, 20, 30]),
    ]
    const single = units.map((own, at) => ({ people: own, rounds: [`${at + 1}`] }))
    const insiders = [['1/'], ['2/'], ['3/']]
    const out = saveAll([...single, { people: units.flat(), rounds: ['1', '2', '3'] }], insiders)
    expect(out).toHaveLength(4)
    expect(attack(out).leaks).toEqual([])
    for (const [own] of insiders) expect(attack(out, (one) => unitOf(one.code) === own).leaks, own).toEqual([])
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Basis, basisOf, basisOfLeftOut, basisOfPeople, type Part, partValue } from './basis.ts'
import { countedIn, inBoth, pairedIn } from './behind.ts'
import { compareRounds } from './comparison.ts'
import { comparisonTables } from './comparison-tables.ts'
import { figuresOf } from './figures.ts'
import { plainly, quantitiesOf } from './quantity.ts'
import { cellOf, type ReportTable, type Value } from './report-table.ts'
import { ratings } from './survey.build.ts'
import type { Rating } from './survey.ts'
import { surveyOf } from './survey-of.ts'
import { surveyTables } from './survey-tables.ts'

const shownOf = (people: readonly Rating[]) => plainly(quantitiesOf(figuresOf(surveyOf(people))))

/** A part counted by hand over the people themselves. */
function counted({ side, id }: Part, now: readonly Rating[], before: readonly Rating[]): number {
  if (side === 'both') return inBoth(before, now).filter(([was, is]) => pairedIn(id)(was, is)).length
  const people = side === 'now' ? now : before
  const has = countedIn(id)
  if (has) return people.filter(has).length
  const within = people.filter(countedIn(`n${/ \| .*$/.exec(id)?.[0] ?? ''}`)!)
  const power = id.startsWith('squares') ? 2 : 1
  return within.reduce((sum, { staff }) => sum + staff.length ** power, 0)
}

/** The value by its rule; undefined for intervals and p, which have tests of their own. */
function byRule({ how }: Basis, [a = 0, b = 0, c = 0, d = 0]: number[]): number | undefined {
  switch (how) {
    case 'count':
    case 'sum':
      return a
    case 'share':
    case 'mean':
      return a / b
    case 'lift':
      return (a * b) / (c * d)
    case 'agreement':
      return (b - c - d + 2 * a) / b
    case 'kappa': {
      const chance = (c / b) * (d / b) + (1 - c / b) * (1 - d / b)
      return ((b - c - d + 2 * a) / b - chance) / (1 - chance)
    }
    case 'change':
    case 'meanChange':
      return a / b - c / d
    default:
      return undefined
  }
}

test('every number of every table is what its rule makes of the people behind it', () =>
  fc.assert(
    fc.property(ratings(60), ratings(60), fc.nat(40), (before, others, shift) => {
      const now = others.map((one, at) => ({ ...one, code: `P${at + 1 + shift}` }))
      const [shown, was] = [shownOf(now), shownOf(before)]
      const paired = compareRounds(surveyOf(before), surveyOf(now))
      const tables: ReportTable[] = [...surveyTables(shown), ...comparisonTables({ before: was, after: shown, paired })]
      const check = (basis: Basis | undefined, value: Value, name: string) => {
        if (value === null) return
        expect(basis, name).toBeDefined()
        const parts = basis!.parts.map((part) => counted(part, now, before))
        for (const [at, part] of basis!.parts.entries())
          if (part.side !== 'both') expect(partValue(part.side === 'now' ? shown : was, part.id), name).toBe(parts[at])
        const rule = byRule(basis!, parts)
        if (rule !== undefined && typeof value === 'number') expect(rule, name).toBeCloseTo(value, 3)
        expect(typeof value === 'object', name).toBe(/Interval$|^interval$/.test(basis!.how))
      }
      for (const table of tables) {
        check(basisOfPeople(table), table.base, `${table.id} people`)
        for (const { why, count } of table.leftOut) check(basisOfLeftOut(why), count, `${table.id} without ${why}`)
        for (const row of table.rows)
          for (const column of table.columns)
            check(basisOf(table, row, column), cellOf(table, row, column.key), `${table.id} ${row.key} ${column.key}`)
      }
    }),
    { numRuns: 40 },
  ))

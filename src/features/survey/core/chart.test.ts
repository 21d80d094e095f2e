import fc from 'fast-check'
import { expect, test } from 'vitest'
import { protectSurvey } from '../protect/protected-survey.ts'
import { chartOf } from './chart.ts'
import { compareRounds } from './comparison.ts'
import { comparisonTables } from './comparison-tables.ts'
import { figuresOf } from './figures.ts'
import { HIDDEN, plainly, quantitiesOf } from './quantity.ts'
import { ratings } from './survey.build.ts'
import type { Rating } from './survey.ts'
import { surveyOf } from './survey-of.ts'
import { surveyTables } from './survey-tables.ts'

const some = fc.sample(
  ratings(90).filter((all) => all.length >= 40),
  { numRuns: 2, seed: 5 },
)

test.each(some.map((people) => [people.length, people] as const))(
  'of %i people no bar is longer than its axis, and every interval holds its bar',
  (_, people) => {
    for (const table of surveyTables(plainly(quantitiesOf(figuresOf(surveyOf(people)))))) {
      const chart = chartOf(table)
      expect(chart, table.id).toBeDefined()
      for (const { bars } of chart!.rows)
        for (const { value, interval } of bars) {
          if (typeof value !== 'number') continue
          expect(value).toBeLessThanOrEqual(chart!.max)
          if (interval) expect(interval[0] <= value && value <= interval[1], `${table.id} ${value}`).toBe(true)
        }
    }
  },
)

test('every table of a comparison is drawn, with its own numbers', () => {
  const [before, after] = some as [Rating[], Rating[]]
  const numbers = (people: readonly Rating[]) => plainly(quantitiesOf(figuresOf(surveyOf(people))))
  const tables = comparisonTables({
    before: numbers(before),
    after: numbers(after),
    paired: compareRounds(surveyOf(before), surveyOf(after)),
  })
  expect(tables).toHaveLength(5)
  for (const table of tables) {
    const { max, rows } = chartOf(table)!
    const values = rows.flatMap(({ bars }) => bars.map(({ value }) => value))
    expect(Math.max(...values.map(Number)), table.id).toBeLessThanOrEqual(max)
    const told = table.rows.flatMap(({ values: all }) => all)
    for (const value of values) expect(told, table.id).toContain(value)
  }
  const [durations] = tables.filter(({ id }) => id === 'compare_durations')
  const drawn = chartOf(durations!)!.rows.flatMap(({ bars }) => bars.map(({ value }) => Number(value)))
  expect(drawn.reduce((sum, one) => sum + one, 0)).toBe(durations!.base)
})

test('what is hidden in a table is hidden in its picture, with its interval', () => {
  const people = some[0]!
  const { shown, rules } = protectSurvey(figuresOf(surveyOf(people)))
  const tables = surveyTables(shown, rules)
  const bars = tables.flatMap((table) => chartOf(table)?.rows.flatMap((row) => row.bars) ?? [])
  const hidden = bars.filter(({ value }) => value === HIDDEN)
  expect(hidden.length).toBeGreaterThan(5)
  expect(hidden.filter(({ interval }) => interval !== null)).toEqual([])
  const reasons = tables.find(({ id }) => id === 'reasons')!
  expect(chartOf(reasons)!.rows.map(({ bars: [one] }) => one!.value)).toEqual(
    reasons.rows.map(({ values }) => values[1]),
  )
})

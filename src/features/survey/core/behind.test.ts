import fc from 'fast-check'
import { expect, test } from 'vitest'
import { behind, countedIn } from './behind.ts'
import { figuresOf } from './figures.ts'
import { plainly, quantitiesOf } from './quantity.ts'
import { cellOf } from './report-table.ts'
import { ratings } from './survey.build.ts'
import { surveyOf } from './survey-of.ts'
import { surveyTables } from './survey-tables.ts'

test('who is behind a number are as many as the number, in every table', () =>
  fc.assert(
    fc.property(ratings(60), (people) => {
      const quantities = quantitiesOf(figuresOf(surveyOf(people)))
      for (const table of surveyTables(plainly(quantities)))
        for (const row of table.rows)
          for (const column of table.columns) {
            const found = behind(table, row, column)
            if (!found) continue
            const counted = (id: string) => people.filter(countedIn(id)!).length
            const value = cellOf(table, row, column.key)
            const name = `${table.id} ${row.key} ${column.key}`
            if (found.of === null && column.measure === 'count') expect(counted(found.count), name).toBe(value)
            if (found.of !== null && column.measure === 'share' && typeof value === 'number')
              expect(counted(found.count) / counted(found.of), name).toBeCloseTo(value, 3)
          }
    }),
    { numRuns: 30 },
  ))

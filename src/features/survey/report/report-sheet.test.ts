import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { type OutCell, writeWorkbook } from '../../../platform/spreadsheet/write.ts'
import { comparisonTables } from '../core/comparison-tables.ts'
import { figuresOf } from '../core/figures.ts'
import { HIDDEN, plainly, quantitiesOf } from '../core/quantity.ts'
import { ratings } from '../core/survey.build.ts'
import type { Rating } from '../core/survey.ts'
import { surveyOf } from '../core/survey-of.ts'
import { surveyTables } from '../core/survey-tables.ts'
import { protectSurvey } from '../protect/protected-survey.ts'
import { plainNumbers, reportTables } from './report-content.ts'
import { reportSheets } from './report-file.view.ts'
import { sentenceOf } from './report-sentence.view.ts'
import { tableSheet } from './report-sheet.view.ts'
import { tableWords } from './report-words.view.ts'

type Sheet = ReturnType<typeof tableSheet>

/** The cell at a place such as `$B$12`. */
function at({ rows, header }: Sheet, place: string): OutCell {
  const [, letters, number] = /^\$?([A-Z]+)\$?(\d+)$/.exec(place)!
  const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return Number(number) === 1 ? header![column] : rows[Number(number) - 2]![column]
}
const numberOf = (cell: OutCell): number => {
  if (typeof cell !== 'object' || cell === null || !('number' in cell)) throw new Error(`no number: ${cell}`)
  return cell.number
}

/** What a spreadsheet program makes of a formula. */
function computed(sheet: Sheet, formula: string): number {
  const summed = formula.replace(/SUM\(([A-Z]+)(\d+):[A-Z]+(\d+)\)/g, (_, column, from, to) => {
    const rows = Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => Number(from) + n)
    return String(rows.reduce((sum, row) => sum + numberOf(at(sheet, column + row)), 0))
  })
  const numbers = summed.replace(/\$?[A-Z]+\$?\d+/g, (place) => `(${numberOf(at(sheet, place))})`)
  return Number(new Function(`return ${numbers.replaceAll('^', '**')}`)())
}

/** Every formula of a workbook gives the number that stands in its cell; gives how many there are. */
function check(sheets: readonly Sheet[]): number {
  let formulas = 0
  for (const sheet of sheets)
    for (const row of sheet.rows)
      for (const cell of row)
        if (typeof cell === 'object' && cell !== null && 'number' in cell && cell.formula) {
          formulas++
          expect(computed(sheet, cell.formula), `${sheet.name}: ${cell.formula}`).toBeCloseTo(cell.number, 3)
        }
  return formulas
}

const sheetsOf = (tables: ReturnType<typeof reportTables>) =>
  tables.map((table) => tableSheet(table, tableWords(table, 'sv'), 'sv'))

test('what is computed from counts of a sheet is a formula that gives the same, also where numbers are hidden or rounded', () =>
  fc.assert(
    fc.property(ratings(60), ratings(60), fc.constantFrom(undefined, 5), (before, now, roundTo) => {
      check(
        sheetsOf(reportTables(plainNumbers(now), { numbers: plainNumbers(before), isLater: false, sameUnit: true })),
      )
      const { shown, rules } = protectSurvey(figuresOf(surveyOf(now)), { threshold: 5, roundTo })
      const tables = surveyTables(shown, rules)
      check(sheetsOf(tables))
      sharesHold(tables)
    }),
    { numRuns: 6 },
  ))

/** Every share, and both ends of every interval of one, lies between nothing and everybody. */
function sharesHold(tables: ReturnType<typeof reportTables>): void {
  for (const table of tables)
    for (const row of table.rows)
      for (const [at, { key, measure }] of table.columns.entries()) {
        const value = row.values[at]!
        if ((measure !== 'share' && measure !== 'interval') || value === null || value === HIDDEN) continue
        for (const one of typeof value === 'number' ? [value] : value) {
          expect(one, `${table.id} ${row.key} ${key}`).toBeGreaterThanOrEqual(0)
          expect(one, `${table.id} ${row.key} ${key}`).toBeLessThanOrEqual(1)
        }
      }
}

test('no rounded count is told as more than the whole of its rounded people', () => {
  const nineteenOf = (unknown: number, reasons = 19): Rating[] =>
    Array.from({ length: reasons + unknown }, (_, n) => ({
      ...{ code: `P${n}`, sex: null, birthYear: null, months: null, staff: [], self: null, inIntervention: true },
      reason: n < reasons ? 'unemployed' : null,
    }))
  const rounded = (people: readonly Rating[]) => {
    const all = plainly(quantitiesOf(figuresOf(surveyOf(people))))
    return (id: string) => Math.round((all(id) as number) / 5) * 5
  }
  const rules = { fewestForShare: 10, rounded: true }
  // Twenty of twenty less five.
  const shown = rounded(nineteenOf(3))
  const [reasons] = surveyTables(shown, rules)
  expect(reasons).toMatchObject({ base: 15, rows: [{ values: [20, null, null] }] })
  expect(sentenceOf(reasons!, 'sv')).not.toContain('133')
  const [compared] = comparisonTables({ before: rounded(nineteenOf(0)), after: shown, rules })
  expect(compared!.rows[0]!.values).toEqual([20, 1, 20, null, null])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 40 }), (unknown, known) => {
      const some = rounded(nineteenOf(unknown, known))
      sharesHold(surveyTables(some, rules))
      sharesHold(comparisonTables({ before: some, after: shown, rules }))
    }),
  )
})

test('the workbook is read back with its tables, its formulas and its numbers', async () => {
  const people = Array.from(
    { length: 40 },
    (_, n): Rating => ({
      code: `P${n}`,
      sex: n % 2 ? 'man' : 'woman',
      birthYear: 1980,
      months: n * 2,
      reason: 'unemployed',
      staff: n % 3 ? ['language'] : ['language', 'addiction'],
      self: n % 4 ? ['language'] : [],
      inIntervention: n % 5 === 0,
    }),
  )
  const tables = reportTables(plainNumbers(people))
  expect(check(sheetsOf(tables))).toBeGreaterThan(60)
  const book = await readXlsx(await writeWorkbook(reportSheets(tables, { outside: false }, 'sv')))
  const sheet = book.sheets.find(({ name }) => name === 'Arbetshinder')!
  expect(sheet.tables?.map(({ name, range }) => [name, range])).toEqual([['barriers', 'A1:E12']])
  const share = sheet.cells?.get('4,2')
  expect([share?.formula, sheet.rows[4]?.[2]]).toEqual(['B5/$B$14', 1])
  expect(sheet.rows[13]?.slice(0, 2)).toEqual(['Personer', 40])
})

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGS } from '../../../platform/i18n/lang.ts'
import { readSurvey } from '../file/survey-file.ts'
import { reportJson, reportObject } from '../report/report-json.view.ts'
import { sentenceOf } from '../report/report-sentence.view.ts'
import { tableWords } from '../report/report-words.view.ts'
import { BARRIERS } from './code.ts'
import { figuresOf } from './figures.ts'
import { HIDDEN, plainly, quantitiesOf } from './quantity.ts'
import { cellOf, type TableId } from './report-table.ts'
import { ratings, surveyOf } from './survey.build.ts'
import { surveyTables } from './survey-tables.ts'

function goldenRead() {
  const read = readSurvey(readFileSync('test/golden/needs-survey.csv'))
  if (!read.ok) throw new Error(read.problem.kind)
  return read
}
const tablesOf = (survey = goldenRead().survey) => surveyTables(plainly(quantitiesOf(figuresOf(survey))))
const golden = (id: TableId) => tablesOf().find((table) => table.id === id)!

describe('what is said of the golden survey', () => {
  test.each([
    ['barriers', 'Vanligast är psykisk ohälsa: 34 av 68 personer (50,0 %).'],
    ['pairs', 'Av 31 med bristande tro på sig själv har 26 också psykisk ohälsa.'],
    ['ill_health', '38 av 68 personer (55,9 %)'],
    ['intervention', '20 av 68 personer (29,4 %) deltar i en insats.'],
    ['mean_by_sex', 'män 2,26 och kvinnor 2,24. Intervallen överlappar'],
    ['mean_by_duration', 'under 1 år 1,52, 1–5 år 2,61 och över 5 år 2,83'],
    ['self_and_staff', 'minst ense om fysisk ohälsa: 2 enligt personalen, 6 enligt personen själv'],
  ] as const)('%s: %s', (id, words) => {
    // Intl writes a space that does not break before the per cent sign.
    expect(sentenceOf(golden(id), 'sv').replaceAll('\u00a0', ' ')).toContain(words)
  })

  test('names no cause', () => {
    for (const table of tablesOf())
      for (const lang of LANGS)
        expect(sentenceOf(table, lang)).not.toMatch(/därför att|beror på att|leder till|orsak|because|causes|leads to/i)
  })
})

test('any survey: the tables hold what counting by hand gives, and every table says something', () =>
  fc.assert(
    fc.property(ratings(60), (people) => {
      const tables = tablesOf(surveyOf(people).survey)
      const table = (id: TableId) => tables.find((one) => one.id === id)!
      const has = (barrier: string) => people.filter(({ staff }) => staff.includes(barrier))
      for (const row of table('barriers').rows.slice(0, -1)) {
        const count = has(row.key).length
        expect(row.values.slice(0, 2)).toEqual([count, people.length ? expect.closeTo(count / people.length, 3) : null])
      }
      const women = people.filter(({ sex }) => sex === 'woman')
      for (const row of table('barriers_by_sex').rows.slice(0, -1)) {
        const share = women.filter(({ staff }) => staff.includes(row.key)).length / women.length
        expect(cellOf(table('barriers_by_sex'), row, 'woman_share')).toEqual(
          women.length ? expect.closeTo(share, 3) : null,
        )
      }
      for (const row of table('pairs').rows) {
        const [a, b] = row.key.split('+') as [string, string]
        const both = has(a).filter(({ staff }) => staff.includes(b)).length
        expect(row.values.slice(0, 3)).toEqual([has(a).length, has(b).length, both])
        expect(cellOf(table('pairs'), row, 'lift')).toBeCloseTo(
          both / people.length / ((has(a).length / people.length) * (has(b).length / people.length)),
          3,
        )
      }
      const answered = people.filter(({ self }) => self !== null)
      for (const [at, row] of table('self_and_staff').rows.entries()) {
        const views = answered.map(({ staff, self }) => [staff.includes(BARRIERS[at]!), self!.includes(BARRIERS[at]!)])
        const agreed = views.filter(([a, b]) => a === b).length / views.length
        expect(cellOf(table('self_and_staff'), row, 'agreement')).toEqual(
          views.length ? expect.closeTo(agreed, 3) : null,
        )
      }
      expect(table('mean_by_sex').leftOut[0]?.count ?? 0).toBe(people.filter(({ sex }) => sex === null).length)
      for (const one of tables) for (const lang of LANGS) expect(sentenceOf(one, lang)).not.toBe('')
    }),
    { numRuns: 40 },
  ))

test('nothing that rests on a hidden number is in a table or a sentence', () => {
  const quantities = quantitiesOf(figuresOf(goldenRead().survey))
  for (const hidden of [
    'barrier:language',
    'n | sex:man',
    'pair:mental_ill_health+lack_of_self_belief',
    'size:1',
    'self:both:other',
  ]) {
    const tables = surveyTables((id) => (id === hidden ? HIDDEN : (quantities.get(id) ?? 0)))
    const moved = new Map(quantities).set(hidden, 3)
    expect(surveyTables((id) => (id === hidden ? HIDDEN : (moved.get(id) ?? 0)))).toEqual(tables)
    expect(JSON.stringify(tables)).toContain(HIDDEN)
  }
})

test('the same input gives the same bytes', () => {
  expect(reportJson(goldenRead())).toBe(reportJson(goldenRead()))
  expect(Object.keys(reportObject(goldenRead()).tables)).toHaveLength(11)
})

test('no share is rounded twice: 209 of 394 is 53.0 per cent in the table as in the sentence', () => {
  const shown = plainly(
    new Map([
      ['n', 394],
      ['barrier:mental_ill_health', 209],
    ]),
  )
  const table = surveyTables(shown).find(({ id }) => id === 'barriers')!
  expect(tableWords(table, 'sv').rows[0]!.cells[1]).toBe('53,0\u00a0%')
})

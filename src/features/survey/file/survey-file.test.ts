import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf, ratings } from '../core/survey.build.ts'
import { readSurvey, SurveyReader } from './survey-file.ts'

const HEAD =
  'code,sex,birth_year,months_with_support,income_support_reason,barriers_staff,barriers_self,in_intervention'
const GOOD = 'P1,woman,1990,12,unemployed,language|other,none,yes'
function read(...lines: string[]) {
  const result = readSurvey([HEAD, ...lines].join('\n'))
  if (!result.ok) throw new Error(result.problem.kind)
  return result
}

describe('a broken row', () => {
  test.each([
    ['an unknown sex', 'P2,x,1990,12,unemployed,language,,yes', 2, 'word', 'x'],
    [
      'an unknown barrier among known ones',
      'P2,man,1990,12,unemployed,language|langage,,yes',
      6,
      'word',
      'language|langage',
    ],
    ['an unknown reason', 'P2,man,1990,12,unemployd,language,,yes', 5, 'word', 'unemployd'],
    ['a year with letters', 'P2,man,199O,12,unemployed,language,,yes', 3, 'number', '199O'],
    ['months below zero', 'P2,man,1990,-1,unemployed,language,,yes', 4, 'number', '-1'],
    ['months with decimals', 'P2,man,1990,1.5,unemployed,language,,yes', 4, 'number', '1.5'],
    ['none and a barrier', 'P2,man,1990,12,unemployed,language,none|other,yes', 7, 'contradiction', 'none|other'],
    ['no code', ',man,1990,12,unemployed,language,,yes', 1, 'code', ''],
    ['a cell too few', 'P2,man,1990,12,unemployed,language,yes', 8, 'cells', ''],
    ['a cell too many', 'P2,man,1990,12,unemployed,language,,yes,more', 9, 'cells', 'more'],
    ['an answer that is neither', 'P2,man,1990,12,unemployed,language,,maybe', 8, 'word', 'maybe'],
  ])('with %s is named with line and column, and the others are counted', (_, line, column, problem, value) => {
    const { survey, remarks } = read(GOOD, '', line, GOOD.replace('P1', 'P3'))
    expect(survey.n).toBe(2)
    expect(remarks.broken.count).toBe(1)
    expect(remarks.broken.rows).toEqual([expect.objectContaining({ line: 4, column, problem, value })])
    expect(remarks.blankLines).toBe(1)
  })

  test('after a cell with line breaks still has the line of the file', () => {
    const file = `${HEAD},note\n${GOOD},"a\nb\n""c"", d"\nP2,y,1990,12,unemployed,other,,no,\n`
    const result = readSurvey(file)
    expect(result.ok && result.remarks.broken.rows).toEqual([expect.objectContaining({ line: 5, column: 2 })])
  })

  test('with a quotation mark that is never closed does not take the rest with it', () => {
    const { survey, remarks } = read('"P0,man,1990,12,unemployed,language,,yes', GOOD, GOOD.replace('P1', 'P3'))
    expect(remarks.broken.rows).toEqual([expect.objectContaining({ line: 2, column: 1, problem: 'quote' })])
    expect(survey.n).toBe(2)
  })
})

test('rows without a rating by staff and codes that stand twice are named', () => {
  const { survey, remarks } = read(GOOD, 'P2,man,1990,12,unemployed,,other,no', GOOD)
  expect(survey.n).toBe(2)
  expect(remarks.notRated).toEqual({ count: 1, lines: [3] })
  expect(remarks.doubles).toEqual({ count: 1, rows: [{ line: 4, firstLine: 2, code: 'P1' }] })
})

test.each([
  ['', 'empty'],
  ['\n\n', 'empty'],
  ['code,sex\nP1,man\n', 'missing-columns'],
  [`${HEAD},sex\n`, 'same-heading'],
  ['PK\u0003\u0004\0\0', 'not-text'],
])('%j is no survey: %s', (file, kind) => {
  expect(readSurvey(file)).toEqual({ ok: false, problem: expect.objectContaining({ kind }) })
})

test('every row is counted, not rated or broken, whatever stands in the file and however it comes in', () =>
  fc.assert(
    fc.property(
      ratings(40),
      fc.array(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', '|', ' ') })),
      fc.integer({ min: 1, max: 50 }),
      (people, junk, size) => {
        const bytes = new TextEncoder().encode(csvOf(people) + junk.join('\n'))
        const reader = new SurveyReader()
        for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
        const inPieces = reader.end()
        const atOnce = readSurvey(bytes)
        if (!inPieces.ok || !atOnce.ok) throw new Error('not read')
        expect(inPieces.remarks).toEqual(atOnce.remarks)
        expect(inPieces.remarks.counted).toBe(people.length)
      },
    ),
    { numRuns: 100 },
  ))

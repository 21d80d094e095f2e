import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import { BEGINNING, goesOn, happenedProblem, NOTE_ACTIONS, NOTES_A_PAGE, pageOf, stateOf } from './note.ts'

test('a page asked for lies within the list, and every note is on one page', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.oneof(fc.integer(), fc.double(), fc.constant(Number.NaN)), (total, asked) => {
      const { page, pages, offset } = pageOf(total, asked)
      expect(page >= 1 && page <= pages && offset === (page - 1) * NOTES_A_PAGE).toBe(true)
      expect(pages * NOTES_A_PAGE).toBeGreaterThanOrEqual(total)
      if (total > 0) expect(offset).toBeLessThan(total)
    }),
  )
})

test('a text goes on when it is longer than its beginning', () => {
  expect(goesOn({ length: BEGINNING })).toBe(false)
  expect(goesOn({ length: BEGINNING + 1 })).toBe(true)
})

test('a corrected note stays as it was', () => {
  expect(NOTE_ACTIONS[stateOf({ correctedBy: null })]).toEqual(['correct', 'object'])
  expect(NOTE_ACTIONS[stateOf({ correctedBy: 'n2' })]).toEqual([])
})

test('a note is about a day that has been', () => {
  expect(happenedProblem(day('2026-11-03'), day('2026-11-02'))).toBe('problem.future')
  expect(happenedProblem(day('2026-11-02'), day('2026-11-02'))).toBeUndefined()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../../../shared/calendar-day.ts'
import {
  doneProblem,
  dueProblem,
  inOrder,
  needsNextStep,
  overdueDays,
  STEP_ACTIONS,
  type Step,
  stateOf,
} from './step.ts'

const TODAY = day('2026-11-02')
const aStep: fc.Arbitrary<Step> = fc.record({
  stepId: fc.uuid(),
  unitId: fc.constant(1),
  authorityId: fc.constant(1),
  mine: fc.constant(true),
  what: fc.string(),
  who: fc.constant(null),
  dueOn: fc.integer({ min: -300, max: 300 }).map((n) => addDays(TODAY, n)),
  doneOn: fc.option(fc.integer({ min: -300, max: 0 }).map((n) => addDays(TODAY, n))),
  droppedReason: fc.constantFrom('', 'Behövs inte'),
  version: fc.constant(1),
})

test('a thread in progress needs a next step exactly when none is open; no other thread does', () => {
  fc.assert(
    fc.property(
      fc.array(aStep),
      fc.constantFrom('begun', 'referred', 'queued', 'active', 'discharged'),
      (steps, state) => {
        const open = steps.filter((step) => !step.doneOn && !step.droppedReason)
        expect(needsNextStep(state, steps)).toBe(state === 'active' && open.length === 0)
      },
    ),
  )
})

test('every step stands once, the open ones by their last day, the others latest first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aStep, { selector: (step) => step.stepId }), (steps) => {
      const { open, over } = inOrder(steps)
      expect([...open, ...over].map((step) => step.stepId).sort()).toEqual(steps.map((step) => step.stepId).sort())
      for (const [at, step] of open.slice(1).entries()) expect(open[at]!.dueOn <= step.dueOn).toBe(true)
      for (const [at, step] of over.slice(1).entries()) expect(over[at]!.dueOn >= step.dueOn).toBe(true)
    }),
  )
})

test('only an open step is late, by the days since its last day', () => {
  fc.assert(
    fc.property(aStep, (step) => {
      const late = overdueDays(step, TODAY)
      expect(late).toBe(stateOf(step) === 'open' && step.dueOn < TODAY ? daysBetween(step.dueOn, TODAY) : 0)
    }),
  )
})

test('what is over is over', () => {
  expect(STEP_ACTIONS).toEqual({ open: ['change', 'done', 'drop'], done: [], dropped: [] })
})

test.each<[string, string | undefined]>([
  ['2026-11-01', 'problem.past'],
  ['2026-11-02', undefined],
  ['2028-11-02', undefined],
  ['2028-11-03', 'problem.farAway'],
])('a last day of %s: %s', (due, problem) => {
  expect(dueProblem(day(due), TODAY)).toBe(problem)
})

test.each<[string, string | undefined]>([
  ['2026-01-11', 'problem.beforeOpened'],
  ['2026-01-12', undefined],
  ['2026-11-02', undefined],
  ['2026-11-03', 'problem.future'],
])('done on %s: %s', (done, problem) => {
  expect(doneProblem(day(done), day('2026-01-12'), TODAY)).toBe(problem)
})

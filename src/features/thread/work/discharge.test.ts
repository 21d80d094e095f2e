import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../shared/calendar-day.ts'
import {
  DESTINATIONS,
  DISCHARGE_REASONS,
  dischargeProblems,
  lastDayOf,
  lastReopening,
  type OpenThings,
  outcomeOf,
  reopenProblem,
  seenKey,
} from './discharge.ts'
import { TRACK_OUTCOMES } from './track.ts'

const TODAY = day('2026-11-02')
const thread = { openedOn: day('2026-01-12'), intakeOn: day('2026-03-02') }

describe('how a thread ends', () => {
  const ending = { onDay: TODAY, closingTalkOn: day('2026-10-30'), noTalkReason: '' }
  test.each<[string, Partial<Parameters<typeof dischargeProblems>[0]>, Record<string, string>]>([
    ['with a talk', {}, {}],
    ['without a talk, with a reason', { closingTalkOn: undefined, noTalkReason: 'Flyttade' }, {}],
    ['without either', { closingTalkOn: undefined }, { closingTalkOn: 'problem.afterTalk' }],
    ['tomorrow', { onDay: addDays(TODAY, 1) }, { onDay: 'problem.future' }],
    ['before the intake', { onDay: day('2026-03-01') }, { onDay: 'problem.beforeIntake' }],
    ['with a talk to come', { closingTalkOn: addDays(TODAY, 1) }, { closingTalkOn: 'problem.future' }],
  ])('%s', (_, change, problems) => {
    expect(dischargeProblems({ ...ending, ...change }, thread, TODAY)).toEqual(problems)
  })

  test('not before it was last taken up again; the talk may have been', () => {
    const again = { ...thread, reopenedOn: day('2026-10-15') }
    const problem = (onDay: string, begun = again) => dischargeProblems({ ...ending, onDay: day(onDay) }, begun, TODAY)
    expect(problem('2026-10-14')).toEqual({ onDay: 'problem.beforeReopened' })
    expect(dischargeProblems({ ...ending, closingTalkOn: day('2026-10-01') }, again, TODAY)).toEqual({})
    // A team that took the person in after that answers from its own intake.
    expect(problem('2026-10-20', { ...again, intakeOn: day('2026-10-21') })).toEqual({ onDay: 'problem.beforeIntake' })
    expect(
      lastReopening([{ reopenedOn: null }, { reopenedOn: day('2026-09-02') }, { reopenedOn: day('2026-03-09') }]),
    ).toBe('2026-09-02')
  })

  test('tracks that end with it get an outcome of the closed list, work and studies as told', () => {
    for (const reason of DISCHARGE_REASONS)
      for (const destination of DESTINATIONS) {
        const outcome = outcomeOf(reason, destination)
        expect(TRACK_OUTCOMES).toContain(outcome)
        expect(outcome === 'work').toBe(destination === 'work')
        expect(outcome === 'studies').toBe(destination === 'studies')
      }
    expect(outcomeOf('goal_reached', 'care')).toBe('completed')
    expect(outcomeOf('no_contact', 'other')).toBe('interrupted')
    expect(outcomeOf('ill_health', 'care')).toBe('ill_health')
  })

  test('nothing ends before it began', () => {
    const near = fc.integer({ min: -100, max: 100 }).map((n) => addDays(TODAY, n))
    fc.assert(
      fc.property(near, near, (began, on) => {
        const last = lastDayOf(began, on)
        expect(last >= began && last >= on && (last === began || last === on)).toBe(true)
      }),
    )
  })
})

test('the form knows what it showed, in whatever order', () => {
  const open = (steps: string[], tracks: string[]) =>
    ({
      contacts: [],
      others: [],
      steps: steps.map((stepId) => ({ stepId })),
      tracks: tracks.map((trackId) => ({ trackId })),
    }) as unknown as OpenThings
  expect(seenKey(open(['a', 'b'], ['c']))).toBe(seenKey(open(['b', 'a'], ['c'])))
  expect(seenKey(open(['a'], ['c']))).not.toBe(seenKey(open(['a', 'b'], ['c'])))
  expect(seenKey(open(['a'], []))).not.toBe(seenKey(open([], ['a'])))
})

test('a thread is taken up again from its end until today', () => {
  expect(reopenProblem(day('2026-09-30'), day('2026-10-01'), TODAY)).toBe('problem.beforeDischarge')
  expect(reopenProblem(addDays(TODAY, 1), day('2026-10-01'), TODAY)).toBe('problem.future')
  expect(reopenProblem(day('2026-10-01'), day('2026-10-01'), TODAY)).toBeUndefined()
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDay, day } from '../../../shared/calendar-day.ts'
import {
  endProblem,
  goesOn,
  hoursFromProblem,
  pauseProblems,
  quarterHoursOn,
  resumeProblem,
  spanProblems,
  stateOf,
  TRACK_ACTIONS,
  type Track,
} from './track.ts'

const TODAY = day('2026-11-02')
const near = (n: number): CalendarDay => addDays(TODAY, n)
const aDay = fc.integer({ min: -200, max: 200 }).map(near)

const track = (change: Partial<Track> = {}): Track => ({
  trackId: 't1',
  unitId: 1,
  mine: true,
  name: 'Caféet',
  entryId: null,
  lane: 'workplace',
  place: '',
  supervisor: '',
  quarterHours: 40,
  purpose: '',
  startOn: day('2026-10-01'),
  plannedEndOn: null,
  endOn: null,
  outcome: null,
  outcomeNote: '',
  pauses: [],
  version: 1,
  ...change,
})
const pause = (fromOn: string, untilOn: string | null = null) => ({
  pauseId: fromOn,
  fromOn: day(fromOn),
  untilOn: untilOn === null ? null : day(untilOn),
  reason: '',
})

const aTrack: fc.Arbitrary<Track> = fc
  .record({
    quarterHours: fc.integer({ min: 0, max: 160 }),
    startOn: aDay,
    length: fc.option(fc.integer({ min: 0, max: 200 })),
    pauses: fc.array(fc.tuple(aDay, fc.option(fc.integer({ min: 0, max: 60 }))), { maxLength: 3 }),
  })
  .map(({ quarterHours, startOn, length, pauses }) =>
    track({
      quarterHours,
      startOn,
      endOn: length === null ? null : addDays(startOn, length),
      pauses: pauses.map(([from, days]) => pause(from, days === null ? null : addDays(from, days))),
    }),
  )

describe('hours a week', () => {
  test('are those of the tracks that go on, added up', () => {
    fc.assert(
      fc.property(fc.array(aTrack, { maxLength: 6 }), aDay, (tracks, on) => {
        const going = tracks.filter((one) => goesOn(one, on))
        expect(quarterHoursOn(tracks, on)).toBe(going.reduce((sum, one) => sum + one.quarterHours, 0))
      }),
    )
  })

  test('never count a day before the start, after the end, or within a pause', () => {
    fc.assert(
      fc.property(aTrack, aDay, (one, on) => {
        if (on < one.startOn || (one.endOn && on > one.endOn)) expect(goesOn(one, on)).toBe(false)
        if (one.pauses.some((p) => p.fromOn <= on && (!p.untilOn || p.untilOn >= on)))
          expect(goesOn(one, on)).toBe(false)
      }),
    )
  })

  test('two tracks side by side count both; a pause takes one away', () => {
    const both = [track(), track({ trackId: 't2', quarterHours: 6 })]
    expect(quarterHoursOn(both, TODAY)).toBe(46)
    expect(quarterHoursOn([both[0]!, { ...both[1]!, pauses: [pause('2026-11-01')] }], TODAY)).toBe(40)
  })
})

test.each<[string, Partial<Track>, string]>([
  ['begun', {}, 'running'],
  ['begins tomorrow', { startOn: near(1) }, 'coming'],
  ['paused since today', { pauses: [pause('2026-11-02')] }, 'paused'],
  ['paused until today', { pauses: [pause('2026-10-20', '2026-11-02')] }, 'paused'],
  ['paused until yesterday', { pauses: [pause('2026-10-20', '2026-11-01')] }, 'running'],
  ['a pause planned', { pauses: [pause('2026-11-03')] }, 'running'],
  ['last day written down', { endOn: near(5) }, 'ended'],
  ['paused and ended', { endOn: near(-1), pauses: [pause('2026-10-20')] }, 'ended'],
])('a track that is %s: %s', (_, change, state) => {
  expect(stateOf(track(change), TODAY)).toBe(state)
})

test('only what the state allows', () => {
  expect(TRACK_ACTIONS).toEqual({
    coming: ['change', 'end'],
    running: ['change', 'pause', 'end'],
    paused: ['change', 'resume', 'end'],
    ended: [],
  })
})

describe('days that cannot be', () => {
  test('a span ends after it begins, and begins within reach', () => {
    expect(spanProblems({ startOn: TODAY, plannedEndOn: near(-1) }, TODAY)).toEqual({
      plannedEndOn: 'problem.beforeStart',
    })
    expect(spanProblems({ startOn: near(400), plannedEndOn: undefined }, TODAY)).toEqual({ startOn: 'problem.farAway' })
    expect(spanProblems({ startOn: day('1990-01-01'), plannedEndOn: undefined }, TODAY)).toEqual({
      startOn: 'dayTooEarly',
    })
    expect(spanProblems({ startOn: TODAY, plannedEndOn: TODAY }, TODAY)).toEqual({})
  })

  test('hours change on a day the track has reached', () => {
    expect(hoursFromProblem(near(1), track(), TODAY)).toBe('problem.future')
    expect(hoursFromProblem(day('2026-09-30'), track(), TODAY)).toBe('problem.beforeStart')
    expect(hoursFromProblem(TODAY, track(), TODAY)).toBeUndefined()
  })

  test('no pause lies on another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 20 })), { maxLength: 12 }),
        (tries) => {
          let one = track({ startOn: near(-10) })
          for (const [from, length] of tries) {
            const next = { fromOn: near(from), untilOn: near(from + length) }
            if (Object.keys(pauseProblems(next, one, TODAY)).length === 0)
              one = { ...one, pauses: [...one.pauses, { pauseId: `${from}`, reason: '', ...next }] }
          }
          const inOrder = [...one.pauses].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
          for (const [at, next] of inOrder.slice(1).entries()) expect(inOrder[at]!.untilOn! < next.fromOn).toBe(true)
        },
      ),
    )
  })

  test('a pause without an end leaves no room after it', () => {
    const paused = track({ pauses: [pause('2026-10-20')] })
    expect(pauseProblems({ fromOn: near(30), untilOn: undefined }, paused, TODAY)).toEqual({
      fromOn: 'problem.pausedThen',
    })
    expect(pauseProblems({ fromOn: day('2026-09-01'), untilOn: undefined }, track(), TODAY)).toEqual({
      fromOn: 'problem.beforeStart',
    })
    expect(pauseProblems({ fromOn: near(3), untilOn: near(2) }, track(), TODAY)).toEqual({
      untilOn: 'problem.beforeStart',
    })
  })

  test('back on a day after the pause began, and not in the future', () => {
    expect(resumeProblem(day('2026-10-20'), pause('2026-10-20'), TODAY)).toBe('problem.beforeStart')
    expect(resumeProblem(near(1), pause('2026-10-20'), TODAY)).toBe('problem.future')
    expect(resumeProblem(TODAY, pause('2026-10-20'), TODAY)).toBeUndefined()
  })

  test('the last day is known some weeks ahead at most', () => {
    expect(endProblem(near(31), track(), TODAY)).toBeUndefined()
    expect(endProblem(near(32), track(), TODAY)).toBe('dayTooLate')
    expect(endProblem(day('2026-09-30'), track(), TODAY)).toBe('problem.beforeStart')
    expect(endProblem(near(60), track({ startOn: near(60) }), TODAY)).toBeUndefined()
  })
})

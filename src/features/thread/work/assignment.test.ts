import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDay, day, daysBetween } from '../../../shared/calendar-day.ts'
import {
  type Assignment,
  type AssignmentRole,
  beginProblem,
  carries,
  clash,
  contactGaps,
  contactPicture,
  covers,
  daysWithoutContact,
  ENDED_BY_DISCHARGE,
  KNOWN_BEFORE,
  type Period,
  toldState,
} from './assignment.ts'

const START = day('2026-01-01')
const aDay = (most = 400) => fc.integer({ min: 0, max: most }).map((n) => addDays(START, n))
const aPeriod: fc.Arbitrary<Period> = fc
  .tuple(aDay(), fc.option(fc.integer({ min: 0, max: 200 })))
  .map(([fromOn, length]) => ({
    fromOn,
    untilOn: length === null ? null : addDays(fromOn, length),
  }))
const periods = fc.array(aPeriod, { maxLength: 8 })

/** Day by day, as one would count on a wall calendar. */
function countByHand(list: readonly Period[], from: CalendarDay, today: CalendarDay): number {
  let count = 0
  for (let at = from; at <= today; at = addDays(at, 1)) if (!list.some((one) => covers(one, at))) count++
  return count
}

describe('days without a contact', () => {
  test('are as many as counted day by day', () => {
    fc.assert(
      fc.property(periods, aDay(), aDay(), (list, a, b) => {
        expect(daysWithoutContact(list, a, b)).toBe(countByHand(list, a, b))
      }),
    )
  })

  test('never grow when somebody more is there, and the order of the list does not matter', () => {
    fc.assert(
      fc.property(periods, aPeriod, aDay(), aDay(), (list, more, a, b) => {
        const days = daysWithoutContact(list, a, b)
        expect(daysWithoutContact([...list, more], a, b)).toBeLessThanOrEqual(days)
        expect(daysWithoutContact([...list].reverse(), a, b)).toBe(days)
      }),
    )
  })

  test('lie in gaps that are in order, apart, and within the time asked about', () => {
    fc.assert(
      fc.property(periods, aDay(), aDay(), (list, from, today) => {
        const gaps = contactGaps(list, from, today)
        for (const [at, gap] of gaps.entries()) {
          expect(gap.fromOn <= gap.untilOn && gap.fromOn >= from && gap.untilOn <= today).toBe(true)
          const next = gaps[at + 1]
          if (next) expect(daysBetween(gap.untilOn, next.fromOn)).toBeGreaterThan(1)
        }
      }),
    )
  })

  test.each<[string, [string, string | null][], number]>([
    ['nobody ever', [], 31],
    ['somebody all the time', [['2025-06-01', null]], 0],
    [
      'a change from one day to the next',
      [
        ['2026-01-01', '2026-01-10'],
        ['2026-01-11', null],
      ],
      0,
    ],
    [
      'a week between two',
      [
        ['2026-01-01', '2026-01-10'],
        ['2026-01-18', null],
      ],
      7,
    ],
    ['the last one left yesterday', [['2026-01-01', '2026-01-30']], 1],
    ['the next one comes tomorrow', [['2026-02-01', null]], 31],
  ])('%s', (_, list, days) => {
    const given = list.map(([from, until]) => ({ fromOn: day(from), untilOn: until ? day(until) : null }))
    expect(daysWithoutContact(given, START, day('2026-01-31'))).toBe(days)
  })
})

const assignment = (change: Partial<Assignment> = {}): Assignment => ({
  assignmentId: 'a1',
  unitId: 1,
  unitName: 'Teamet',
  mine: true,
  userId: 'elin',
  name: 'Elin',
  role: 'lead',
  fromOn: day('2026-03-01'),
  untilOn: null,
  toldOn: null,
  toldHow: '',
  gapReason: '',
  gapToldOn: null,
  gapToldHow: '',
  version: 1,
  ...change,
})

test('a referrer carries the person until intake, the team from then on, others never', () => {
  const table: [AssignmentRole, boolean, boolean][] = [
    ['lead', true, true],
    ['social', true, true],
    ['work', true, true],
    ['referrer', true, false],
    ['other', false, false],
  ]
  for (const [role, before, after] of table)
    expect([carries(role, false), carries(role, true)]).toEqual([before, after])
})

describe('the picture of somebody’s contacts', () => {
  const thread = { openedOn: day('2026-01-01'), intakeOn: day('2026-03-01'), dischargedOn: null }
  const earlier = assignment({ assignmentId: 'a0', userId: 'samir', untilOn: day('2026-04-10') })
  const now = assignment({ fromOn: day('2026-04-21') })
  const coming = assignment({ assignmentId: 'a2', userId: 'petra', role: 'work', fromOn: day('2026-07-01') })
  const referrer = assignment({ assignmentId: 'a3', userId: 'karin', role: 'referrer', fromOn: day('2026-01-01') })

  test('sorts now, coming and before, counts people and days', () => {
    const picture = contactPicture([coming, now, earlier, referrer], thread, day('2026-06-01'))
    expect(picture.now.map((one) => one.userId)).toEqual(['karin', 'elin'])
    expect(picture.coming.map((one) => one.userId)).toEqual(['petra'])
    expect(picture.before.map((one) => one.userId)).toEqual(['samir'])
    expect(picture).toMatchObject({ contacts: 2, daysWithout: 10, withoutSince: undefined })
  })

  test('has who goes on before whose last day it is, and nobody whose contact ended with a thread taken up again', () => {
    const on = day('2026-06-01')
    const leaving = assignment({ assignmentId: 'a4', userId: 'samir', untilOn: on })
    const ended = assignment({ assignmentId: 'a5', userId: 'petra', untilOn: on, gapReason: ENDED_BY_DISCHARGE })
    const again = assignment({ assignmentId: 'a6', userId: 'elin', fromOn: on })
    const picture = contactPicture([leaving, ended, again], thread, on)
    expect(picture.now.map((one) => one.userId)).toEqual(['elin', 'samir'])
    expect(picture.before.map((one) => one.userId)).toEqual(['petra'])
    const closed = contactPicture([ended], { ...thread, dischargedOn: on }, on)
    expect(
      closed.now.map((one) => one.userId),
      'its last day, while the thread is closed',
    ).toEqual(['petra'])
  })

  test('says since when nobody carries the person', () => {
    expect(contactPicture([earlier, referrer], thread, day('2026-04-30'))).toMatchObject({
      daysWithout: 20,
      withoutSince: '2026-04-11',
    })
  })

  test('stops counting when the thread ends', () => {
    const ended = { ...thread, dischargedOn: day('2026-04-10') }
    expect(contactPicture([earlier], ended, day('2026-12-01'))).toMatchObject({
      daysWithout: 0,
      withoutSince: undefined,
    })
  })
})

test.each<[string, string | null, string, string]>([
  ['2026-05-01', '2026-04-20', '2026-05-20', 'in-time'],
  ['2026-05-01', '2026-05-01', '2026-05-20', 'in-time'],
  ['2026-05-01', '2026-05-02', '2026-05-20', 'late'],
  ['2026-05-01', null, '2026-04-20', 'not-yet'],
  ['2026-05-01', null, '2026-05-01', 'not-yet'],
  ['2026-05-01', null, '2026-05-02', 'missing'],
])('from %s, told %s, on %s: %s', (fromOn, toldOn, today, state) => {
  expect(toldState({ fromOn: day(fromOn), toldOn: toldOn ? day(toldOn) : null }, day(today))).toBe(state)
})

test('a contact from before there was a thread is known to the person', () => {
  const known = { fromOn: day('2026-05-01'), toldOn: null, toldHow: KNOWN_BEFORE }
  expect(toldState(known, day('2026-06-01'))).toBe('known')
  expect(toldState({ ...known, toldOn: day('2026-05-04') }, day('2026-06-01'))).toBe('late')
})

describe('who cannot be one more contact', () => {
  const there = [
    assignment(),
    assignment({ assignmentId: 'a9', userId: 'samir', role: 'work', untilOn: day('2026-06-30') }),
  ]
  test.each<[string, string, AssignmentRole, string, string | undefined, string | undefined]>([
    ['a second main contact', 'petra', 'lead', '2026-07-01', undefined, 'problem.leadTaken'],
    ['the main contact again', 'elin', 'lead', '2026-07-01', undefined, 'problem.sameContact'],
    ['a successor of the main contact', 'petra', 'lead', '2026-07-01', 'a1', undefined],
    ['a social consultant', 'petra', 'social', '2026-07-01', undefined, undefined],
    ['the same work consultant in their time', 'samir', 'work', '2026-06-30', undefined, 'problem.sameContact'],
    ['the same work consultant afterwards', 'samir', 'work', '2026-07-01', undefined, undefined],
  ])('%s', (_, userId, role, from, leaving, problem) => {
    expect(clash(there, { userId, role, fromOn: day(from) }, leaving)).toBe(problem)
  })
})

test('a contact begins neither before the thread nor years ahead', () => {
  const today = day('2026-06-01')
  expect(beginProblem(day('2025-12-31'), START, today)).toBe('problem.beforeOpened')
  expect(beginProblem(day('2027-06-03'), START, today)).toBe('problem.farAway')
  expect(beginProblem(START, START, today)).toBeUndefined()
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDay, day, daysBetween } from '../../../shared/calendar-day.ts'
import {
  blockedBy,
  DONE_BY,
  isWaiting,
  missingOf,
  NEXT_ACTIONS,
  offeredActions,
  REFERRAL_ACTIONS,
  REFERRAL_STATES,
  type ReferralAction,
  type ReferralFacts,
  type ReferralState,
  type Side,
  sidesOf,
  waitingDays,
} from './referral.ts'

const SENDER = 1
const RECEIVER = 2
const someDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(day('2022-01-01'), days))

const someFacts: fc.Arbitrary<ReferralFacts> = fc.record({
  state: fc.constantFrom(...REFERRAL_STATES),
  unitId: fc.constant(SENDER),
  toUnitId: fc.constantFrom(RECEIVER, SENDER, null),
  studyVisitOutcome: fc.constantFrom('planned', 'done', 'no_show', 'cancelled', null),
  takenInOn: fc.option(someDay),
  continued: fc.boolean(),
  missing: fc.subarray(['reason', 'toUnitId'] as const),
  activeUnitId: fc.constantFrom(null, RECEIVER, 9),
  othersBefore: fc.boolean(),
  unnamed: fc.boolean(),
})
const someSides = fc.subarray<Side>(['sender', 'receiver'])
const someAction = fc.constantFrom(...REFERRAL_ACTIONS)

describe('who may do what, when', () => {
  test('nothing is done by the wrong side or in a state that does not have it', () => {
    fc.assert(
      fc.property(someFacts, someSides, someAction, (facts, sides, action) => {
        const blocked = blockedBy(facts, sides, action)
        if (!sides.includes(DONE_BY[action])) expect(blocked).toBe('side')
        else if (!NEXT_ACTIONS[facts.state].includes(action)) expect(blocked).toBe('state')
        else expect(blocked).not.toBe('side')
      }),
    )
  })

  test('the buttons are the rules: offered without a reason means that the command lets it through', () => {
    fc.assert(
      fc.property(someFacts, someSides, (facts, sides) => {
        const offered = offeredActions(facts, sides)
        for (const { action, blocked } of offered) expect(blocked).toBe(blockedBy(facts, sides, action))
        const allowed = REFERRAL_ACTIONS.filter((action) => !blockedBy(facts, sides, action))
        expect(offered.filter((one) => !one.blocked).map((one) => one.action)).toEqual(
          NEXT_ACTIONS[facts.state].filter((action) => allowed.includes(action)),
        )
      }),
    )
  })

  test('once taken in, the referral is over for both', () => {
    fc.assert(
      fc.property(someFacts, someAction, (facts, action) => {
        const taken = { ...facts, state: 'accepted', takenInOn: day('2026-03-02') } as const
        expect(blockedBy(taken, ['sender', 'receiver'], action)).toBeDefined()
      }),
    )
  })

  test('the sender never decides, the receiver never edits, sends, takes back or takes up again', () => {
    for (const action of ['receive', 'plan-visit', 'note-visit', 'queue', 'take-in', 'decline', 'redirect'] as const)
      expect(DONE_BY[action]).toBe('receiver')
    for (const action of ['edit', 'send', 'withdraw', 'reopen'] as const) expect(DONE_BY[action]).toBe('sender')
  })

  test('a draft has no receiver, even when a unit is already chosen', () => {
    const facts = { state: 'draft', unitId: SENDER, toUnitId: RECEIVER } as ReferralFacts
    expect(sidesOf((unitId) => unitId === RECEIVER, facts)).toEqual([])
    expect(sidesOf((unitId) => unitId === SENDER, facts)).toEqual(['sender'])
    expect(sidesOf((unitId) => unitId === RECEIVER, { ...facts, state: 'sent' })).toEqual(['receiver'])
  })
})

/** Where an action leads. Taking up again leaves the referral as it is and begins a new one with its texts. */
const STATE_AFTER: Record<ReferralAction, ReferralState | 'same'> = {
  edit: 'same',
  send: 'sent',
  receive: 'received',
  'plan-visit': 'study_visit',
  'note-visit': 'study_visit',
  queue: 'accepted',
  'take-in': 'accepted',
  decline: 'declined',
  redirect: 'redirected',
  withdraw: 'withdrawn',
  reopen: 'same',
}

describe('the states hang together', () => {
  /** States that can be reached by steps from one, each step allowed to somebody. */
  function reachable(from: ReferralState): Set<ReferralState> {
    const seen = new Set([from])
    for (const state of seen)
      for (const action of NEXT_ACTIONS[state]) {
        const after = STATE_AFTER[action]
        seen.add(after === 'same' ? state : after)
      }
    return seen
  }

  test('every state is reached from the draft, and no state is without a way on', () => {
    expect([...reachable('draft')].sort()).toEqual([...REFERRAL_STATES].sort())
    for (const state of REFERRAL_STATES) expect(NEXT_ACTIONS[state].length).toBeGreaterThan(0)
  })

  test('nobody but the sender brings anything out of the draft, and what was answered is never answered again', () => {
    for (const action of NEXT_ACTIONS.draft) expect(DONE_BY[action]).toBe('sender')
    for (const state of ['declined', 'redirected', 'withdrawn'] as const) {
      expect(NEXT_ACTIONS[state]).toEqual(['reopen'])
      expect(reachable(state).size).toBe(1)
    }
  })

  test('any walk through the machine waits from the sending until it is decided or taken in', () => {
    const walk = fc.array(fc.tuple(someAction, fc.integer({ min: 0, max: 40 })), { maxLength: 12 })
    fc.assert(
      fc.property(walk, (steps) => {
        let state: ReferralState = 'draft'
        let on = day('2026-01-12')
        const days: Record<'sentOn' | 'decidedOn' | 'takenInOn', CalendarDay | null> = {
          sentOn: null,
          decidedOn: null,
          takenInOn: null,
        }
        for (const [action, later] of steps) {
          const sides: Side[] = [DONE_BY[action]]
          const facts = { state, ...days, unitId: 1, toUnitId: 2, missing: [], studyVisitOutcome: 'planned' } as const
          const open = { ...facts, continued: false, activeUnitId: null, othersBefore: false }
          if (blockedBy(open as unknown as ReferralFacts, sides, action)) continue
          on = addDays(on, later)
          const after: ReferralState | 'same' = STATE_AFTER[action]
          state = after === 'same' ? state : after
          if (action === 'send') days.sentOn = on
          if (['queue', 'decline', 'redirect', 'withdraw'].includes(action)) days.decidedOn = on
          if (action === 'take-in') {
            days.decidedOn ??= on
            days.takenInOn = on
          }
        }
        const waited = waitingDays({ state, ...days }, on)
        expect(waited === undefined).toBe(days.sentOn === null)
        if (waited !== undefined) expect(waited).toBeGreaterThanOrEqual(0)
        expect(isWaiting({ state, takenInOn: days.takenInOn })).toBe(
          days.sentOn !== null && days.takenInOn === null && !['declined', 'redirected', 'withdrawn'].includes(state),
        )
      }),
    )
  })
})

describe('waiting days', () => {
  const sentOn = day('2026-03-02')
  const from = (state: ReferralState, given: Partial<Parameters<typeof waitingDays>[0]> = {}) => ({
    state,
    sentOn,
    takenInOn: null,
    decidedOn: null,
    ...given,
  })

  test.each<[string, Parameters<typeof waitingDays>[0], number | undefined]>([
    ['a draft does not wait', from('draft', { sentOn: null }), undefined],
    ['sent today', from('sent', { sentOn: day('2026-04-10') }), 0],
    ['over the night when summer time begins', from('received'), 39],
    ['in the queue the wait goes on', from('accepted', { decidedOn: day('2026-03-20') }), 39],
    ['until intake', from('accepted', { decidedOn: day('2026-03-20'), takenInOn: day('2026-04-01') }), 30],
    ['until the no', from('declined', { decidedOn: day('2026-03-09') }), 7],
    ['withdrawn as a draft', from('withdrawn', { sentOn: null, decidedOn: day('2026-03-09') }), undefined],
  ])('%s', (_, referral, days) => expect(waitingDays(referral, day('2026-04-10'))).toBe(days))

  test('grow by one a day while the person waits, and stand still afterwards', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REFERRAL_STATES), someDay, fc.nat(500), fc.nat(500), (state, sent, a, b) => {
        const decidedOn = ['draft', 'sent', 'received', 'study_visit'].includes(state) ? null : addDays(sent, a)
        const referral = { state, sentOn: sent, takenInOn: null, decidedOn }
        const today = addDays(sent, a + b)
        const waited = waitingDays(referral, today)
        const open = decidedOn === null || state === 'accepted'
        expect(waited).toBe(daysBetween(sent, open ? today : decidedOn))
        expect(waitingDays(referral, addDays(today, 1))).toBe(open ? (waited ?? 0) + 1 : waited)
      }),
    )
  })
})

test('what a draft lacks', () => {
  expect(missingOf({ reason: ' \n', toUnitId: null })).toEqual(['reason', 'toUnitId'])
  expect(missingOf({ reason: 'Behöver stöd', toUnitId: 3 })).toEqual([])
  const actions: readonly ReferralAction[] = NEXT_ACTIONS.draft
  expect(actions).toContain('send')
})

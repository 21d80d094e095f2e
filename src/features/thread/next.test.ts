import { expect, test } from 'vitest'
import { day } from '../../shared/calendar-day.ts'
import { type Next, nextOf, openSteps } from './next.ts'
import type { Step } from './work/step.ts'

type Situation = Parameters<typeof nextOf>[0]
const DAY = day('2026-11-02')
const referral = { referralId: '01', state: 'sent' } as NonNullable<Situation['referral']>
const call = { what: 'Ring vårdcentralen', who: 'Elin Forsgren', dueOn: DAY }
const visit = { ...call, what: 'Besök verkstaden', dueOn: day('2026-11-09') }

/** A thread that the team has, of which everything is known and nothing is decided. */
const situation = (given: Partial<Situation>): Situation => ({
  ended: false,
  state: 'active',
  referral: undefined,
  steps: [],
  knowsPlan: true,
  home: 'Försörjningsstöd',
  team: 'Samordningsteamet',
  destination: 'Arbete',
  dischargedOn: null,
  ...given,
})

const CASES: [string, Partial<Situation>, Next][] = [
  ['the first of the steps, with who does it', { steps: [call, visit] }, { kind: 'step', step: call }],
  ['the team decides on a step', {}, { kind: 'none', unit: 'Samordningsteamet' }],
  ['not told, but who knows', { knowsPlan: false }, { kind: 'hidden', unit: 'Samordningsteamet' }],
  ['a step told of, though not the plan', { knowsPlan: false, steps: [visit] }, { kind: 'step', step: visit }],
  ['who began it goes on', { state: 'begun' }, { kind: 'begun', unit: 'Försörjningsstöd' }],
  ['the team answers', { state: 'referred' }, { kind: 'referred', unit: 'Samordningsteamet' }],
  ['the team calls', { state: 'queued' }, { kind: 'queued', unit: 'Samordningsteamet' }],
  ['what the referral says', { state: 'referred', referral, steps: [call] }, { kind: 'referral', referral }],
  [
    'nothing, and where the person went',
    { state: 'discharged', dischargedOn: DAY, referral, steps: [call] },
    { kind: 'discharged', destination: 'Arbete', on: DAY },
  ],
  [
    'nothing for a unit whose part has ended, whatever the thread has come to',
    { ended: true, state: 'discharged', dischargedOn: DAY, referral, steps: [call] },
    { kind: 'ended', unit: 'Försörjningsstöd' },
  ],
]

test.each(CASES)('what happens next: %s', (_, given, next) => {
  expect(nextOf(situation(given))).toEqual(next)
})

test('every kind of what is next is asked about here', () => {
  const kinds: Record<Next['kind'], true> = {
    ...{ begun: true, referred: true, queued: true, none: true, hidden: true },
    ...{ ended: true, referral: true, step: true, discharged: true },
  }
  expect(new Set(CASES.map(([, , next]) => next.kind))).toEqual(new Set(Object.keys(kinds)))
})

test('a step that is done or dropped is not next; one of the person’s own has nobody else to do it', () => {
  const step = (given: Partial<Step>): Step =>
    ({ what: 'Ring', dueOn: DAY, who: null, doneOn: null, droppedReason: '', ...given }) as Step
  expect(openSteps([step({ doneOn: DAY }), step({ droppedReason: 'Behövs inte' }), step({ what: 'Kom' })])).toEqual([
    { what: 'Kom', who: null, dueOn: DAY },
  ])
})

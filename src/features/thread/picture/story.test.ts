import { expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import type { Body } from '../../access/public.ts'
import type { StoryRows, Thread } from '../thread.queries.ts'
import { type StoryTexts, tellStory } from './story.ts'
import { waitsAndGaps } from './timeline.ts'

const texts: StoryTexts = {
  workplace: 'Arbetsplats',
  other: 'Annat',
  knot: {
    referral: 'Remiss',
    studyVisit: 'Studiebesök',
    accepted: 'Godkänd',
    declined: 'Avböjd',
    redirected: 'Omdirigerad',
    withdrawn: 'Återtagen',
    intake: 'Inskrivning',
    discharge: 'Avslut',
    reopened: 'Återupptagen',
  },
}
const places = new Map<number, Body>([
  [
    1,
    {
      unitId: 1,
      name: 'Försörjningsstöd',
      kind: 'office',
      authorityId: 10,
      authorityName: 'Kommunen',
      authorityKind: 'municipality',
      phone: null,
    },
  ],
  [
    2,
    {
      unitId: 2,
      name: 'Teamet',
      kind: 'team',
      authorityId: 10,
      authorityName: 'Kommunen',
      authorityKind: 'municipality',
      phone: null,
    },
  ],
])
const thread: Thread = {
  threadId: '018f7263-9540-7347-979c-c9c67c50331a',
  unitId: 1,
  authorityId: 10,
  teamUnitId: 2,
  caseNumber: '2026-0001',
  state: 'active',
  language: 'sv',
  interpreter: false,
  ownWords: '',
  openedOn: day('2026-01-01'),
  intakeOn: day('2026-04-01'),
  dischargedOn: null,
  version: 1,
  acl: [],
  lean: false,
  identity: null,
}
const rows: StoryRows = {
  referrals: [
    {
      referralId: 'r',
      unitId: 1,
      toUnitId: 2,
      state: 'accepted',
      sentOn: day('2026-01-10'),
      decidedOn: day('2026-01-20'),
      studyVisitOn: null,
      studyVisitOutcome: null,
      calledOn: null,
      receivedOn: null,
      contactName: 'Karin',
      takenInOn: day('2026-04-01'),
      continued: false,
      ownWords: '',
    },
  ],
  queue: [{ referralId: 'r', unitId: 2, enteredOn: day('2026-01-20'), leftOn: day('2026-04-01'), leftHow: 'intake' }],
  assignments: [
    { unitId: 1, userId: 'a', name: 'Karin', role: 'referrer', fromOn: day('2026-01-01'), untilOn: day('2026-03-31') },
    { unitId: 2, userId: 'b', name: 'Samir', role: 'lead', fromOn: day('2026-04-01'), untilOn: null },
  ],
  tracks: [
    {
      trackId: 't',
      unitId: 2,
      name: 'Caféet',
      lane: 'workplace',
      quarterHours: 0,
      startOn: day('2026-05-01'),
      endOn: null,
      pauses: [],
    },
  ],
  discharges: [],
}
const today = day('2026-06-01')

test('the wait is from the day the referral was sent to the intake, in the lane of the receiver', () => {
  const story = tellStory({ thread, rows, places, today, texts })
  expect(waitsAndGaps(story).map((wait) => [wait.kind, wait.days])).toEqual([['queue', 81]])
})

test('who referred does not carry while the person waits, also for those who may not see the referral', () => {
  for (const seen of [rows, { ...rows, referrals: [], queue: [] }]) {
    const story = tellStory({ thread, rows: seen, places, today, texts })
    const carried = story.stretches.filter((stretch) => stretch.kind === 'carried')
    expect(
      carried.filter((stretch) => stretch.laneId === 'unit-1' && (!stretch.until || stretch.until > '2026-01-10')),
    ).toEqual([])
  }
})

test('lanes: authorities by their order, the workplace after them; no hours where none are set', () => {
  const story = tellStory({ thread, rows, places, today, texts })
  expect(story.lanes.map((lane) => lane.kind)).toEqual(['municipality', 'team', 'workplace'])
  expect(story.tracks[0]).not.toHaveProperty('hoursPerWeek')
})

test('whoever is not told all of it is told of no gap: days of which nothing is known are not empty ones', () => {
  const seen = { ...rows, queue: [], assignments: [], tracks: [] }
  const gaps = (lean: boolean) => {
    const state = lean ? ('discharged' as const) : ('active' as const)
    const told = tellStory({ thread: { ...thread, lean, state }, rows: seen, places, today, texts })
    return waitsAndGaps(told).filter((wait) => wait.kind === 'gap')
  }
  expect(gaps(false)).not.toEqual([])
  expect(gaps(true)).toEqual([])
})

test('each referral waits as it did itself: taken in at once, and queued again after a no', () => {
  const [first] = rows.referrals
  const again = { ...first!, referralId: 's', sentOn: day('2026-04-20'), decidedOn: day('2026-04-22'), takenInOn: null }
  const queue = [
    { referralId: 's', unitId: 2, enteredOn: day('2026-04-22'), leftOn: day('2026-04-25'), leftHow: 'withdrawn' },
    { referralId: 's', unitId: 2, enteredOn: day('2026-05-04'), leftOn: null, leftHow: null },
  ]
  // The first was taken in without a queue, a fortnight after it came.
  const atOnce = { ...first!, decidedOn: day('2026-01-24'), takenInOn: day('2026-01-24') }
  const seen = { ...rows, referrals: [atOnce, again], queue, assignments: [] }
  const story = tellStory({ thread: { ...thread, intakeOn: day('2026-01-24') }, rows: seen, places, today, texts })
  const queued = story.stretches.filter((one) => one.kind === 'queue').map((one) => [one.from, one.until])
  expect(queued).toEqual([
    ['2026-01-10', '2026-01-24'],
    ['2026-04-20', undefined],
  ])
})

test('who is known to the person but carries nothing does not hold the line', () => {
  const known = {
    unitId: 1,
    userId: 'c',
    name: 'Vera',
    role: 'other' as const,
    fromOn: day('2026-04-10'),
    untilOn: null,
  }
  const left = { ...rows.assignments[1]!, untilOn: day('2026-04-30') }
  const seen = { ...rows, assignments: [rows.assignments[0]!, left, known] }
  const story = tellStory({ thread, rows: seen, places, today, texts })
  expect(story.contacts.map((one) => one.name)).toContain('Vera')
  expect(waitsAndGaps(story)).toMatchObject([{ kind: 'queue' }, { kind: 'gap', from: '2026-05-01', ongoing: true }])
})

test('a pause that was planned for later does not outlive its track', () => {
  const track = {
    ...rows.tracks[0]!,
    endOn: day('2026-05-20'),
    pauses: [
      { fromOn: day('2026-05-10'), untilOn: day('2026-05-12') },
      { fromOn: day('2026-07-01'), untilOn: day('2026-07-31') },
    ],
  }
  const story = tellStory({ thread, rows: { ...rows, tracks: [track] }, places, today, texts })
  expect(story.tracks[0]?.pauses).toEqual([{ from: '2026-05-10', until: '2026-05-13' }])
})

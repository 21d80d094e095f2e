import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { todayOf } from '../today.queries.ts'
import { buildTown, type StaffKey, type Town } from '../town.build.ts'
import { addContact, changeContact } from './assignment.commands.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { dischargeThread, reopenThread } from './discharge.commands.ts'
import { openThingsOf } from './discharge.queries.ts'
import { seenKey, trackKey } from './discharge.ts'
import { addStep } from './step.commands.ts'
import { startTrack } from './track.commands.ts'
import { workThread } from './work.queries.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const track = { name: 'Caféet', lane: 'workplace', hours: '10', startOn: '2026-05-01' }

/** A thread with a contact, two tracks and a step. */
async function full(): Promise<string> {
  const threadId = await town.thread()
  await town.as('petra', async (work) => {
    await addContact(work, threadId, { userId: work.viewer.userId, role: 'lead', fromOn: '2026-03-02' })
    await startTrack(work, threadId, track)
    await startTrack(work, threadId, { ...track, name: 'Samtal', lane: 'team', hours: '1' })
    await addStep(work, threadId, { what: 'Skriv intyg', who: 'person', dueOn: '2026-11-09' })
  })
  return threadId
}

const shown = (threadId: string) =>
  town.as('petra', async ({ tx, viewer, today }) => {
    const open = await openThingsOf(tx, viewer, threadId, today)
    const thread = await workThread(tx, viewer, threadId)
    return { open, seen: seenKey(open), version: String(thread?.version) }
  })
const typed = {
  reason: 'goal_reached',
  destination: 'work',
  onDay: '2026-10-30',
  closingTalkOn: '2026-10-28',
  comment: 'Trivs i köket',
}
async function end(threadId: string, change: Record<string, unknown> = {}, who: StaffKey = 'petra') {
  const { open, seen, version } = await shown(threadId)
  const close = [...open.tracks.map(trackKey), ...open.steps.map((step) => `step:${step.stepId}`)]
  return town.as(who, (work) => dischargeThread(work, threadId, { ...typed, seen, version, close, ...change }))
}

describe('ending a thread', () => {
  test('who was to begin as contact later never does, and stands in no list', async () => {
    const threadId = await full()
    await town.as('petra', (work) =>
      addContact(work, threadId, { userId: town.users.samir, role: 'work', fromOn: '2026-11-03' }),
    )
    expect((await end(threadId, { onDay: '2026-11-02' })).ok).toBe(true)
    const rows = await town.rows('assignment', threadId)
    expect(rows.find((row) => row.role === 'work')).toMatchObject({ from_on: '2026-11-03', until_on: '2026-11-02' })
    const listed = await town.as('petra', ({ tx, viewer }) => assignmentsOfThread(tx, viewer, threadId))
    expect(listed.map((one) => [one.role, one.untilOn])).toEqual([['lead', '2026-11-02']])
  })

  test('who was to leave later leaves with it, and who was to come after never does; taken up again it has one lead', async () => {
    const threadId = await full()
    const { open } = await shown(threadId)
    const change = { version: '1', userId: town.users.samir, fromOn: '2026-12-01' }
    const changed = await town.as('petra', (work) =>
      changeContact(work, threadId, open.contacts[0]!.assignmentId, change),
    )
    expect(changed.ok).toBe(true)
    expect((await shown(threadId)).open.contacts.map((one) => one.name)).toEqual(['Petra Nyholm', 'Samir Haddad'])
    expect((await end(threadId)).ok).toBe(true)
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { from_on: '2026-03-02', until_on: '2026-10-30', gap_reason: 'discharge' },
      { from_on: '2026-12-01', until_on: '2026-11-30', gap_reason: 'discharge' },
    ])
    const again = { version: '2', reason: 'Jobbet tog slut', userId: town.users.elin, onDay: '2026-11-02' }
    expect((await town.as('petra', (work) => reopenThread(work, threadId, again))).ok).toBe(true)
    const leads = (await town.rows<{ from_on: string; until_on: string | null }>('assignment', threadId)).filter(
      (one) => one.from_on <= '2026-11-02' && (one.until_on === null || one.until_on >= '2026-11-02'),
    )
    expect(leads).toMatchObject([{ user_id: town.users.elin }])
  })

  test('who has left already stays as it was', async () => {
    const threadId = await full()
    const { open } = await shown(threadId)
    const change = { version: '1', userId: 'nobody', gapReason: 'Sjukskriven', fromOn: '2026-10-01' }
    await town.as('petra', (work) => changeContact(work, threadId, open.contacts[0]!.assignmentId, change))
    expect((await shown(threadId)).open.contacts).toEqual([])
    expect((await end(threadId)).ok).toBe(true)
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { until_on: '2026-09-30', gap_reason: 'Sjukskriven', version: 2 },
    ])
  })

  test('ends contacts, and the tracks and steps that were chosen; every change with its event', async () => {
    const threadId = await full()
    const { open } = await shown(threadId)
    const [cafe, talks] = open.tracks
    expect((await end(threadId, { close: [trackKey(cafe!), `step:${open.steps[0]!.stepId}`] })).ok).toBe(true)
    expect(await town.rows('thread', threadId)).toMatchObject([
      { state: 'discharged', discharged_on: '2026-10-30', version: 2 },
    ])
    expect(await town.rows('assignment', threadId)).toMatchObject([{ until_on: '2026-10-30', gap_reason: 'discharge' }])
    expect(await town.rows('track', threadId)).toMatchObject([
      { track_id: cafe!.trackId, end_on: '2026-10-30', outcome: 'work' },
      { track_id: talks!.trackId, end_on: null },
    ])
    expect(await town.rows('next_step', threadId)).toMatchObject([{ dropped_reason: 'discharge' }])
    expect(await town.rows('discharge', threadId)).toMatchObject([
      { reason: 'goal_reached', destination: 'work', comment: 'Trivs i köket', closing_talk_on: '2026-10-28' },
    ])
    expect((await town.events(threadId)).slice(4).map(({ kind, on }) => [kind, on])).toEqual([
      ['assignment-ended', '2026-10-30'],
      ['track-ended', '2026-10-30'],
      ['step-dropped', '2026-11-02'],
      ['discharged', '2026-10-30'],
    ])
    expect((await town.events(threadId)).at(-1)?.data).toEqual({
      reason: 'goal_reached',
      destination: 'work',
      closingTalkOn: '2026-10-28',
      days: 242,
    })
  })

  test('what other authorities do for the person goes on', async () => {
    const threadId = await full()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    await town.disclose(threadId, 'support', ['plan'], 'psychiatry')
    await town.as('maja', (work) => startTrack(work, threadId, { ...track, name: 'Kurator', lane: 'region' }))
    const { open } = await shown(threadId)
    expect(open.others.map((one) => one.name)).toEqual(['Kurator'])
    expect((await end(threadId)).ok).toBe(true)
    const rows = await town.rows<{ name: string; end_on: string | null }>('track', threadId)
    expect(rows.filter((row) => row.end_on === null).map((row) => row.name)).toEqual(['Kurator'])
  })

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['without a reason', { reason: '' }, { reason: 'choose' }],
    ['without a destination', { destination: 'nowhere' }, { destination: 'choose' }],
    ['without a talk or why not', { closingTalkOn: '', noTalkReason: ' ' }, { closingTalkOn: 'problem.afterTalk' }],
    ['on 31 February', { onDay: '2026-02-31' }, { onDay: 'day' }],
    ['before the intake', { onDay: '2026-03-01' }, { onDay: 'problem.beforeIntake' }],
  ])('is refused %s; nothing ends', async (_, change, fields) => {
    const threadId = await full()
    expect(await end(threadId, change)).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
    expect(await town.rows('thread', threadId)).toMatchObject([{ state: 'active', version: 1 }])
    expect(await town.rows('assignment', threadId)).toMatchObject([{ until_on: null }])
  })

  test('a form that does not show what has come since is stale', async () => {
    const threadId = await full()
    const { seen } = await shown(threadId)
    await town.as('elin', (work) => startTrack(work, threadId, { ...track, name: 'Verkstaden' }))
    expect(await end(threadId, { seen })).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await end(threadId, { version: '9' })).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await town.rows('thread', threadId)).toMatchObject([{ state: 'active' }])
  })

  test('is for the team, once, and only when the person is taken in', async () => {
    const threadId = await full()
    expect(await end(threadId, {}, 'karin')).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await end(threadId, {}, 'yusuf')).toMatchObject({ refusal: { kind: 'not-found' } })
    expect((await end(threadId)).ok).toBe(true)
    expect(await end(threadId)).toMatchObject({ refusal: { kind: 'conflict', reason: 'refused.state.discharged' } })
    const queued = await town.thread({ state: 'queued', intakeOn: null })
    expect(await end(queued)).toMatchObject({ refusal: { kind: 'conflict', reason: 'refused.state.queued' } })
  })

  test('two at once: it ends once', async () => {
    const threadId = await full()
    const both = await Promise.all([end(threadId), end(threadId, {}, 'elin')])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(await town.rows('discharge', threadId)).toHaveLength(1)
    expect((await town.events(threadId)).filter((event) => event.kind === 'discharged')).toHaveLength(1)
  })
})

describe('taking a thread up again', () => {
  const again = (threadId: string, change: Record<string, string> = {}, who: StaffKey = 'petra') =>
    town.as(who, (work) =>
      reopenThread(work, threadId, {
        version: '2',
        reason: 'Jobbet tog slut',
        userId: town.users.samir,
        onDay: '2026-11-02',
        ...change,
      }),
    )

  test('continues the same thread, with a contact from the first day', async () => {
    const threadId = await full()
    await end(threadId)
    const reopened = await again(threadId)
    expect(reopened.ok).toBe(true)
    expect(await town.rows('thread', threadId)).toMatchObject([
      { state: 'active', discharged_on: null, intake_on: '2026-03-02', version: 3 },
    ])
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { until_on: '2026-10-30' },
      { user_id: town.users.samir, role: 'lead', from_on: '2026-11-02', until_on: null },
    ])
    expect(await town.rows('discharge', threadId)).toMatchObject([
      { reopened_on: '2026-11-02', reopen_reason: 'Jobbet tog slut' },
    ])
    expect((await town.events(threadId)).slice(-2).map(({ kind, data }) => [kind, data])).toEqual([
      ['reopened', { daysAway: 3 }],
      ['assignment-began', { role: 'lead', userId: town.users.samir }],
    ])
  })

  test('on the day it ended, with the same contact, nothing is there twice', async () => {
    const threadId = await full()
    const [before] = await town.rows<{ user_id: string; from_on: string }>('assignment', threadId)
    expect((await end(threadId, { onDay: '2026-11-02' })).ok).toBe(true)
    expect((await again(threadId, { userId: before!.user_id })).ok).toBe(true)
    expect(await town.rows('assignment', threadId)).toMatchObject([
      { user_id: before!.user_id, from_on: before!.from_on, until_on: null, gap_reason: '' },
    ])
    expect((await town.events(threadId)).at(-1)).toMatchObject({ kind: 'assignment-began', data: { again: true } })
    const key = (Object.keys(town.users) as StaffKey[]).find((one) => town.users[one] === before!.user_id)!
    const mine = await town.as(key, ({ tx, viewer, today }) => todayOf(tx, viewer, today, 'member'))
    expect(mine.mine.filter((one) => one.threadId === threadId)).toHaveLength(1)
    // Contact twice over, in two roles: still one person on the list.
    await town.as('petra', (work) =>
      addContact(work, threadId, { userId: before!.user_id, role: 'social', fromOn: '2026-11-02' }),
    )
    const twice = await town.as(key, ({ tx, viewer, today }) => todayOf(tx, viewer, today, 'member'))
    expect(twice.mine.filter((one) => one.threadId === threadId)).toHaveLength(1)
  })

  test('ends and begins on the same day if need be, and can end again', async () => {
    const threadId = await full()
    expect((await end(threadId, { onDay: '2026-11-02' })).ok).toBe(true)
    expect((await again(threadId, { userId: town.users.petra })).ok).toBe(true)
    expect((await end(threadId, { onDay: '2026-11-02' })).ok).toBe(true)
    expect(await town.rows('discharge', threadId)).toHaveLength(2)
  })

  test('cannot then end before that day', async () => {
    const threadId = await full()
    expect((await end(threadId)).ok).toBe(true)
    expect((await again(threadId)).ok).toBe(true)
    const wrong = { onDay: 'problem.beforeReopened' }
    expect(await end(threadId, { onDay: '2026-11-01' })).toEqual({
      ok: false,
      refusal: { kind: 'invalid', fields: wrong },
    })
    expect((await end(threadId, { onDay: '2026-11-02' })).ok).toBe(true)
  })

  test.each<[string, Record<string, string>, object]>([
    ['without a reason', { reason: ' ' }, { fields: { reason: 'required' } }],
    ['without a contact', { userId: '' }, { fields: { userId: 'choose' } }],
    ['with a stranger as contact', { userId: 'somebody' }, { fields: { userId: 'problem.notColleague' } }],
    ['before it ended', { onDay: '2026-10-29' }, { fields: { onDay: 'problem.beforeDischarge' } }],
    ['from an old form', { version: '1' }, { kind: 'stale' }],
  ])('is refused %s', async (_, change, refusal) => {
    const threadId = await full()
    await end(threadId)
    expect(await again(threadId, change)).toMatchObject({ refusal })
    expect(await town.rows('thread', threadId)).toMatchObject([{ state: 'discharged' }])
  })

  test('is for the team, and not for a thread in progress', async () => {
    const threadId = await full()
    expect(await again(threadId)).toMatchObject({ refusal: { kind: 'conflict', reason: 'refused.state.active' } })
    await end(threadId)
    expect(await again(threadId, {}, 'karin')).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await again(threadId, {}, 'yusuf')).toMatchObject({ refusal: { kind: 'not-found' } })
  })
})

test('after all this every row has its event, and every event its row', async () => {
  expect(await town.loose()).toEqual([])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { buildTown, type StaffKey, type Town } from '../town.build.ts'
import { addStep, changeStep, dropStep, finishStep } from './step.commands.ts'
import { stepsOfThread } from './step.queries.ts'
import { BY_PERSON } from './step.schema.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const typed = (change: Record<string, string> = {}) => ({
  what: 'Ring vårdcentralen',
  who: BY_PERSON,
  dueOn: '2026-11-09',
  ...change,
})

async function withStep(): Promise<{ threadId: string; stepId: string }> {
  const threadId = await town.thread()
  const added = await town.as('elin', (work) => addStep(work, threadId, typed()))
  if (!added.ok) throw new Error(JSON.stringify(added))
  return { threadId, stepId: added.value }
}
const facts = async (threadId: string) =>
  (await town.events(threadId)).map(({ kind, on, data }) => ({ kind, on, ...data }))

describe('deciding a next step', () => {
  test('by the person, and by a colleague', async () => {
    const { threadId } = await withStep()
    const added = await town.as('elin', (work) => addStep(work, threadId, typed({ who: town.users.samir })))
    expect(added.ok).toBe(true)
    const steps = await town.as('elin', ({ tx, viewer }) => stepsOfThread(tx, viewer, threadId))
    expect(steps.map((step) => step.who?.name ?? 'the person')).toEqual(['the person', 'Samir Haddad'])
    expect(await facts(threadId)).toEqual([
      { kind: 'step-added', on: '2026-11-02', dueOn: '2026-11-09', who: 'person' },
      { kind: 'step-added', on: '2026-11-02', dueOn: '2026-11-09', who: 'user' },
    ])
    const [row] = await town.rows('next_step', threadId)
    const [event] = await town.rows('thread_event', threadId)
    for (const column of ['unit_id', 'authority_id', 'category', 'acl']) expect(event?.[column]).toEqual(row?.[column])
  })

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['nothing to do', { what: '  ' }, { what: 'required' }],
    ['a text too long', { what: 'å'.repeat(501) }, { what: 'tooLong' }],
    ['nobody', { who: '' }, { who: 'choose' }],
    ['"man"', { who: 'man' }, { who: 'problem.notColleague' }],
    ['no day', { dueOn: '' }, { dueOn: 'dayRequired' }],
    ['31 February', { dueOn: '2027-02-31' }, { dueOn: 'day' }],
    ['yesterday', { dueOn: '2026-11-01' }, { dueOn: 'problem.past' }],
    ['everything wrong', { what: '', who: '', dueOn: 'snart' }, { what: 'required', who: 'choose', dueOn: 'day' }],
  ])('refuses %s', async (_, change, fields) => {
    const threadId = await town.thread()
    const result = await town.as('elin', (work) => addStep(work, threadId, typed(change)))
    expect(result).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
    expect(await town.rows('next_step', threadId)).toEqual([])
    expect(await town.events(threadId)).toEqual([])
  })

  test.each(['<script>alert(1)</script>', "'; drop table next_step", '👩🏽‍🚒 ring', '\u202eمرحبا\u202c', 'a\nb'])(
    'keeps %j as it was typed',
    async (what) => {
      const threadId = await town.thread()
      await town.as('elin', (work) => addStep(work, threadId, typed({ what })))
      expect(await town.rows('next_step', threadId)).toMatchObject([{ what }])
    },
  )

  test('by somebody at an authority the plan is disclosed to, who then sees it; by nobody else outside the team', async () => {
    const threadId = await town.thread()
    const add = (who: StaffKey) => town.as('elin', (work) => addStep(work, threadId, typed({ who: town.users[who] })))
    expect(await add('maja')).toMatchObject({ refusal: { fields: { who: 'problem.notColleague' } } })
    await town.disclose(threadId, 'psychiatry', ['health'])
    expect(await add('maja')).toMatchObject({ refusal: { fields: { who: 'problem.notColleague' } } })
    await town.disclose(threadId, 'psychiatry', ['plan'])
    expect((await add('maja')).ok).toBe(true)
    expect(await add('yusuf')).toMatchObject({ refusal: { fields: { who: 'problem.notColleague' } } })
    const seen = await town.as('maja', ({ tx, viewer }) => stepsOfThread(tx, viewer, threadId))
    expect(seen).toMatchObject([{ mine: false, who: { name: 'Maja Wikander' } }])
  })

  test('is for the unit that has the person', async () => {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    for (const [who, kind] of [
      ['karin', 'not-allowed'],
      ['maja', 'not-allowed'],
      ['yusuf', 'not-found'],
    ] as const) {
      const result = await town.as(who, (work) => addStep(work, threadId, typed()))
      expect(result, who).toMatchObject({ refusal: { kind } })
    }
  })
})

describe('a decided step', () => {
  test('is changed, with what it was before in the event', async () => {
    const { threadId, stepId } = await withStep()
    const change = typed({ who: town.users.elin, dueOn: '2026-11-20' })
    const changed = await town.as('samir', (work) => changeStep(work, threadId, stepId, { ...change, version: '1' }))
    expect(changed.ok).toBe(true)
    expect((await facts(threadId)).at(-1)).toEqual({
      kind: 'step-changed',
      on: '2026-11-02',
      dueOnBefore: '2026-11-09',
      dueOn: '2026-11-20',
      who: 'user',
      whoChanged: true,
      whatChanged: false,
    })
  })

  test('is done late, on the day it was', async () => {
    const { threadId, stepId } = await withStep()
    const today = '2026-12-01' as Parameters<Town['as']>[2]
    const done = await town.as(
      'elin',
      (work) => finishStep(work, threadId, stepId, { version: '1', doneOn: '2026-11-12' }),
      today,
    )
    expect(done.ok).toBe(true)
    expect((await facts(threadId)).at(-1)).toEqual({
      kind: 'step-done',
      on: '2026-11-12',
      dueOn: '2026-11-09',
      daysLate: 3,
    })
  })

  test('is dropped with a reason, which stays in its row and out of the event', async () => {
    const { threadId, stepId } = await withStep()
    const drop = (reason: string) =>
      town.as('elin', (work) => dropStep(work, threadId, stepId, { version: '1', reason }))
    expect(await drop('')).toMatchObject({ refusal: { fields: { reason: 'required' } } })
    expect((await drop('Tiden är redan bokad')).ok).toBe(true)
    expect(await town.rows('next_step', threadId)).toMatchObject([
      { dropped_reason: 'Tiden är redan bokad', version: 2 },
    ])
    expect((await facts(threadId)).at(-1)).toEqual({ kind: 'step-dropped', on: '2026-11-02', dueOn: '2026-11-09' })
  })

  test('that is over cannot be done, changed or dropped again', async () => {
    const { threadId, stepId } = await withStep()
    const finish = (version: string) =>
      town.as('elin', (work) => finishStep(work, threadId, stepId, { version, doneOn: '2026-11-02' }))
    expect((await finish('1')).ok).toBe(true)
    for (const result of [
      await finish('2'),
      await town.as('elin', (work) => changeStep(work, threadId, stepId, { ...typed(), version: '2' })),
      await town.as('elin', (work) => dropStep(work, threadId, stepId, { version: '2', reason: 'Onödigt' })),
    ])
      expect(result).toMatchObject({ refusal: { kind: 'conflict', reason: 'refused.step.done' } })
    expect(await town.events(threadId)).toHaveLength(2)
  })

  test('changed by somebody else meanwhile: stale, and nothing is written', async () => {
    const { threadId, stepId } = await withStep()
    const change = (who: 'elin' | 'samir', what: string) =>
      town.as(who, (work) => changeStep(work, threadId, stepId, { ...typed({ what }), version: '1' }))
    expect((await change('elin', 'Ring tandläkaren')).ok).toBe(true)
    expect(await change('samir', 'Ring optikern')).toEqual({ ok: false, refusal: { kind: 'stale' } })
    expect(await town.rows('next_step', threadId)).toMatchObject([{ what: 'Ring tandläkaren' }])
  })

  test('of another thread is not found', async () => {
    const { stepId } = await withStep()
    const other = await town.thread()
    const result = await town.as('elin', (work) => changeStep(work, other, stepId, { ...typed(), version: '1' }))
    expect(result).toEqual({ ok: false, refusal: { kind: 'not-found' } })
  })
})

test('after all this every row has its event, and every event its row', async () => {
  expect(await town.loose()).toEqual([])
})

describe('a step one is named for', () => {
  async function majas() {
    const threadId = await town.thread()
    await town.disclose(threadId, 'psychiatry', ['plan'])
    const added = await town.as('elin', (work) => addStep(work, threadId, typed({ who: town.users.maja })))
    if (!added.ok) throw new Error(JSON.stringify(added))
    return { threadId, stepId: added.value, typed: { doneOn: '2026-11-02', version: '1' } }
  }

  test('is finished by whoever is named, at another authority too; the event is both units’', async () => {
    const { threadId, stepId, typed } = await majas()
    expect((await town.as('maja', (work) => finishStep(work, threadId, stepId, typed))).ok).toBe(true)
    expect(await town.rows('next_step', threadId)).toMatchObject([{ done_on: '2026-11-02', version: 2 }])
    const events = await town.rows('thread_event', threadId)
    expect(events.at(-1)).toMatchObject({
      kind: 'step-done',
      unit_id: town.units.team.unitId,
      also_unit_id: town.units.psychiatry.unitId,
      actor_id: town.users.maja,
    })
    expect(await town.loose()).toEqual([])
  })

  test('is theirs to finish and nothing else, and nobody else’s', async () => {
    const { threadId, stepId, typed } = await majas()
    const as = (who: StaffKey) => town.as(who, (work) => finishStep(work, threadId, stepId, typed))
    for (const who of ['yusuf', 'oskar', 'karin'] as const) expect((await as(who)).ok, who).toBe(false)
    const change = { what: 'Annat', who: BY_PERSON, dueOn: '2026-11-20', version: '1' }
    expect((await town.as('maja', (work) => changeStep(work, threadId, stepId, change))).ok).toBe(false)
    expect((await town.as('maja', (work) => dropStep(work, threadId, stepId, { reason: 'x', version: '1' }))).ok).toBe(
      false,
    )
    await expect(
      town.as('maja', ({ tx }) =>
        tx.updateTable('nextStep').set({ what: 'Annat' }).where('nextStepId', '=', stepId).execute(),
      ),
    ).rejects.toThrow()
    expect(await town.rows('next_step', threadId)).toMatchObject([{ what: 'Ring vårdcentralen', done_on: null }])
    expect((await as('maja')).ok).toBe(true)
    expect((await as('maja')).ok, 'once').toBe(false)
  })
})

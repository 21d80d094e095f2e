import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { buildTown, type StaffKey, type Town } from '../town.build.ts'
import { addMember, changeMember, endMember } from './household.commands.ts'
import { householdOfThread } from './household.queries.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const typed = (change: Record<string, string> = {}) => ({
  kind: 'child',
  label: 'Äldsta dottern',
  birthYear: '2017',
  relation: 'dotter',
  livesHere: 'sometimes',
  toldBy: 'person',
  fromOn: '2026-03-02',
  ...change,
})
const add = (threadId: string, change: Record<string, string> = {}, who: StaffKey = 'elin') =>
  town.as(who, (work) => addMember(work, threadId, typed(change)))
const seen = (who: StaffKey, threadId: string) =>
  town.as(who, ({ tx, viewer }) => householdOfThread(tx, viewer, threadId))

async function withMember(): Promise<{ threadId: string; memberId: string }> {
  const threadId = await town.thread()
  const added = await add(threadId)
  if (!added.ok) throw new Error(JSON.stringify(added))
  return { threadId, memberId: added.value }
}

test('a member is written with an event of the same owner, without the name', async () => {
  const { threadId } = await withMember()
  const [row] = await town.rows('household_member', threadId)
  const [event] = await town.rows('thread_event', threadId)
  expect(row).toMatchObject({ kind: 'child', birth_year: 2017, lives_here: 'sometimes', has_support: false })
  for (const column of ['unit_id', 'authority_id', 'category', 'acl']) expect(event?.[column]).toEqual(row?.[column])
  expect(event).toMatchObject({
    kind: 'household-changed',
    category: 'assessment',
    data: { change: 'added', kind: 'child', livesHere: 'sometimes', hasSupport: false },
  })
})

test.each<[string, Record<string, string>, Record<string, string>]>([
  ['neither child nor adult', { kind: 'dog' }, { kind: 'choose' }],
  ['nameless', { label: '' }, { label: 'required' }],
  ['a year in words', { birthYear: 'sjutton' }, { birthYear: 'problem.birthYear' }],
  ['year 0202', { birthYear: '0202' }, { birthYear: 'problem.birthYear' }],
  ['a child without a year', { birthYear: '' }, { birthYear: 'problem.birthYear' }],
])('is refused %s', async (_, change, fields) => {
  const threadId = await town.thread()
  expect(await add(threadId, change)).toEqual({ ok: false, refusal: { kind: 'invalid', fields } })
  expect(await town.rows('household_member', threadId)).toEqual([])
})

test('Arabic digits are a year too', async () => {
  const threadId = await town.thread()
  expect((await add(threadId, { birthYear: '٢٠١٧' })).ok).toBe(true)
  expect(await town.rows('household_member', threadId)).toMatchObject([{ birth_year: 2017 }])
})

test('what one adult said is not seen through the other’s thread, nor by who has not the category', async () => {
  const { threadId } = await withMember()
  const other = await town.thread()
  await town.disclose(threadId, 'psychiatry', ['plan'])
  expect(await seen('elin', other)).toEqual([])
  expect(await seen('maja', threadId)).toEqual([])
  expect(await seen('karin', threadId)).toEqual([])
  expect(await seen('samir', threadId)).toHaveLength(1)
  await town.disclose(threadId, 'psychiatry', ['assessment'])
  expect(await seen('maja', threadId)).toMatchObject([{ label: 'Äldsta dottern', mine: false }])
})

test('is for the unit that has the person', async () => {
  const threadId = await town.thread()
  for (const [who, kind] of [
    ['karin', 'not-allowed'],
    ['yusuf', 'not-found'],
  ] as const)
    expect(await add(threadId, {}, who)).toMatchObject({ refusal: { kind } })
})

test('is changed, then ended; the row stays, and nothing more is done with it', async () => {
  const { threadId, memberId } = await withMember()
  const change = { ...typed({ livesHere: 'yes', hasSupport: 'yes' }), version: '1' }
  expect((await town.as('elin', (work) => changeMember(work, threadId, memberId, change))).ok).toBe(true)
  expect(await town.as('samir', (work) => changeMember(work, threadId, memberId, change))).toEqual({
    ok: false,
    refusal: { kind: 'stale' },
  })
  const end = { version: '2', untilOn: '2026-10-31' }
  expect((await town.as('elin', (work) => endMember(work, threadId, memberId, end))).ok).toBe(true)
  expect(await town.as('elin', (work) => endMember(work, threadId, memberId, { ...end, version: '3' }))).toMatchObject({
    refusal: { kind: 'conflict', reason: 'refused.member.ended' },
  })
  expect(await town.rows('household_member', threadId)).toMatchObject([
    { until_on: '2026-10-31', has_support: true, lives_here: 'yes' },
  ])
  expect((await town.events(threadId)).map(({ on, data }) => [on, data.change])).toEqual([
    ['2026-11-02', 'added'],
    ['2026-11-02', 'changed'],
    ['2026-10-31', 'ended'],
  ])
})

test('after all this every row has its event, and every event its row', async () => {
  expect(await town.loose()).toEqual([])
})

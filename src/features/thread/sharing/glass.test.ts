import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { GLASS_ATTEMPTS, glassOf, logGlassMiss, openGlass, reviewGlass } from '../../access/public.ts'
import { searchParticipants } from '../search.queries.ts'
import { threadOf } from '../thread.queries.ts'
import { buildTown, type Town } from '../town.build.ts'
import { secrecyDue } from './secrecy-due.queries.ts'

const REASON = 'Ringer från akuten, medvetslös'
let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const caseNumberOf = async (threadId: string): Promise<string> =>
  (
    (await database.migrator.query('select case_number from thread where thread_id = $1', [threadId])).rows[0] as {
      case_number: string
    }
  ).case_number
/** As the page does: also a refusal is an answer that is kept, with the look it leaves. */
const open = async (caseNumber: string, reason = REASON) =>
  (await town.as('maja', async ({ tx, viewer }) => ({ answer: await openGlass(tx, viewer, { caseNumber }, reason) })))
    .answer
const logged = async (threadId: string | null) =>
  (
    await database.migrator.query(
      `select what, ground from read_log where association_id = $1 and thread_id is not distinct from $2 order by read_log_id`,
      [town.associationId, threadId],
    )
  ).rows

test('without a reason nothing is said, not even whether there is anybody', async () => {
  const threadId = await town.thread()
  const there = await open(await caseNumberOf(threadId), 'bråttom!')
  expect(there).toEqual(await open('1999-0001', 'bråttom!'))
  expect(there).toMatchObject({ refusal: { kind: 'invalid' } })
  await expect(
    town.as('maja', ({ tx, viewer }) => openGlass(tx, { ...viewer, roles: [] }, { caseNumber: '1999-0001' }, REASON)),
  ).resolves.toMatchObject({ ok: false })
  expect(await logged(threadId)).toEqual([])
})

test('opens for an hour, tells the unit, the person and the log', async () => {
  const threadId = await town.thread()
  expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()
  const opened = await open(await caseNumberOf(threadId))
  expect(opened).toMatchObject({ ok: true, value: { threadId } })
  expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toMatchObject({ threadId })
  expect((await town.events(threadId)).map((event) => [event.kind, event.data])).toEqual([['glass-broken', {}]])
  expect(await logged(threadId)).toEqual([{ what: 'break_glass', ground: 'break_glass' }])
  const [row] = await town.rows<{ opened_at: Date; until: Date; reason: string }>('break_glass', threadId)
  expect(row?.until.getTime()).toBe((row?.opened_at.getTime() ?? 0) + 3_600_000)
  expect(row?.reason).toBe(REASON)
  await database.migrator.query(
    `update break_glass set opened_at = opened_at - interval '2 hours', until = until - interval '2 hours' where thread_id = $1`,
    [threadId],
  )
  expect(await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toBeUndefined()
})

test('is reviewed by the leader of the unit that holds the thread, once, and never by who opened', async () => {
  const threadId = await town.thread()
  const opened = await open(await caseNumberOf(threadId))
  if (!opened.ok) throw new Error('closed')
  const { breakGlassId } = opened.value
  const waiting = (user: 'petra' | 'elin' | 'karin' | 'oskar' | 'maja') =>
    town.as(user, async ({ tx, viewer, today }) =>
      (await secrecyDue(tx, viewer, today)).glasses
        .filter((one) => one.threadId === threadId)
        .map((one) => one.userName),
    )
  expect(await waiting('petra')).toEqual(['Maja Wikander'])
  // The support office has no leader: its caseworkers answer for it.
  expect(await waiting('karin')).toEqual(['Maja Wikander'])
  for (const user of ['elin', 'oskar', 'maja'] as const) expect(await waiting(user), user).toEqual([])
  const review = (user: 'petra' | 'maja' | 'oskar') =>
    town.as(user, ({ tx, viewer }) => reviewGlass(tx, viewer, breakGlassId))
  expect(await review('maja')).toMatchObject({ ok: false })
  expect(await review('oskar')).toMatchObject({ ok: false })
  expect(await review('petra')).toMatchObject({ ok: true })
  expect(await review('petra')).toMatchObject({ ok: false })
  expect(await waiting('petra')).toEqual([])
  expect(await town.as('karin', ({ tx, viewer }) => glassOf(tx, viewer, breakGlassId))).toMatchObject({
    reviewedBy: 'Petra Nyholm',
  })
})

test('is signed by nobody who cannot read why: not by a third authority that holds the thread', async () => {
  const threadId = await town.thread()
  await database.migrator.query(
    `insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, '2026-01-12')`,
    [town.associationId, threadId, town.units.jobCentre.unitId],
  )
  const opened = await open(await caseNumberOf(threadId))
  if (!opened.ok) throw new Error('closed')
  const { breakGlassId } = opened.value
  const asked = await town.as('yusuf', async ({ tx, viewer, today }) => ({
    glass: await glassOf(tx, viewer, breakGlassId),
    waiting: (await secrecyDue(tx, viewer, today)).glasses.filter((one) => one.threadId === threadId),
    signed: await reviewGlass(tx, viewer, breakGlassId),
  }))
  expect(asked).toMatchObject({
    glass: { userName: 'Maja Wikander', reason: null },
    waiting: [],
    signed: { ok: false },
  })
  expect(await town.rows('break_glass', threadId)).toMatchObject([{ reviewed_at: null }])
  // Nor in somebody else's name.
  await expect(
    town.as('petra', ({ tx }) =>
      tx
        .updateTable('breakGlass')
        .set({ reviewedAt: new Date(), reviewedBy: town.users.yusuf })
        .where('breakGlassId', '=', breakGlassId)
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('opens the thread of a protected person but not who it is, and finds nobody by their number', async () => {
  const threadId = await town.thread({ protection: 'marking', named: ['petra'] })
  const number = '198001022380'
  await database.migrator.query('update participant_identity set person_number = $2 where thread_id = $1', [
    threadId,
    number,
  ])
  const caseNumber = await caseNumberOf(threadId)
  const byNumber = await town.as('yusuf', async ({ tx, viewer }) => {
    const answer = await openGlass(tx, viewer, { number }, REASON)
    await logGlassMiss(tx, viewer, { number })
    return { answer }
  })
  expect(byNumber.answer).toMatchObject({ refusal: { kind: 'not-found' } })
  // Those who hold the thread see that somebody tried.
  expect(await logged(threadId)).toEqual([{ what: 'break_glass', ground: 'none' }])
  await open(caseNumber)
  const thread = await town.as('maja', ({ tx, viewer }) => threadOf(tx, viewer, threadId))
  expect(thread).toMatchObject({ threadId, identity: null })
  expect(await town.as('elin', ({ tx, viewer }) => threadOf(tx, viewer, threadId))).toMatchObject({ identity: null })
  const find = (user: 'petra' | 'maja') =>
    town.as(user, ({ tx, viewer }) => searchParticipants(tx, viewer, { by: 'case', caseNumber }))
  expect([...(await find('petra')), ...(await find('maja'))]).toEqual([])
})

test('not more than some times in a day and night, found or not', async () => {
  const attempt = (caseNumber: string) =>
    town.as('oskar', async ({ tx, viewer }) => {
      const answer = await openGlass(tx, viewer, { caseNumber }, REASON)
      if (!answer.ok && answer.refusal.kind === 'not-found') await logGlassMiss(tx, viewer, { caseNumber })
      return { answer }
    })
  const there = await caseNumberOf(await town.thread())
  for (let times = 1; times < GLASS_ATTEMPTS; times++)
    expect((await attempt(`1999-000${times}`)).answer).toMatchObject({ refusal: { kind: 'not-found' } })
  expect((await attempt(there)).answer).toMatchObject({ ok: true })
  for (const number of [there, '1999-0001'])
    expect((await attempt(number)).answer).toMatchObject({ refusal: { kind: 'conflict' } })
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AGNETA, as, KARIN, MAJA, MUNICIPALITY, PETRA, settle } from '../../../../test/oracle/town.ts'
import type { Placed } from '../../../../test/oracle/world.build.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createDb, type Db } from '../../../platform/database/db.ts'
import { addDays, dayAt } from '../../../shared/calendar-day.ts'
import { viewerOfSession } from '../viewer.queries.ts'
import { drawLogReview, signLogReview } from './log-review.commands.ts'
import { listLogReviews, logCounts, logReviewOf, looksOfReview } from './log-review.queries.ts'

const TODAY = dayAt(new Date())
let database: TestDatabase
let db: Db
let town: Placed

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

/** Karin reviews the log of the municipality, Maja that of the region; Agneta has the role at the association's office. */
beforeEach(async () => {
  town = await settle(database.migrator, TODAY, (world) => {
    world.users[AGNETA]!.roles[0]!.role = 'log_reviewer'
    world.users[KARIN]!.roles[0]!.role = 'log_reviewer'
    world.users[MAJA]!.roles[0]!.role = 'log_reviewer'
  })
  const region = town.authorityIds[1]
  for (let n = 0; n < 30; n++)
    await database.migrator.query(
      `insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id) values ($1, $2, $3, $4, 'view', 'own_unit', $5)`,
      [
        town.associationId,
        town.userIds[PETRA],
        town.unitIds[1],
        town.authorityIds[MUNICIPALITY],
        town.threads[0]?.threadId,
      ],
    )
  await database.migrator.query(
    `insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
     select $1, $2, $3, $4, what, 'none', $5 from unnest(array['denied', 'break_glass']) what`,
    [town.associationId, town.userIds[KARIN], town.unitIds[2], region, town.threads[0]?.threadId],
  )
})

const viewerOf = async (user: number) => (await viewerOfSession(db, `token-${town.userIds[user]}`, TODAY))!
const draw = (user: number, size: '10' | '25' | '50' = '10') =>
  as(db, town, user, TODAY, (tx) => drawLogReview(tx, { from: addDays(TODAY, -1), until: TODAY, size }))
const looks = (user: number, id: string) => as(db, town, user, TODAY, (tx) => looksOfReview(tx, id))

test('a sample has the rare and telling looks in it, case numbers and no names of participants', async () => {
  const drawn = await looks(MAJA, await draw(MAJA))
  expect(drawn.map((look) => look.what).sort()).toEqual(['break_glass', 'denied'])
  expect(new Set(drawn.flatMap((look) => look.caseNumbers))).toEqual(new Set(['2025-0001']))
  expect(JSON.stringify(drawn)).not.toMatch(/Sara|Berg/)
})

test('nobody drowns a sample in attempts of their own: every glass is in it, and a few refusals of each', async () => {
  await database.migrator.query(
    `insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
     select $1, $2, $3, $4, 'denied', 'none', $5 from generate_series(1, 200)`,
    [town.associationId, town.userIds[MAJA], town.unitIds[2], town.authorityIds[1], town.threads[0]?.threadId],
  )
  await database.migrator.query(
    `insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
     select $1, $2, $3, $4, what, 'none', $5 from unnest(array_fill('break_glass'::text, array[14]) || array_fill('view'::text, array[60])) what`,
    [town.associationId, town.userIds[KARIN], town.unitIds[2], town.authorityIds[1], town.threads[0]?.threadId],
  )
  const drawn = (await looks(MAJA, await draw(MAJA))).map((look) => look.what)
  expect(drawn.filter((what) => what === 'break_glass')).toHaveLength(15)
  expect(drawn).toHaveLength(25)
  expect(drawn.filter((what) => what === 'denied')).toHaveLength(4)
})

test('each authority looks through the log of its own staff; the association’s office sees counts only', async () => {
  const own = await draw(MAJA, '50')
  expect((await looks(MAJA, own)).map((look) => look.authorityName)).toEqual(['region', 'region'])
  expect(await looks(KARIN, await draw(KARIN, '50'))).toHaveLength(30)
  await expect(draw(AGNETA)).rejects.toMatchObject({ code: '42501' })
  for (const user of [AGNETA, KARIN]) {
    expect(await looks(user, own)).toEqual([])
    expect(await as(db, town, user, TODAY, async (tx) => logReviewOf(tx, await viewerOf(user), own))).toBeUndefined()
  }
  const counts = await as(db, town, AGNETA, TODAY, (tx) => logCounts(tx))
  expect(counts.map((row) => row.authority)).toEqual(['municipality', 'region'])
  await database.migrator.query(`update read_log set at = at - interval '1 month' where association_id = $1`, [
    town.associationId,
  ])
  expect(await as(db, town, AGNETA, TODAY, (tx) => logCounts(tx))).toMatchObject([
    { looks: 30, glasses: 0 },
    { looks: null, glasses: null, refused: null, checkedOn: null },
  ])
  expect(await as(db, town, PETRA, TODAY, (tx) => logCounts(tx))).toEqual([])
})

test('why the glass was broken is read by a reviewer of that authority, not by another', async () => {
  await database.migrator.query(
    `insert into break_glass (association_id, thread_id, user_id, unit_id, reason, until) values ($1, $2, $3, $4, 'Akut fara för livet', now() + interval '1 hour')`,
    [town.associationId, town.threads[0]?.threadId, town.userIds[KARIN], town.unitIds[2]],
  )
  const reasons = async (user: number) =>
    (await looks(user, await draw(user, '50'))).map((look) => look.reason).filter(Boolean)
  expect(await reasons(KARIN)).toEqual([])
  expect(await reasons(MAJA)).toEqual(['Akut fara för livet', 'Akut fara för livet'])
})

test('nobody else draws or reads', async () => {
  const id = await draw(KARIN)
  await expect(draw(PETRA)).rejects.toMatchObject({ code: '42501' })
  expect(await looks(PETRA, id)).toEqual([])
  expect(await as(db, town, PETRA, TODAY, async (tx) => listLogReviews(tx, await viewerOf(PETRA)))).toEqual([])
  const other = await settle(database.migrator, TODAY, (world) => {
    world.users[AGNETA]!.roles[0]!.role = 'administrator'
  })
  expect(await as(db, other, AGNETA, TODAY, (tx) => looksOfReview(tx, id))).toEqual([])
})

test('is signed once, by who drew it', async () => {
  const id = await draw(KARIN)
  const [first] = await looks(KARIN, id)
  const sign = (user: number) =>
    as(db, town, user, TODAY, async (tx) =>
      signLogReview(tx, await viewerOf(user), id, 'En sak att svara på', {
        [`remark-${first?.readLogId}`]: 'Varför?',
        'remark-0': 'x',
      }),
    )
  expect(await sign(MAJA)).toMatchObject({ refusal: { kind: 'not-found' } })
  expect((await sign(KARIN)).ok).toBe(true)
  expect(await sign(KARIN)).toMatchObject({ refusal: { kind: 'conflict' } })
  const review = await as(db, town, KARIN, TODAY, async (tx) => logReviewOf(tx, await viewerOf(KARIN), id))
  expect(review).toMatchObject({ conclusion: 'En sak att svara på', remarks: { [first!.readLogId]: 'Varför?' } })
  expect(review?.signedAt).toBeInstanceOf(Date)
})

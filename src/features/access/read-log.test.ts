import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { opened } from '../../../test/oracle/placed.ts'
import { as, KARIN, MAJA, PETRA, settle, TEAM } from '../../../test/oracle/town.ts'
import type { Placed } from '../../../test/oracle/world.build.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb, type Db } from '../../platform/database/db.ts'
import { givingWay } from '../../platform/database/give-way.ts'
import { day } from '../../shared/calendar-day.ts'
import { newId } from '../../shared/ids.ts'
import { type LookKind, logLook } from './read-log.commands.ts'
import { readsOf } from './read-log.queries.ts'
import { sealReadLogs, startSealing } from './read-log-seal.jobs.ts'
import { verifyReadLog } from './read-log-seal.queries.ts'
import { viewerOfSession } from './viewer.queries.ts'

const TODAY = day('2026-03-02')
let database: TestDatabase
let db: Db
let town: Placed

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.migrator.query('truncate read_log, read_log_seal')
  town = await settle(database.migrator, TODAY)
})

const threadId = () => town.threads[0]!.threadId
async function look(user: number, what: LookKind, list = false): Promise<void> {
  const viewer = await viewerOfSession(db, `token-${town.userIds[user]}`, TODAY)
  if (!viewer) throw new Error('nobody')
  await as(db, town, user, TODAY, (tx) =>
    logLook(tx, viewer, what, list ? { threadIds: [threadId()] } : { threadId: threadId(), ground: 'own_unit' }),
  )
}
const reads = (user: number) =>
  as(db, town, user, TODAY, async (tx) => {
    const viewer = await viewerOfSession(db, `token-${town.userIds[user]}`, TODAY)
    return readsOf(tx, viewer!, threadId(), 1)
  })
/** A transaction anywhere in the cluster, of other tests too, holds sealing back: until so many looks are sealed, or ten seconds. */
async function seal(looks: number): Promise<number> {
  let sealed = 0
  for (let tries = 0; sealed < looks && tries < 200; tries++) {
    sealed += await sealReadLogs(db)
    if (sealed < looks) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return sealed
}
const check = async () => {
  const client = await database.migrator.connect()
  try {
    return (await verifyReadLog(client)).find((one) => one.associationId === town.associationId)!
  } finally {
    client.release()
  }
}

test('who has looked, in lists too, looks of a day together; only for those who hold the thread', async () => {
  await look(PETRA, 'view')
  await look(PETRA, 'view')
  await look(KARIN, 'list', true)
  const { rows, total } = await reads(KARIN)
  expect(total).toBe(2)
  expect(rows.map(({ what, times, role }) => [what, times, role])).toEqual([
    ['list', 1, 'caseworker'],
    ['view', 2, 'team_leader'],
  ])
  expect(await reads(MAJA)).toEqual({ rows: [], total: 0 })
})

test('somebody who is only shared with the viewer stands in the log of a list as that', async () => {
  const shared = await settle(database.migrator, TODAY, ({ threads }) => threads[0]!.disclosures.push(opened()))
  const id = shared.threads[0]!.threadId
  const maja = await viewerOfSession(db, `token-${shared.userIds[MAJA]}`, TODAY)
  const own = newId()
  const list = (shownAsShared: string[]) =>
    as(db, shared, MAJA, TODAY, (tx) =>
      logLook(tx, maja!, 'search', { threadIds: [own, id], shared: shownAsShared, searchBy: 'name' }),
    )
  await list([id])
  const { rows } = await database.migrator.query(
    'select ground, thread_ids, search_by from read_log where association_id = $1 order by read_log_id',
    [shared.associationId],
  )
  expect(rows).toEqual([
    { ground: 'own_unit', thread_ids: [own], search_by: 'name' },
    { ground: 'disclosure', thread_ids: [id], search_by: 'name' },
  ])
  // Nobody writes that something was shared that was not.
  await expect(list([own])).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('where the sight ends between reading and writing the log, the page begins again', async () => {
  const shared = await settle(database.migrator, TODAY, ({ threads }) => threads[0]!.disclosures.push(opened()))
  const id = shared.threads[0]!.threadId
  const maja = await viewerOfSession(db, `token-${shared.userIds[MAJA]}`, TODAY)
  let turns = 0
  const answer = await givingWay(() =>
    as(db, shared, MAJA, TODAY, async (tx) => {
      turns += 1
      const { rows } = await sql<{
        id: string
      }>`select thread_id as id from threads_shared()`.execute(tx)
      const seen = rows.map((row) => row.id)
      if (turns === 1)
        await database.migrator.query('update disclosure set withdrawn_at = now() where association_id = $1', [
          shared.associationId,
        ])
      await logLook(tx, maja!, 'list', { threadIds: seen, shared: seen })
      return seen
    }),
  )
  expect([turns, answer]).toEqual([2, []])
  const looks = await database.migrator.query('select from read_log where association_id = $1', [shared.associationId])
  expect(looks.rowCount, `${id} was shown to nobody`).toBe(0)
})

test('looks are sealed once each, link after link', async () => {
  await look(PETRA, 'view')
  await look(KARIN, 'list', true)
  expect(await seal(2)).toBe(2)
  expect(await sealReadLogs(db)).toBe(0)
  await look(PETRA, 'export')
  expect(await check()).toMatchObject({ seals: 1, rows: 2, waiting: 1 })
  expect(await seal(1)).toBe(1)
  const checked = await check()
  expect(checked).toMatchObject({ seals: 2, rows: 3, waiting: 0 })
  expect(checked.broken).toBeUndefined()
})

test('a look still being written is not sealed, and not left out either', async () => {
  const open = await database.migrator.connect()
  await open.query('begin')
  await open.query(`insert into read_log (association_id, user_id, what, ground) values ($1, $2, 'view', 'none')`, [
    town.associationId,
    town.userIds[0],
  ])
  await look(PETRA, 'view')
  expect(await sealReadLogs(db)).toBe(0)
  await open.query('commit')
  open.release()
  expect(await seal(2)).toBe(2)
  expect((await check()).broken).toBeUndefined()
})

const tampers: [string, string, { sealNo: number; why: string }][] = [
  ['a look changed', `update read_log set ground = 'break_glass' where what = 'export'`, { sealNo: 2, why: 'hash' }],
  [
    'a look dated back',
    `update read_log set at = at - interval '1 hour' where what = 'view'`,
    { sealNo: 1, why: 'hash' },
  ],
  ['a look removed', `delete from read_log where what = 'view'`, { sealNo: 1, why: 'rows' }],
  [
    'a look put in',
    `insert into read_log (association_id, tx, user_id, what, ground) select association_id, tx, user_id, 'list', 'none' from read_log where what = 'view'`,
    { sealNo: 1, why: 'rows' },
  ],
  ['a seal removed', `delete from read_log_seal where seal_no = 1`, { sealNo: 2, why: 'missing' }],
  [
    'a seal written anew over changed looks',
    `update read_log_seal set hash = md5(hash) || md5(hash) where seal_no = 1`,
    { sealNo: 1, why: 'hash' },
  ],
  ['the chain begun anew', `update read_log_seal set previous = '' where seal_no = 2`, { sealNo: 2, why: 'link' }],
]
test.each(tampers)('%s is found, though the owner of the tables did it', async (_, statement, broken) => {
  await look(PETRA, 'view')
  await seal(1)
  await look(PETRA, 'export')
  await seal(1)
  expect((await check()).broken).toBeUndefined()
  await database.migrator.query(statement)
  expect((await check()).broken).toEqual(broken)
})

test('a log restored from another database goes on in a new era, and is whole', async () => {
  await look(PETRA, 'view')
  // As if this database had come far before it was restored here.
  await database.migrator.query(`update read_log set tx = '900000000000'`)
  await database.migrator.query(
    `insert into read_log (association_id, tx, user_id, what, ground) select association_id, '900000000009', user_id, 'list', 'none' from read_log`,
  )
  const sealing = await startSealing(db, 60_000)
  await look(PETRA, 'export')
  expect(await seal(3)).toBe(3)
  await look(PETRA, 'view')
  expect(await seal(1)).toBe(1)
  expect(await check()).toMatchObject({ rows: 4, waiting: 0 })
  expect((await check()).broken).toBeUndefined()
  await sealing.stop()
  const { rows } = await database.migrator.query('select distinct era from read_log order by 1')
  expect(rows).toEqual([{ era: 1 }, { era: 2 }])
})

test('the program can neither seal by itself in another way nor read the seals of others', async () => {
  await look(PETRA, 'view')
  await seal(1)
  const other = await settle(database.migrator, TODAY)
  expect(await as(db, other, TEAM, TODAY, (tx) => tx.selectFrom('readLogSeal').selectAll().execute())).toEqual([])
  for (const statement of ['insert', 'update', 'delete']) {
    const { rows } = await database.migrator.query(`select has_table_privilege('rt_app', 'read_log_seal', $1) as may`, [
      statement,
    ])
    expect(rows).toEqual([{ may: false }])
  }
})

/**
 * When a unit's part in somebody's course is over, sentence by sentence: the others' contacts, events and course close after ninety days; what the unit
 * wrote itself and who the person is stay; whoever carries the person again sees again.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listParticipants } from '../../src/features/thread/participant.queries.ts'
import { referralOf } from '../../src/features/thread/referral/referral.queries.ts'
import { searchParticipants } from '../../src/features/thread/search.queries.ts'
import { threadOf } from '../../src/features/thread/thread.queries.ts'
import { holdThread } from '../../src/features/thread/thread-state.commands.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { addDays } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { idOf, refused, TODAY } from './placed.ts'
import { AGNETA, as, CARE, KARIN, MAJA, OFFICE, PETRA, settle, TEAM } from './town.ts'
import type { Placed } from './world.build.ts'
import type { Row, World } from './world.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

const row = (table: Row['table'], unit: number, category: Row['category'], more: Partial<Row> = {}): Row => ({
  ...{ table, unit, also: null, category, late: false },
  ...more,
})
const workOf = (unit: number): Row[] => [
  row('assignment', unit, 'identity'),
  row('note', unit, 'notes'),
  row('thread_event', unit, 'identity'),
  row('thread_event', unit, 'held'),
]
const referred = (to: number, on: number, from = OFFICE): Row =>
  row('referral', from, 'referral', { also: to, sent: { state: 'taken', on } })

/** The office referred the person to the team 300 days ago; the team ended its work so many days ago. */
const ended = (daysAgo: number, change: (world: World) => void = () => {}) =>
  settle(database.migrator, TODAY, (world) => {
    const thread = world.threads[0]!
    Object.assign(thread, { active: false, intake: -300, ended: -daysAgo })
    thread.holders = [OFFICE, TEAM].map((unit) => ({ unit, since: -310, until: null }))
    thread.rows = [
      referred(TEAM, -300),
      ...workOf(OFFICE),
      ...workOf(TEAM),
      row('discharge', TEAM, 'plan', { ended: { on: -daysAgo, reopened: null } }),
    ]
    change(world)
  })

const TABLES = [
  'thread',
  'participant_identity',
  'referral',
  'assignment',
  'note',
  'thread_event',
  'discharge',
  'thread_unit',
]
/** What somebody sees: `table of unit`, the own ones and the others'. */
const seen = (placed: Placed, user: number, after = 0) =>
  as(db, placed, user, addDays(TODAY, after), async (tx: Tx) => {
    const found: string[] = []
    for (const table of TABLES) {
      const { rows } = await sql<{ unit: number }>`
        select distinct unit_id as unit from ${sql.table(table)} where thread_id = ${idOf(placed)}`.execute(tx)
      for (const { unit } of rows) found.push(`${table} ${placed.unitIds.indexOf(unit)}`)
    }
    return found.sort()
  })
const OWN_OF_OFFICE = [OFFICE].flatMap((unit) =>
  ['participant_identity', 'referral', 'assignment', 'note', 'thread_event', 'thread_unit'].map(
    (table) => `${table} ${unit}`,
  ),
)
const run = (placed: Placed, user: number, work: (tx: Tx) => Promise<unknown>) => as(db, placed, user, TODAY, work)

describe('who referred the person', () => {
  test('sees the team’s contacts and events for ninety days after the end, and its own after that', async () => {
    const placed = await ended(89)
    expect(await seen(placed, KARIN)).toEqual(
      [
        ...OWN_OF_OFFICE,
        `thread ${OFFICE}`,
        `assignment ${TEAM}`,
        `thread_event ${TEAM}`,
        `thread_unit ${TEAM}`,
      ].sort(),
    )
    // The day turns: the rows still carry yesterday's stamp.
    expect(await seen(placed, KARIN, 1)).toEqual(OWN_OF_OFFICE.toSorted())
    expect(await seen(placed, KARIN, 5 * 365)).toEqual(OWN_OF_OFFICE.toSorted())
  })

  test('finds the person and the own referral, and is not told how the person is now', async () => {
    const placed = await ended(200)
    const referralId = placed.threads[0]!.rowIds[0]!
    const told = await as(db, placed, KARIN, TODAY, async (tx) => {
      const viewer = {
        associationId: placed.associationId,
        roles: [{ role: 'caseworker', unitId: placed.unitIds[OFFICE] }],
      } as never
      return {
        page: await threadOf(tx, viewer, idOf(placed)),
        list: (await listParticipants(tx, viewer, TODAY, 1, 'discharged')).rows,
        current: (await listParticipants(tx, viewer, TODAY, 1)).rows.map((one) => one.how),
        found: await searchParticipants(tx, viewer, { by: 'name', words: ['berg'] }),
        referral: await referralOf(tx, viewer, referralId),
      }
    })
    expect(told.page).toMatchObject({
      lean: true,
      state: 'discharged',
      identity: { familyName: 'Berg' },
      teamUnitId: null,
    })
    expect(told.page).toMatchObject({ unitId: placed.unitIds[OFFICE], dischargedOn: addDays(TODAY, -200) })
    expect(told.list).toMatchObject([{ how: 'ended', name: 'Sara Berg', mine: false }])
    expect(told.current).toEqual(['ended'])
    expect(told.found).toMatchObject([{ caseNumber: '2025-0001', state: 'discharged' }])
    expect(told.referral?.person).toMatchObject({ caseNumber: '2025-0001', identity: { name: 'Sara Berg' } })
  })

  test('lets nobody in, changes nothing of who the person is and does not look at who looked', async () => {
    const placed = await ended(200)
    await refused(run(placed, KARIN, (tx) => holdThread(tx, idOf(placed), placed.unitIds[CARE]!, TODAY)))
    const renamed = await as(db, placed, KARIN, TODAY, (tx) =>
      tx.updateTable('participantIdentity').set({ familyName: 'Annan' }).executeTakeFirst(),
    )
    expect(renamed.numUpdatedRows).toBe(0n)
    const reads = await as(db, placed, KARIN, TODAY, (tx) =>
      sql`select * from read_log_of(${idOf(placed)})`.execute(tx),
    )
    expect(reads.rows).toEqual([])
  })

  test('sees again from the moment the person is referred anew by them', async () => {
    const placed = await ended(200)
    await run(placed, KARIN, async (tx) => {
      const referralId = newId()
      const own = { associationId: placed.associationId, threadId: idOf(placed), unitId: placed.unitIds[OFFICE]! }
      const me = placed.userIds[KARIN]!
      await tx
        .insertInto('referral')
        .values({ ...own, referralId, authorityId: placed.authorityIds[0]!, contactUserId: me, createdBy: me })
        .execute()
      expect(
        await threadOf(tx, { associationId: placed.associationId } as never, idOf(placed)),
        'a draft is nothing yet',
      ).toMatchObject({ lean: true })
      await tx
        .updateTable('referral')
        .set({ state: 'sent', sentOn: TODAY, toUnitId: placed.unitIds[CARE]!, alsoUnitId: placed.unitIds[CARE]! })
        .where('referralId', '=', referralId)
        .execute()
      await holdThread(tx, idOf(placed), placed.unitIds[CARE]!, TODAY)
    })
    expect(await seen(placed, KARIN)).toContain(`thread ${OFFICE}`)
    expect(await seen(placed, KARIN)).toContain(`assignment ${TEAM}`)
    expect(await seen(placed, MAJA)).toContain(`assignment ${TEAM}`)
  })
})

describe('the team', () => {
  test('goes on seeing its own work and that it had the person, so that it can take the thread up again', async () => {
    const placed = await ended(200)
    const team = await seen(placed, PETRA)
    for (const one of ['thread 0', 'assignment 1', 'note 1', 'discharge 1', 'participant_identity 0'])
      expect(team).toContain(one)
    expect(team).not.toContain(`assignment ${OFFICE}`)
    expect(team).not.toContain(`note ${OFFICE}`)
    await run(placed, PETRA, async (tx) => {
      await tx.updateTable('thread').set({ state: 'active', dischargedOn: null }).execute()
      await tx.updateTable('discharge').set({ reopenedOn: TODAY }).execute()
    })
    // With the next request: whoever carries the person sees who else does something; who once referred them has no part in this.
    expect(await seen(placed, PETRA)).toContain(`assignment ${OFFICE}`)
    expect(await seen(placed, KARIN)).toEqual(OWN_OF_OFFICE.toSorted())
  })

  test('that once had the person sees its own work, not where the person is now', async () => {
    const placed = await ended(200, ({ threads: [thread], units }) => {
      units[CARE]!.kind = 'team'
      Object.assign(thread!, { team: CARE, intake: -100, ended: null, active: true })
      thread!.holders.push({ unit: CARE, since: -110, until: null })
      thread!.rows.push(referred(CARE, -100), ...workOf(CARE))
    })
    const before = await seen(placed, PETRA)
    expect(before).toContain(`note ${TEAM}`)
    expect(before.filter((one) => one.startsWith('thread ') || one.endsWith(` ${CARE}`))).toEqual([])
    const page = await as(db, placed, PETRA, TODAY, (tx) =>
      threadOf(tx, { associationId: placed.associationId } as never, idOf(placed)),
    )
    expect(JSON.stringify(page)).not.toContain(String(placed.unitIds[CARE]))
    // Who referred the person to the team that has them now takes part again.
    expect(await seen(placed, KARIN)).toContain(`assignment ${CARE}`)
    expect(await seen(placed, MAJA)).toContain(`thread ${OFFICE}`)
  })
})

test('the night job stamps the rows whose ninety days have passed', async () => {
  const placed = await ended(89)
  const stamped = async () =>
    (
      await database.migrator.query('select acl from assignment where thread_id = $1 and unit_id = $2', [
        idOf(placed),
        placed.unitIds[TEAM],
      ])
    ).rows[0].acl as number[]
  const office = placed.unitIds[OFFICE]! * 16
  expect(await stamped()).toContain(office)
  const client = await database.migrator.connect()
  await client.query(`begin; set local app.today = '${addDays(TODAY, 1)}'; select restamp_turned(1000); commit`)
  client.release()
  expect(await stamped()).not.toContain(office)
})

test('an administrator says how long, between a day and a year; it counts for everybody at once', async () => {
  const placed = await ended(60, ({ users }) => {
    users[AGNETA]!.roles[0]!.role = 'administrator'
  })
  const set = (user: number, days: number, expected: number) =>
    as(db, placed, user, TODAY, async (tx) => {
      const { rows } = await sql<{ done: boolean }>`select set_sight_days(${days}, ${expected}) as done`.execute(tx)
      return rows[0]?.done
    })
  expect(await seen(placed, KARIN)).toContain(`assignment ${TEAM}`)
  await refused(set(PETRA, 30, 90))
  expect(await set(AGNETA, 30, 80), 'changed by somebody else meanwhile').toBe(false)
  expect(await set(AGNETA, 30, 90)).toBe(true)
  expect(await seen(placed, KARIN)).toEqual(OWN_OF_OFFICE.toSorted())
  await expect(set(AGNETA, 0, 30)).rejects.toMatchObject({ code: '23514' })
})

/**
 * What the law and the words of the consent promise, sentence by sentence, tried on the rows themselves. Nothing here knows how
 * sight is computed: each test names a person, what somebody was given, and what must not be seen.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXPORTED_TABLES } from '../../src/features/thread/export.queries.ts'
import { threadOf } from '../../src/features/thread/thread.queries.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { idOf, opened, TODAY } from './placed.ts'
import { as, MAJA, OFFICE, settle, TEAM } from './town.ts'
import type { Placed } from './world.build.ts'
import type { Disclosure, RowTable, Thread, World } from './world.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

const JOB_CENTRE = 4
const YUSUF = 4

/** One row of each kind a unit writes about a person. */
const workOf = (unit: number): Thread['rows'] =>
  (
    [
      ['referral', 'referral'],
      ['assignment', 'identity'],
      ['track', 'plan'],
      ['note', 'notes'],
      ['note', 'health'],
      ['household_member', 'assessment'],
      ['next_step', 'plan'],
      ['discharge', 'plan'],
      ['thread_event', 'identity'],
      ['thread_event', 'held'],
      ['thread_event', 'plan'],
    ] satisfies [RowTable, Thread['rows'][number]['category']][]
  ).map(([table, category]) => ({ table, unit, also: null, category, late: false }))

/** The job centre, a third authority, began the thread and holds it still; every unit has written. The rest is the test's own. */
const town = (disclosures: Disclosure[], change: (world: World) => void = () => {}) =>
  settle(database.migrator, TODAY, (world) => {
    world.authorities.push({ kind: 'employment' })
    world.units.push({ authority: 3, kind: 'office' })
    world.users.push({ active: true, roles: [{ unit: JOB_CENTRE, role: 'caseworker', from: -30, until: null }] })
    const thread = world.threads[0]!
    thread.home = JOB_CENTRE
    thread.holders = [JOB_CENTRE, OFFICE, TEAM].map((unit) => ({ unit, since: -20, until: null }))
    thread.rows = [...workOf(JOB_CENTRE), ...workOf(OFFICE), ...workOf(TEAM)]
    thread.consents = [{ unit: TEAM, withdrawn: false }]
    thread.disclosures = disclosures
    change(world)
  })

/** Tables in which the user sees rows of a unit. */
async function tablesSeen(placed: Placed, user: number, unit: number): Promise<string[]> {
  return as(db, placed, user, TODAY, async (tx: Tx) => {
    const seen: string[] = []
    for (const table of [...EXPORTED_TABLES, 'thread_unit']) {
      const { rows } = await sql`
        select 1 from ${sql.table(table)} where thread_id = ${idOf(placed)} and unit_id = ${placed.unitIds[unit]!}`.execute(
        tx,
      )
      if (rows.length > 0) seen.push(table)
    }
    return seen
  })
}

describe('“Andra myndigheter får inte se det vi skriver om dig, om du inte säger ja.”', () => {
  test('a receiver of the municipality’s plan sees no row of the job centre’s, and not that it holds the thread', async () => {
    const placed = await town([opened({ consent: 0 })])
    // Who the person is, which everybody who was given anything knows, stands in a row that the first unit wrote.
    expect(await tablesSeen(placed, MAJA, JOB_CENTRE)).toEqual(['participant_identity'])
    expect(await tablesSeen(placed, MAJA, TEAM)).toEqual([
      ...['assignment', 'track', 'track_pause', 'next_step', 'discharge', 'disclosure', 'thread_event'],
    ])
  })

  test('nor on the page: neither who began the thread, nor when, nor its other contacts', async () => {
    const placed = await town([opened({ consent: 0 })])
    const page = await as(db, placed, MAJA, TODAY, (tx) =>
      threadOf(tx, { associationId: placed.associationId } as never, idOf(placed)),
    )
    expect(page).toMatchObject({ lean: true, identity: { familyName: 'Berg' }, unitId: placed.unitIds[TEAM] })
    expect(JSON.stringify(page)).not.toContain(String(placed.unitIds[JOB_CENTRE]))
    expect(page?.openedOn).not.toBe(TODAY)
  })

  test('who was given nothing of the thread sees nothing, though another of the same authority was', async () => {
    const placed = await town([opened({ consent: 0, to: { unit: JOB_CENTRE } })])
    for (const unit of [OFFICE, TEAM, JOB_CENTRE]) expect(await tablesSeen(placed, MAJA, unit)).toEqual([])
  })
})

describe('“{receiver} får se det du säger ja till.”', () => {
  test('a receiver sees what it was given, not that somebody else was given anything', async () => {
    const placed = await town([
      opened({ consent: 0 }),
      opened({ consent: 0, to: { unit: JOB_CENTRE }, categories: ['health'] }),
    ])
    const seen = await as(db, placed, MAJA, TODAY, async (tx) => ({
      consents: await tx.selectFrom('consent').select('consentId').execute(),
      given: await tx.selectFrom('disclosure').select('categories').execute(),
      told: await tx.selectFrom('threadEvent').select('kind').where('category', '=', 'held').execute(),
    }))
    expect(seen).toEqual({ consents: [], given: [{ categories: ['plan'] }], told: [] })
  })

  test('yes to the plan is no yes to health, notes or the referral', async () => {
    const placed = await town([opened({ consent: 0 })])
    const categories = await as(db, placed, MAJA, TODAY, (tx) =>
      tx.selectFrom('note').select('category').where('threadId', '=', idOf(placed)).execute(),
    )
    expect(categories).toEqual([])
  })

  test('it covers what others of the same authority have written', async () => {
    const placed = await town([opened({ consent: 0 })])
    expect(await tablesSeen(placed, MAJA, OFFICE)).toContain('track')
  })
})

describe('OSL 8:2, 10:2: a unit decides about what it has written itself', () => {
  test('what the team gives out by law opens nothing the office has written, though both are the municipality’s', async () => {
    const placed = await town([opened()])
    expect(await tablesSeen(placed, MAJA, OFFICE)).toEqual([])
    expect(await tablesSeen(placed, MAJA, TEAM)).toContain('track')
  })

  test('nobody gives to the own unit', async () => {
    await expect(town([opened({ to: { unit: TEAM } })])).rejects.toMatchObject({ constraint: 'disclosure_to_another' })
  })
})

describe('what a participant’s contacts at one authority do is known to those who work together', () => {
  test('whoever holds the thread sees the contacts of the others, and who was let in', async () => {
    const placed = await town([opened({ consent: 0 })])
    expect(await tablesSeen(placed, YUSUF, TEAM)).toEqual([
      'assignment',
      'consent',
      'disclosure',
      'thread_event',
      'thread_unit',
    ])
  })
})

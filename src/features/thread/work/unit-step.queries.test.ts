import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemoTown } from '../../../../seeds/demo-town.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { createDb, type Db } from '../../../platform/database/db.ts'
import { addDays, day } from '../../../shared/calendar-day.ts'
import { buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { unitSteps } from './unit-step.queries.ts'

const TODAY = day('2026-11-23')
const SINCE = addDays(TODAY, -365)
let database: TestDatabase
let db: Db
let association: number

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  const client = await database.migrator.connect()
  await client.query('begin')
  association = (await seedDemoTown(client, { today: TODAY })).associationId
  await client.query('commit')
  client.release()
})
afterAll(() => database.close())

/** As anybody of the association who is signed in; the session is of the test. */
async function stepsOf(associationId: number) {
  const built = await buildAssociation(database.migrator)
  const user = await built.user('Karin', built.office, 'caseworker')
  const viewer = (await viewerOfSession(db, user.sessionToken, TODAY))!
  return asViewer(db, { ...viewer, associationId }, TODAY, (tx) => unitSteps(tx, TODAY))
}

/** Every way and its people, counted anew from the rows. */
async function ways(): Promise<Map<string, { within: string; people: Set<string> }>> {
  const all = new Map<string, { within: string; people: Set<string> }>()
  const put = (key: string, within: string, thread: string) => {
    const way = all.get(key) ?? { within, people: new Set() }
    way.people.add(thread)
    all.set(key, way)
  }
  const { rows: referrals } = await database.migrator.query(
    'select unit_id, to_unit_id, thread_id, state, sent_on::text from referral where association_id = $1',
    [association],
  )
  for (const { unit_id, to_unit_id, thread_id, state, sent_on } of referrals)
    if (to_unit_id !== null && to_unit_id !== unit_id && sent_on > SINCE && !['draft', 'withdrawn'].includes(state))
      put(`${unit_id} ${to_unit_id}`, `to ${to_unit_id}`, thread_id)
  const { rows: discharges } = await database.migrator.query(
    'select unit_id, destination, thread_id, on_day::text from discharge where association_id = $1',
    [association],
  )
  for (const { unit_id, destination, thread_id, on_day } of discharges)
    if (on_day > SINCE)
      put(
        `${unit_id} ${['work', 'studies'].includes(destination) ? 'work_or_studies' : destination}`,
        `of ${unit_id}`,
        thread_id,
      )
  return all
}

test('each way that is told has its people, at least five; what is hidden cannot be taken back from a total', async () => {
  const told = new Map(
    (await stepsOf(association)).map((step) => [
      `${step.fromUnitId} ${'toUnitId' in step ? step.toUnitId : step.destination}`,
      step.people,
    ]),
  )
  const all = await ways()
  expect(told.size).toBeGreaterThan(3)
  for (const [key, people] of told) {
    expect(people).toBeGreaterThanOrEqual(5)
    expect(people, key).toBe(all.get(key)?.people.size)
  }
  const groups = new Map<string, string[]>()
  for (const [key, { within }] of all) groups.set(within, [...(groups.get(within) ?? []), key])
  for (const [within, keys] of groups) {
    const hidden = keys.filter((key) => !told.has(key))
    const small = keys.filter((key) => all.get(key)!.people.size < 5)
    // Nothing is hidden without need, and one hidden way never stands alone beside ways that are told.
    if (small.length === 0) expect(hidden, within).toEqual([])
    else if (keys.length > 1) expect(hidden.length, within).toBeGreaterThan(1)
  }
})

test('another association has none of them', async () => {
  const built = await buildAssociation(database.migrator)
  expect(await stepsOf(built.associationId)).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemoTown } from '../../../seeds/demo-town.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb } from '../../platform/database/db.ts'
import { day } from '../../shared/calendar-day.ts'
import { asViewer, type Viewer } from '../access/public.ts'
import { unitMonths } from './unit-month.queries.ts'

const TODAY = day('2026-11-23')
const MONTHS = ['2026-01-01', '2026-06-01', '2026-10-01'].map(day)
let database: TestDatabase
let viewer: Viewer
let unitId: number

beforeAll(async () => {
  database = await testDatabase()
  const client = await database.migrator.connect()
  await client.query('begin')
  const world = await seedDemoTown(client, { today: TODAY })
  await client.query('commit')
  client.release()
  unitId = world.units.norrby.unitId
  viewer = {
    associationId: world.associationId,
    userId: world.users.petra!,
    grantees: [unitId * 16],
    glass: [],
    roles: [{ unitId, authorityId: world.units.norrby.authorityId, role: 'team_leader' }],
  } as unknown as Viewer
})
afterAll(() => database.close())

test('people of a team by month are those the rows tell of, counted one by one', async () => {
  const db = createDb(database.app)
  const found = await asViewer(db, viewer, TODAY, (tx) => unitMonths(tx, viewer, unitId, MONTHS))
  const { rows: threads } = await database.migrator.query(
    `select thread_id, intake_on, discharged_on from thread where team_unit_id = $1 and intake_on is not null`,
    [unitId],
  )
  const { rows: tracks } = await database.migrator.query('select thread_id, start_on, end_on from track')
  expect(found).toEqual(
    MONTHS.map((month) => {
      const end = `${month.slice(0, 7)}-31`
      const active = threads.filter((one) => one.intake_on <= end && (!one.discharged_on || one.discharged_on >= month))
      const inIntervention = active.filter(({ thread_id }) =>
        tracks.some(
          (one) => one.thread_id === thread_id && one.start_on <= end && (!one.end_on || one.end_on >= month),
        ),
      ).length
      return { month, active: active.length, inIntervention }
    }),
  )
  expect(found[2]!.active).toBeGreaterThan(15)
})

test('a unit of others gives nothing', async () => {
  const db = createDb(database.app)
  expect(await asViewer(db, viewer, TODAY, (tx) => unitMonths(tx, viewer, unitId + 1, MONTHS))).toEqual([])
})

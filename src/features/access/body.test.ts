import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createDb, type Db } from '../../platform/database/db.ts'
import { day } from '../../shared/calendar-day.ts'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from './access.build.ts'
import { type Body, bodiesOf } from './body.queries.ts'
import { asViewer, viewerOfSession } from './viewer.queries.ts'

const TODAY = day('2026-03-10')
let database: TestDatabase
let db: Db
let home: BuiltAssociation
let elsewhere: BuiltAssociation

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  home = await buildAssociation(database.migrator)
  elsewhere = await buildAssociation(database.migrator)
})
afterAll(() => database.close())

/** As the very next request sees them. */
async function seenBy({ sessionToken }: BuiltUser): Promise<ReadonlyMap<number, Body>> {
  const viewer = await viewerOfSession(db, sessionToken, TODAY)
  if (!viewer?.bodies) throw new Error('no such session')
  return asViewer(db, viewer, TODAY, (tx) => bodiesOf(tx, viewer))
}

test('the units of the own association only, kept while none is changed', async () => {
  const first = await seenBy(home.admin)
  expect([...first.keys()].sort()).toEqual(
    [home.office, home.team, home.care, home.staffUnit].map(({ unitId }) => unitId).sort(),
  )
  expect([...(await seenBy(elsewhere.admin)).keys()]).not.toContain(home.office.unitId)
  expect(await seenBy(home.admin), 'not read again').toBe(first)
})

test.each([
  ['a unit by another name', 'update unit set name = $2 where unit_id = $1', 'office'],
  ['an authority by another name', 'update authority set name = $2 where authority_id = $1', 'authority'],
] as const)('%s has it on the very next request', async (_, change, which) => {
  const { unitId, authorityId } = home.office
  await seenBy(home.admin)
  await database.migrator.query(change, [which === 'office' ? unitId : authorityId, `Nytt namn på ${which}`])
  const found = (await seenBy(home.admin)).get(unitId)
  expect([found?.name, found?.authorityName]).toContain(`Nytt namn på ${which}`)
})

test('a new unit is there on the very next request', async () => {
  const before = await seenBy(home.admin)
  const { rows } = await database.migrator.query(
    `insert into unit (association_id, authority_id, name, kind) values ($1, $2, 'Nya enheten', 'office') returning unit_id as id`,
    [home.associationId, home.office.authorityId],
  )
  const after = await seenBy(home.admin)
  expect([before.has(rows[0].id), after.get(rows[0].id)?.name]).toEqual([false, 'Nya enheten'])
})

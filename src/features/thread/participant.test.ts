import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { listParticipants } from './participant.queries.ts'
import { buildTown, type Town } from './town.build.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const called = (threadId: string, family: string, birthDay: string, protection = 'none') =>
  database.migrator.query(
    `update participant_identity set given_name = 'Prov', family_name = $2, name_key = lower($2) || ' prov', person_number = null,
       birth_day = $3, protection = $4 where thread_id = $1`,
    [threadId, family, birthDay, protection],
  )

test('two with the same name are told apart by the year of birth; a protected person makes nobody a namesake', async () => {
  const [older, younger, alone, hidden] = [
    await town.thread(),
    await town.thread(),
    await town.thread(),
    await town.thread(),
  ]
  await called(older, 'Namne', '1982-03-04')
  await called(younger, 'Namne', '1991-05-06')
  await called(alone, 'Ensam', '1970-01-02')
  await called(hidden, 'Ensam', '1971-01-02', 'marking')
  const { rows } = await town.as('petra', ({ tx, viewer, today }) => listParticipants(tx, viewer, today, 1))
  const born = (threadId: string) => rows.find((row) => row.threadId === threadId)?.born
  expect([born(older), born(younger)]).toEqual(['1982', '1991'])
  expect(born(alone)).toBeNull()
  expect(born(hidden) ?? null).toBeNull()
})

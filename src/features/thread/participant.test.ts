import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { listParticipants } from './participant.queries.ts'
import { takeIn } from './referral/intake.commands.ts'
import { sent, value } from './referral/referral.build.ts'
import { buildTown, TODAY, type Town } from './town.build.ts'

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

test('who referred a person that another unit began with has them among those who are somewhere, until their part has ended', async () => {
  const { threadId, referralId } = await sent(town)
  const listed = async () => {
    const { rows } = await town.as('karin', ({ tx, viewer, today }) => listParticipants(tx, viewer, today, 1))
    return rows.filter((row) => row.threadId === threadId).map((row) => row.how)
  }
  // The thread is the psychiatry's from the beginning; Karin's unit has only referred.
  await database.migrator.query(
    `insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, '2026-01-01')`,
    [town.associationId, threadId, town.units.psychiatry.unitId],
  )
  await database.migrator.query('update thread set unit_id = $2, authority_id = $3 where thread_id = $1', [
    threadId,
    town.units.psychiatry.unitId,
    town.units.psychiatry.authorityId,
  ])
  expect(await listed()).toEqual(['own'])
  await town.as('petra', async ({ tx, viewer, today }) =>
    value(
      await takeIn(tx, viewer, today, referralId, {
        startOn: TODAY,
        leadUserId: town.users.petra,
        toldHow: 'meeting',
      }),
    ),
  )
  expect(await listed()).toEqual(['own'])
})

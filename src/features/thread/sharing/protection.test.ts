import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { addDays } from '../../../shared/calendar-day.ts'
import { exportThread } from '../export.queries.ts'
import { listParticipants } from '../participant.queries.ts'
import { searchParticipants } from '../search.queries.ts'
import { threadOf } from '../thread.queries.ts'
import { buildTown, type StaffKey, TODAY, type Town } from '../town.build.ts'
import { protectIdentity } from './protection.commands.ts'
import { secrecyDue } from './secrecy-due.queries.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const protect = (user: StaffKey, threadId: string, named: StaffKey[], level = 'marking', version = 1) =>
  town.as(user, (work) =>
    protectIdentity(work, threadId, { level, named: named.map((key) => town.users[key]), version: String(version) }),
  )
const familyName = (user: StaffKey, threadId: string) =>
  town.as(user, async ({ tx, viewer }) => (await threadOf(tx, viewer, threadId))?.identity?.familyName ?? null)

test('the leader sets it, and is named; the others see nobody, on no page and in no list', async () => {
  const threadId = await town.thread()
  const family = await familyName('elin', threadId)
  expect(family).toMatch(/^Exempel/)
  expect((await protect('petra', threadId, ['samir'])).ok).toBe(true)
  expect(await familyName('petra', threadId)).toBe(family)
  expect(await familyName('samir', threadId)).toBe(family)
  expect(await familyName('elin', threadId)).toBeNull()
  expect(await familyName('karin', threadId)).toBeNull()
  const listed = (user: StaffKey) =>
    town.as(user, async ({ tx, viewer, today }) =>
      (await listParticipants(tx, viewer, today, 1)).rows.filter((row) => row.threadId === threadId),
    )
  expect(await listed('elin')).toEqual([])
  expect(await listed('samir')).toMatchObject([{ name: '', protected: true }])
  for (const user of ['samir', 'elin'] as const) {
    const found = await town.as(user, ({ tx, viewer }) =>
      searchParticipants(tx, viewer, { by: 'name', words: ['exempel'] }),
    )
    expect(found.filter((one) => one.threadId === threadId)).toEqual([])
    const exported = await town.as(user, ({ tx, viewer }) => exportThread(tx, viewer, threadId))
    expect(exported?.thread).toHaveLength(1)
    expect(JSON.stringify(exported)).not.toContain(family)
  }
  expect((await town.events(threadId)).map((event) => [event.kind, event.data])).toEqual([['identity-changed', {}]])
})

test('only by the leader of the unit that carries; once protected, only by one who is named', async () => {
  const threadId = await town.thread()
  expect(await protect('elin', threadId, ['petra'])).toMatchObject({ refusal: { kind: 'not-allowed' } })
  expect(await protect('oskar', threadId, ['petra'])).toMatchObject({ refusal: { kind: 'not-found' } })
  // Who began the thread holds it still, but the team has the person.
  expect(await protect('karin', threadId, ['petra'])).toMatchObject({ refusal: { kind: 'not-allowed' } })
  expect((await protect('petra', threadId, ['elin', 'karin'])).ok).toBe(true)
  expect((await protect('petra', threadId, ['elin', 'karin'], 'protected_registration', 2)).ok).toBe(true)
  for (const user of ['karin', 'elin'] as const)
    expect(await protect(user, threadId, [], 'none', 3), user).toMatchObject({ refusal: { kind: 'not-allowed' } })
  expect((await protect('petra', threadId, [], 'none', 3)).ok).toBe(true)
  expect(await familyName('samir', threadId)).not.toBeNull()
})

test('before intake by the unit that began the thread, which has no leader; not by one that was only asked', async () => {
  const threadId = await town.thread({ state: 'begun', team: null })
  await database.migrator.query(
    `insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, '2026-01-12')`,
    [town.associationId, threadId, town.units.team.unitId],
  )
  await town.disclose(threadId, 'psychiatry', ['plan'], 'support')
  for (const user of ['petra', 'maja'] as const)
    expect((await protect(user, threadId, ['samir', 'karin'])).ok, user).toBe(false)
  expect((await protect('karin', threadId, ['petra'])).ok).toBe(true)
  // The person is taken in by a team in which somebody is named, and by no other.
  const takenIn = (unit: 'team' | 'otherTeam') =>
    town.as(unit === 'team' ? 'petra' : 'oskar', async ({ tx }) => {
      await sql`update thread set team_unit_id = ${town.units[unit].unitId} where thread_id = ${threadId}`.execute(tx)
    })
  await database.migrator.query(
    `insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, '2026-01-12')`,
    [town.associationId, threadId, town.units.otherTeam.unitId],
  )
  await town.disclose(threadId, 'psychiatry', ['health'], 'support')
  await expect(takenIn('otherTeam')).rejects.toMatchObject({ constraint: 'participant_identity_named' })
  await takenIn('team')
})

test('is not written past the rule, and is not left with nobody who can lift it', async () => {
  const threadId = await town.thread({ protection: 'marking', named: ['samir'] })
  for (const set of ["protection = 'none'", "named_user_ids = '{}'", "lifted_from = '{}'"])
    await expect(
      town.as('samir', ({ tx }) =>
        sql.raw(`update participant_identity set ${set} where thread_id = '${threadId}'`).execute(tx),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  const set = (user: StaffKey, named: StaffKey[]) =>
    town.as(user, async ({ tx }) => {
      const ids = named.map((key) => town.users[key])
      await sql`select set_protection(${threadId}, 'marking', ${ids}::uuid[], 1)`.execute(tx)
    })
  // Its leader is not named while somebody of the team is.
  await expect(set('petra', ['petra'])).rejects.toMatchObject({ code: '42501' })
  await database.migrator.query(`update user_role set valid_until = '2026-10-01' where user_id = $1`, [
    town.users.samir,
  ])
  await expect(set('petra', ['karin'])).rejects.toMatchObject({ constraint: 'participant_identity_named' })
  await expect(set('petra', ['petra', 'maja'])).rejects.toMatchObject({ constraint: 'participant_identity_named' })
  await set('petra', ['petra'])
  await database.migrator.query(`update user_role set valid_until = null where user_id = $1`, [town.users.samir])
})

test('that it was lifted is told to those who had been named', async () => {
  const threadId = await town.thread({ protection: 'marking', named: ['petra', 'karin'] })
  expect((await protect('petra', threadId, [], 'none')).ok).toBe(true)
  const told = (user: StaffKey) =>
    town.as(user, async ({ tx, viewer, today }) =>
      (await secrecyDue(tx, viewer, today)).lifted.filter((one) => one.threadId === threadId),
    )
  expect(await told('karin')).toMatchObject([{ liftedBy: 'Petra Nyholm', liftedOn: TODAY }])
  for (const user of ['petra', 'elin', 'maja'] as const) expect(await told(user), user).toEqual([])
})

test('never by one alone, nor over what somebody else set meanwhile', async () => {
  const threadId = await town.thread()
  expect(await protect('petra', threadId, [])).toMatchObject({ refusal: { fields: { named: 'problem.fewNamed' } } })
  // Somebody who does not work with the person is nobody to name.
  expect(await protect('petra', threadId, ['maja'])).toMatchObject({ refusal: { kind: 'invalid' } })
  expect(await protect('petra', threadId, ['samir'], 'secret')).toMatchObject({ refusal: { kind: 'invalid' } })
  expect(await protect('petra', threadId, ['samir'], 'marking', 7)).toMatchObject({ refusal: { kind: 'stale' } })
})

test('a consent that is about to end is told to the unit that carries the person, without the name of a protected one', async () => {
  const threadId = await town.thread({ protection: 'marking', named: ['petra'] })
  const { unitId, authorityId } = town.units.team
  const consent = await database.migrator.query(
    `insert into consent (association_id, thread_id, unit_id, authority_id, given_how, text_language, text_version, text_hash, taken_by)
     values ($1, $2, $3, $4, 'oral', 'sv', '1', '', $5) returning consent_id`,
    [town.associationId, threadId, unitId, authorityId, town.users.petra],
  )
  const disclose = (until: number) =>
    database.migrator.query(
      `insert into disclosure (association_id, thread_id, unit_id, authority_id, from_authority_id, to_authority_id, categories, ground, consent_id,
         valid_from, valid_until, decided_by) values ($1, $2, $3, $4, $4, $5, '{plan}', 'consent', $6, $7, $8, $9)`,
      [
        ...[town.associationId, threadId, unitId, authorityId, town.units.psychiatry.authorityId],
        ...[consent.rows[0].consent_id, addDays(TODAY, -100), addDays(TODAY, until), town.users.petra],
      ],
    )
  const lapsing = (user: StaffKey) =>
    town.as(user, async ({ tx, viewer, today }) => (await secrecyDue(tx, viewer, today)).consents)
  await disclose(40)
  expect(await lapsing('petra')).toEqual([])
  await disclose(10)
  // The first one still stands when the second ends.
  expect(await lapsing('petra')).toEqual([])
  await database.migrator.query(
    `update disclosure set withdrawn_at = now() where thread_id = $1 and valid_until > $2`,
    [threadId, addDays(TODAY, 30)],
  )
  expect(await lapsing('petra')).toMatchObject([
    { threadId, name: '', protected: true, validUntil: addDays(TODAY, 10) },
  ])
  expect(await lapsing('elin')).toEqual([])
  expect(await lapsing('maja')).toEqual([])
  // What the law lets see for longer, or another authority shows, is no consent renewed.
  await town.disclose(threadId, 'psychiatry', ['plan'])
  await town.disclose(threadId, 'psychiatry', ['plan'], 'jobCentre')
  expect(await lapsing('petra')).toHaveLength(1)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { parsePersonNumber } from '../../../shared/person-number.ts'
import { buildTown, type StaffKey, TODAY, type Town } from '../town.build.ts'
import { beginThread } from './newcomer.commands.ts'
import { knownByName, knownByNumber, otherThreadsOf } from './newcomer.queries.ts'
import type { Newcomer } from './newcomer.schema.ts'
import { newcomer, sent, value } from './referral.build.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
})
afterAll(() => database.close())

const numbered = (digits: string, given: Partial<Newcomer> = {}): Newcomer => {
  const parsed = parsePersonNumber(digits, TODAY)
  if (!parsed.ok) throw new Error(`not a number: ${digits}`)
  return newcomer({ number: parsed.value, noNumber: false, ...given })
}
const begin = (by: StaffKey, person: Newcomer) =>
  town.as(by, ({ tx, viewer, today }) => beginThread(tx, viewer, today, person))

describe('finding or adding a person', () => {
  test('a number of the own unit leads to the thread that is there', async () => {
    const first = value(await begin('karin', numbered('198902012387')))
    expect(first.already).toBe(false)
    const again = value(await begin('karin', numbered('198902012387', { givenName: 'Annat', familyName: 'Namn' })))
    expect(again).toEqual({ threadId: first.threadId, already: true })
    expect(await town.rows('thread', first.threadId)).toMatchObject([
      { state: 'begun', unit_id: town.units.support.unitId },
    ])
    const [identity] = await town.rows('participant_identity', first.threadId)
    expect(identity).toMatchObject({ person_number: '198902012387', birth_day: '1989-02-01', sex: 'woman' })
  })

  test('a number that another authority holds begins a new thread, just as one that nobody holds', async () => {
    const theirs = value(await begin('yusuf', numbered('199912282382')))
    const ours = value(await begin('karin', numbered('199912282382')))
    expect(ours.already).toBe(false)
    expect(ours.threadId).not.toBe(theirs.threadId)
    const found = await town.as('karin', ({ tx, viewer }) => knownByNumber(tx, viewer, '199912282382'))
    expect(found.map((one) => one.threadId)).toEqual([ours.threadId])
  })

  test('the same name without a number is asked about once, in the own unit only', async () => {
    const person = newcomer({ givenName: 'Åsa', familyName: 'Dubbel' })
    value(await begin('karin', person))
    expect(await begin('karin', { ...person, givenName: ' åsa ', familyName: 'DUBBEL' })).toEqual({
      ok: false,
      refusal: { kind: 'conflict', reason: 'sameName' },
    })
    expect((await begin('yusuf', person)).ok).toBe(true)
    expect((await begin('karin', { ...person, someoneElse: true })).ok).toBe(true)
    const known = await town.as('karin', ({ tx, viewer }) =>
      knownByName(tx, viewer, 'dubbel åsa', { hasNumber: false }),
    )
    expect(known).toHaveLength(2)
  })

  test('a protected person is found by who is named, and reveals nothing to a colleague', async () => {
    const person = newcomer({ familyName: 'Hemlig', protection: 'protected_registration' })
    const { threadId } = value(await begin('petra', person))
    expect(await begin('petra', person)).toMatchObject({ refusal: { reason: 'sameName' } })
    expect((await begin('elin', person)).ok).toBe(true)
    const [identity] = await town.rows('participant_identity', threadId)
    expect(identity?.named_user_ids).toEqual([town.users.petra])
  })

  test('somebody without a role that meets participants can begin nothing', async () => {
    const refused = await town.as('karin', ({ tx, viewer, today }) =>
      beginThread(
        tx,
        { ...viewer, roles: viewer.roles.map((held) => ({ ...held, role: 'administrator' })) },
        today,
        newcomer(),
      ),
    )
    expect(refused).toMatchObject({ ok: false, refusal: { kind: 'not-allowed' } })
  })
})

test('a team that gets a second referral about the same person sees both of its threads', async () => {
  const { threadId } = await sent(town, numbered('199912292381'))
  const own = value(await begin('petra', numbered('199912292381')))
  expect(own).toEqual({ threadId, already: true })
  const theirs = value(await begin('yusuf', numbered('199912292381')))
  const others = (by: StaffKey, id: string) => town.as(by, ({ tx, viewer }) => otherThreadsOf(tx, viewer, id))
  expect(await others('petra', threadId)).toEqual([])
  await database.migrator.query(
    `begin; set local app.association = '${town.associationId}'; set local app.viewer = '${town.users.yusuf}';
     set local app.grantees = '{${town.units.jobCentre.unitId * 16}}'; set local app.today = '${TODAY}';
     select hold_thread('${theirs.threadId}', ${town.units.team.unitId}, '${TODAY}'); commit`,
  )
  expect((await others('petra', threadId)).map((one) => one.threadId)).toEqual([theirs.threadId])
  expect(await others('karin', threadId)).toEqual([])
})

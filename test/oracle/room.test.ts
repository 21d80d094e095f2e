import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemoTown } from '../../seeds/demo-town.ts'
import { asViewer, asVisitor, viewerOfSession } from '../../src/features/access/public.ts'
import { teamRooms } from '../../src/features/thread/team-room.queries.ts'
import { createDb, type Db } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

// What everybody may know of a team's room, said once more in plain words: nobody can be told from it. It knows nothing of team_room().

const TODAY = day('2026-11-02')
let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  const client = await database.migrator.connect()
  await client.query('begin')
  await seedDemoTown(client, { today: TODAY })
  await client.query('commit')
  client.release()
})
afterAll(() => database.close())

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.migrator.query(text, values)).rows
type Team = { unitId: number; capacity: number; active: number; queued: number; waits: number[] }

/** One to four are not told, nor anything they could be taken back from; a usual wait is that of five or more. */
function everybodyMayKnow({ capacity, active, queued, waits }: Team) {
  const few = (count: number) => count >= 1 && count <= 4
  const sorted = [...waits].sort((a, b) => a - b)
  return {
    capacity,
    freePlaces: few(active) ? null : Math.max(0, capacity - active),
    queued: few(queued) ? null : queued,
    waitingDays: waits.length < 5 ? null : sorted[Math.ceil(sorted.length / 2) - 1],
  }
}

/** Makes the town's teams as full as drawn, as far as the town has people for it. Gives them as they are now. */
async function put(teams: readonly Team[]): Promise<Team[]> {
  const made: Team[] = []
  for (const { unitId, capacity, active, waits, ...team } of teams) {
    const ids = async (text: string) => (await rows<{ id: string }>(text, [unitId])).map(({ id }) => id)
    const threads = await ids('select thread_id as id from thread where team_unit_id = $1 order by 1')
    const entries = await ids('select queue_entry_id as id from queue_entry where unit_id = $1 order by 1')
    const referrals = await ids('select referral_id as id from referral where to_unit_id = $1 order by 1')
    expect([threads.length >= 9, referrals.length >= 9]).toEqual([true, true])
    const queued = Math.min(team.queued, entries.length)
    made.push({ unitId, capacity, active, queued, waits })
    await rows('update unit set capacity = $2 where unit_id = $1', [unitId, capacity])
    await rows(
      "update thread set state = case when thread_id = any ($2) then 'active' else 'discharged' end where team_unit_id = $1",
      [unitId, threads.slice(0, active)],
    )
    await rows(
      'update queue_entry set left_on = case when queue_entry_id = any ($2) then null else entered_on end where unit_id = $1',
      [unitId, entries.slice(0, queued)],
    )
    await rows("update referral set state = 'withdrawn' where to_unit_id = $1", [unitId])
    for (const [at, days] of waits.entries())
      await rows(
        "update referral set state = 'accepted', taken_in_on = $2, sent_on = $2::date - $3::int where referral_id = $1",
        [referrals[at], TODAY, days],
      )
  }
  return made
}

const drawn = fc.record({
  capacity: fc.integer({ min: 1, max: 12 }),
  active: fc.integer({ min: 0, max: 9 }),
  queued: fc.integer({ min: 0, max: 9 }),
  waits: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 9 }),
})

test('who is not signed in, or does not refer, learns of a team’s room what everybody may know', {
  timeout: 60_000,
}, async () => {
  const units = (
    await rows<{ unit_id: number }>("select unit_id from unit where kind = 'team' and active order by 1")
  ).map(({ unit_id }) => unit_id)
  const [{ association_id }] = (await rows<{ association_id: number }>(
    'select association_id from unit order by 1 limit 1',
  )) as [{ association_id: number }]
  const session = async (email: string) => {
    const [one] = await rows<{ token: string }>(
      `insert into account_session (id, user_id, token, expires_at)
       select uuidv7(), id, uuidv7()::text, now() + interval '1 hour' from account_user where email = $1 returning token`,
      [`${email}@norrby.example`],
    )
    return (await viewerOfSession(db, one!.token, TODAY))!
  }
  const [office, refers] = [await session('agneta.holm'), await session('karin.lindmark')]
  await fc.assert(
    fc.asyncProperty(fc.tuple(...units.map(() => drawn)), async (all) => {
      const teams = await put(all.map((team, at) => ({ ...team, unitId: units[at]! })))
      const expected = new Map(teams.map((team) => [team.unitId, everybodyMayKnow(team)]))
      expect(await asVisitor(db, association_id, TODAY, (tx) => teamRooms(tx))).toEqual(expected)
      expect(await asViewer(db, office, TODAY, (tx) => teamRooms(tx))).toEqual(expected)
      const told = await asViewer(db, refers, TODAY, (tx) => teamRooms(tx))
      for (const { unitId, queued } of teams) expect(told.get(unitId)?.queued).toBe(queued)
    }),
    { numRuns: 60, seed: 20261125 },
  )
  await rows('update association set map_public = false')
  expect(await asVisitor(db, association_id, TODAY, (tx) => teamRooms(tx))).toEqual(new Map())
})

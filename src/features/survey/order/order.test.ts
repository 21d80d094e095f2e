import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { somebodyWaits, type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Visitor } from '../../../../test/support/visitor.ts'
import { day } from '../../../shared/calendar-day.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { BARRIERS } from '../core/code.ts'
import { SHORT_REASONS } from '../core/reason.ts'
import { type BuiltRound, buildRound, type PersonPart } from '../round/round.build.ts'
import { makeWaiting } from './order.build.ts'
import { makeOrdered } from './order.jobs.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let lena: BuiltUser
let lenas: Visitor

const people = (count: number, from = 0): PersonPart[] =>
  Array.from({ length: count }, (_, n) => ({
    code: `P${from + n}`,
    sex: n % 2 ? 'man' : 'woman',
    months: (n % 3) * 30,
    reason: SHORT_REASONS.reasons[n % 3]!,
    staff: BARRIERS.filter((_, at) => (n + at) % 3 === 0),
    inIntervention: n % 2 === 0,
  }))
const roundOf = (parts: readonly PersonPart[], month: string): Promise<BuiltRound> =>
  buildRound(database.migrator, built.associationId, built.office, lena, parts, { state: 'closed', month: day(month) })
const order = async ({ roundId }: BuiltRound, audience = 'outside') => {
  const address = `/kartlaggning/${roundId}/rapport`
  return lenas.send(await lenas.get(address), { audience }, `${address}/spara`)
}
const orders = async () =>
  (
    await database.migrator.query(
      `select survey_order_id as id, state, because, survey_report_id as report, with_reports as beside from survey_order order by 1`,
    )
  ).rows
const key = (orderId: string) => ({ associationId: built.associationId, orderId })

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date())
  built = await buildAssociation(database.migrator)
  lena = await built.user('Lena Leder', built.office, 'team_leader')
  lenas = await app.signedIn(lena.email, BUILT_PASSWORD)
})
afterAll(() => database.close())

test('of two made at once the second is checked against the first; made again nothing changes', async () => {
  const [all, fewer] = [await roundOf(people(60), '2026-01-01'), await roundOf(people(57), '2026-02-01')]
  const [first, second] = [await order(all), await order(fewer)]
  const waiting = await orders()
  expect(waiting.map(({ state }) => state)).toEqual(['ordered', 'ordered'])
  await Promise.all(waiting.map(({ id }) => makeOrdered(app.db, app.secret, key(id))))
  const made = await orders()
  const saved = made.find(({ state }) => state === 'saved')
  const refused = made.find(({ state }) => state === 'refused')
  expect(refused).toMatchObject({ because: 'few-people', beside: [saved.report], report: null })
  for (const { id } of made) await makeOrdered(app.db, app.secret, key(id))
  expect(await orders()).toEqual(made)
  const count = async (table: string) => (await database.migrator.query(`select from ${table}`)).rowCount
  expect([await count('survey_report'), await count('survey_release')]).toEqual([1, 1])
  const ends = [await lenas.get(first.path), await lenas.get(second.path)]
  expect(ends.map(({ text }) => text.includes('Rapporten är sparad')).toSorted()).toEqual([false, true])
  expect(ends.map(({ text }) => text.includes('färre än fem personer')).toSorted()).toEqual([false, true])
})

test('each is written down: asked for by the leader, and what came of it', async () => {
  const { rows } = await database.migrator.query(
    `select kind, actor_id, data ->> 'because' as because from survey_event where kind like 'report-%' and kind <> 'report-seen' order by kind, at`,
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['report-ordered', 'report-ordered', 'report-refused', 'report-saved'])
  for (const { actor_id } of rows) expect(actor_id).toBe(lena.userId)
  expect(rows[2].because).toBe('few-people')
})

test('a round that was opened again meanwhile is refused when its turn comes', async () => {
  const round = await roundOf(people(60, 100), '2026-03-01')
  const ordered = await order(round)
  await database.migrator.query(`update survey_round set state = 'open', closed_on = null where survey_round_id = $1`, [
    round.roundId,
  ])
  await makeWaiting(database.migrator, app)
  expect((await lenas.get(ordered.path)).text).toContain('Rapporten sparades inte. Avsluta omgången först')
})

test('one that fails is tried again, and ends with why on the last try', async () => {
  const round = await roundOf(people(30, 300), '2026-05-01')
  const ordered = await order(round, 'unit')
  const { id } = (await orders()).at(-1)
  // What is asked for twice is made once.
  expect((await order(round, 'unit')).path).toBe(ordered.path)
  const state = async () => (await orders()).find((one) => one.id === id)
  await database.migrator.query(`alter table survey_report add constraint broken check (false) not valid`)
  await expect(makeOrdered(app.db, app.secret, key(id))).rejects.toThrow('broken')
  expect(await state()).toMatchObject({ state: 'ordered' })
  await expect(makeOrdered(app.db, app.secret, key(id), { isLast: true })).rejects.toThrow('broken')
  await database.migrator.query(`alter table survey_report drop constraint broken`)
  expect(await state()).toMatchObject({ state: 'refused', because: 'failed', report: null })
  const page = await lenas.get(ordered.path)
  expect(page.path).toContain('/rapport?nekad=')
  expect(page.text).toContain('Rapporten sparades inte. Något gick fel när den gjordes')
  expect(page.html).toMatch(/<input(?=[^>]*value="unit")(?=[^>]*checked)/)
  expect((await order(round, 'unit')).path).not.toBe(ordered.path)
  await makeWaiting(database.migrator, app)
})

test('one that would go on for ever is stopped, ends at once, and lets the next be made', async () => {
  await order(await roundOf(people(30, 400), '2026-06-01'))
  const slow = (await orders()).at(-1).id
  await order(await roundOf(people(30, 500), '2026-07-01'), 'unit')
  const next = (await orders()).at(-1).id
  await expect(makeOrdered(app.db, app.secret, key(slow), { limitMs: 1 })).rejects.toThrow('too long')
  await makeOrdered(app.db, app.secret, key(next))
  const ends = new Map((await orders()).map(({ id, state, because }) => [id, because ?? state]))
  expect([ends.get(slow), ends.get(next)]).toEqual(['failed', 'saved'])
})

test('one that takes too long says so, stops asking by itself, and is nobody else’s to see', async () => {
  const ordered = await order(await roundOf(people(30, 200), '2026-04-01'), 'unit')
  expect(ordered.headers.get('refresh')).toContain(ordered.path)
  expect((await lenas.get(`/kartlaggning`)).status).toBe(200)
  // It is tried again for a while.
  const minutesAgo = (count: number) =>
    database.migrator.query(
      `update survey_order set ordered_at = now() - $1 * interval '1 minute' where state = 'ordered'`,
      [count],
    )
  await minutesAgo(20)
  expect((await lenas.get(ordered.path)).text).toContain('läses om av sig själv')
  await minutesAgo(40)
  const late = await lenas.get(ordered.path)
  expect(late.text).toContain('Det tar längre tid än det ska')
  expect(late.headers.get('refresh')).toBeNull()
  const karin = await built.user('Karin', built.office, 'caseworker')
  expect((await (await app.signedIn(karin.email, BUILT_PASSWORD)).get(ordered.path)).status).toBe(404)
})

/** Ends an order as saved, with one person of a round in it, while `meanwhile` holds the round; that is committed once the order waits for it. */
async function endedBeside(orderId: string, roundId: string, meanwhile: readonly [string, unknown[]][]): Promise<void> {
  const other = await database.migrator.connect()
  try {
    await other.query('begin')
    await other.query(...meanwhile[0]!)
    const outcome = { rules: {}, shown: { n: 1 }, lines: [{ roundId, people: ['P1\tman'] }] }
    const ending = database.migrator.query('select survey_order_end($1, $2, $3)', [
      ...[built.associationId, orderId, JSON.stringify(outcome)],
    ])
    await Promise.race([ending, somebodyWaits(database.migrator)])
    for (const more of meanwhile.slice(1)) await other.query(...more)
    await other.query('commit')
    await ending
  } finally {
    other.release(true)
  }
}
const linesOf = async ({ roundId }: BuiltRound) =>
  (await database.migrator.query('select people from survey_release where survey_round_id = $1', [roundId])).rows

test('of a round that is being deleted nothing is saved, and whoever ends an order and whoever deletes do not wait in a circle', async () => {
  const single = await roundOf(people(2), '2025-10-01')
  await order(single)
  const { id } = (await orders()).at(-1)
  await endedBeside(id, single.roundId, [
    ['select from survey_round where survey_round_id = $1 for update', [single.roundId]],
    ['delete from survey_order where survey_round_id = $1', [single.roundId]],
  ])
  expect(await linesOf(single)).toEqual([])

  const joint = await roundOf(people(2), '2025-11-01')
  const { associationId, office } = built
  const { rows } = await database.migrator.query(
    `with j as (insert into survey_joint (association_id, unit_id, authority_id, title, month, made_by, made_on)
       values ($1, $2, $3, 'Norrby', '2025-11-01', $4, '2025-12-01') returning survey_joint_id)
     insert into survey_order (association_id, survey_joint_id, unit_id, authority_id, audience, ordered_by, on_day)
     select $1, survey_joint_id, $2, $3, 'outside', $4, '2025-12-01' from j returning survey_order_id as id, survey_joint_id as "jointId"`,
    [associationId, office.unitId, office.authorityId, lena.userId],
  )
  const ordered = rows[0]
  await database.migrator.query(
    `insert into survey_joint_part (association_id, survey_joint_id, unit_id, authority_id, answer, survey_round_id) values ($1, $2, $3, $4, 'yes', $5)`,
    [associationId, ordered.jointId, office.unitId, office.authorityId, joint.roundId],
  )
  await endedBeside(ordered.id, joint.roundId, [
    [`select survey_delete_round($1, $2, '2040-01-01', 'key')`, [associationId, joint.roundId]],
  ])
  expect((await orders()).find((one) => one.id === ordered.id)).toMatchObject({ state: 'refused', because: 'deleted' })
  expect(await linesOf(joint)).toEqual([])
})

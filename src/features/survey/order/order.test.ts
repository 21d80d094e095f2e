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

type Statement = readonly [string, unknown[]]

/** What comes of `run` while another session holds what `held` takes; it does `more` and is over once `run` waits for it. */
async function beside<T>(held: Statement, run: () => Promise<T>, ...more: Statement[]): Promise<T> {
  const other = await database.migrator.connect()
  try {
    await other.query('begin')
    await other.query(held[0], held[1])
    const running = run()
    await Promise.race([running, somebodyWaits(database.migrator)])
    for (const [text, values] of more) await other.query(text, values)
    await other.query('commit')
    return await running
  } finally {
    other.release(true)
  }
}
/** Ends an order as saved, with one person of a round in it. */
const endAsSaved = (orderId: string, { roundId }: BuiltRound) =>
  database.migrator.query('select survey_order_end($1, $2, $3)', [
    ...[built.associationId, orderId],
    JSON.stringify({ rules: {}, shown: { n: 1 }, lines: [{ roundId, people: ['P1\tman'] }] }),
  ])
async function buildJoint(): Promise<string> {
  const { rows } = await database.migrator.query(
    `insert into survey_joint (association_id, unit_id, authority_id, title, month, made_by, made_on)
     values ($1, $2, $3, 'Norrby', '2025-11-01', $4, '2025-12-01') returning survey_joint_id as id`,
    [built.associationId, built.office.unitId, built.office.authorityId, lena.userId],
  )
  return rows[0].id
}
const linesOf = async ({ roundId }: BuiltRound) =>
  (await database.migrator.query('select people from survey_release where survey_round_id = $1', [roundId])).rows

test('of a round that is being deleted nothing is saved, and whoever ends an order and whoever deletes do not wait in a circle', async () => {
  const single = await roundOf(people(2), '2025-10-01')
  await order(single)
  const { id } = (await orders()).at(-1)
  await beside(
    ['select from survey_round where survey_round_id = $1 for update', [single.roundId]],
    () => endAsSaved(id, single),
    ['delete from survey_order where survey_round_id = $1', [single.roundId]],
  )
  expect(await linesOf(single)).toEqual([])

  const [part, jointId] = [await roundOf(people(2), '2025-11-01'), await buildJoint()]
  const at = [built.associationId, built.office.unitId, built.office.authorityId, jointId]
  await database.migrator.query(
    `insert into survey_joint_part (association_id, unit_id, authority_id, survey_joint_id, answer, survey_round_id) values ($1, $2, $3, $4, 'yes', $5)`,
    [...at, part.roundId],
  )
  const { rows } = await database.migrator.query(
    `insert into survey_order (association_id, unit_id, authority_id, survey_joint_id, audience, ordered_by, on_day)
     values ($1, $2, $3, $4, 'outside', $5, '2025-12-01') returning survey_order_id as id`,
    [...at, lena.userId],
  )
  await beside([`select survey_delete_round($1, $2, '2040-01-01', 'key')`, [built.associationId, part.roundId]], () =>
    endAsSaved(rows[0].id, part),
  )
  expect((await orders()).find((one) => one.id === rows[0].id)).toMatchObject({ state: 'refused', because: 'deleted' })
  expect(await linesOf(part)).toEqual([])
})

test('a joint report that is made while somebody gives it up is not given up, nor written down as such', async () => {
  const id = await buildJoint()
  const page = await lenas.get(`/kartlaggning/gemensam/${id}`)
  const ended = await beside([`update survey_joint set state = 'made' where survey_joint_id = $1`, [id]], () =>
    lenas.send(page, {}, `${page.path}/avsluta`),
  )
  expect(ended.status).toBe(409)
  expect(ended.text).toContain('Rapporten är redan gjord eller avslutad')
  const { rowCount } = await database.migrator.query(`select from survey_event where kind = 'joint-ended'`)
  expect(rowCount).toBe(0)
})

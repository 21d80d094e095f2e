import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Page, Visitor } from '../../../../test/support/visitor.ts'
import { day } from '../../../shared/calendar-day.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { makeWaiting } from '../order/order.build.ts'
import { deleteDueRatings } from './deletion.jobs.ts'
import { type BuiltRound, buildRound, type PersonPart } from './round.build.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let lena: BuiltUser
let old: BuiltRound
/** The round's page while its ratings were there. */
let before: Page
let lenas: Visitor

/** The people of the golden file, as staff and they themselves have rated them. */
const golden = (): PersonPart[] => {
  const [, ...lines] = readFileSync('test/golden/needs-survey.csv', 'utf8').trim().split('\n')
  const several = (cell: string) => (cell === 'none' ? [] : cell.split('|').filter(Boolean))
  return lines.map((line) => {
    const [code, sex, , months, reason, staff, self] = line.trim().split(',') as string[]
    const known = { code: code!, sex: sex as 'man' | 'woman', months: Number(months), reason: reason! }
    return { ...known, staff: several(staff!), self: self === '' ? null : several(self!), inIntervention: true }
  })
}
const build = (people: readonly PersonPart[], state: 'draft' | 'open' | 'closed', month: string) =>
  buildRound(database.migrator, built.associationId, built.office, lena, people, { state, month: day(month) })
const sweep = (today: string) => deleteDueRatings(app.db, app.secret, day(today))
const count = async (what: string, ...values: unknown[]) =>
  (await database.migrator.query(`select count(*)::int as n from ${what}`, values)).rows[0].n
const save = async (round: BuiltRound, audience: string) => {
  const address = `/kartlaggning/${round.roundId}/rapport`
  const ordered = await lenas.send(await lenas.get(address), { audience }, `${address}/spara`)
  await makeWaiting(database.migrator, app)
  return lenas.get(ordered.path)
}

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date('2026-03-02T09:00:00Z'))
  built = await buildAssociation(database.migrator)
  lena = await built.user('Lena Leder', built.office, 'team_leader')
  lenas = await app.signedIn(lena.email, BUILT_PASSWORD)
  old = await build(golden(), 'closed', '2026-02-01')
  const draft = await build([{ code: 'D1', staff: ['language'] }], 'draft', '2026-01-01')
  await save(draft, 'unit')
  await build([{ code: 'O1', staff: ['language'] }], 'open', '2026-03-01')
  await build([{ code: 'L1' }], 'closed', '2027-01-01')
  await save(old, 'unit')
  await save(old, 'outside')
  await database.migrator.query(
    `insert into survey_event (association_id, survey_round_id, unit_id, authority_id, survey_person_id, kind, on_day, data)
     values ($1, $2, $3, $4, $5, 'rating-corrected', '2026-02-03', '{"was": {"barriers": ["addiction"]}}')`,
    [built.associationId, old.roundId, built.office.unitId, built.office.authorityId, old.personIds[0]],
  )
})
afterAll(() => database.close())

test('a draft that came with ratings is removed with what was saved of it', async () => {
  const draft = await build([{ code: 'D2', staff: ['language'] }], 'draft', '2026-05-01')
  await save(draft, 'unit')
  expect(await count('survey_report where survey_round_id = $1', draft.roundId)).toBe(1)
  const page = await lenas.get(`/kartlaggning/${draft.roundId}`)
  const gone = await lenas.send(page, {}, `/kartlaggning/${draft.roundId}/gor/remove`)
  expect(gone.status).toBe(200)
  expect(await count('survey_round where survey_round_id = $1', draft.roundId)).toBe(0)
  expect(await count('survey_report where survey_round_id = $1', draft.roundId)).toBe(0)
})

describe('ratings are deleted by rule', () => {
  test('on the last day of the fifth year after the round was closed, and not a day before', async () => {
    before = await lenas.get(`/kartlaggning/${old.roundId}`)
    expect(before.text).toContain('Skattningarna raderas 31 december 2031')
    expect(await sweep('2031-12-30')).toBe(0)
    expect(await count('survey_person')).toBe(71)
    expect(await sweep('2031-12-31')).toBe(3)
    // One round was closed the year after: its people are still there.
    expect(await count('survey_person')).toBe(1)
    expect(await count('survey_self')).toBe(0)
    expect(await count(`survey_event where data ? 'was'`)).toBe(0)
    expect(await sweep('2031-12-31')).toBe(0)
  })

  test('it is written down, the draft is gone, and a round that was never closed is closed', async () => {
    const { rows } = await database.migrator.query(
      `select e.actor_id, e.on_day::text as day, e.data, r.state from survey_event e left join survey_round r using (association_id, survey_round_id)
       where kind = 'ratings-deleted' order by r.month nulls first`,
    )
    expect(rows).toEqual([
      { actor_id: null, day: '2031-12-31', data: { people: 1, due: '2031-12-31' }, state: null },
      { actor_id: null, day: '2031-12-31', data: { people: 68, due: '2031-12-31' }, state: 'closed' },
      { actor_id: null, day: '2031-12-31', data: { people: 1, due: '2031-12-31' }, state: 'closed' },
    ])
  })

  test('the round says so, saved reports remain, and nothing else can be done', async () => {
    const page = await lenas.get(`/kartlaggning/${old.roundId}`)
    expect(page.text).toMatch(/Skattningarna raderades 31 december 2031 ?, enligt regeln/)
    expect(page.text).not.toContain('Öppna igen')
    const saved = /\/kartlaggning\/sparad\/[0-9a-f-]+/.exec(page.html)![0]
    expect((await lenas.get(saved)).text).toContain('Vanligast är arbetslös: 26 av 68')
    expect((await lenas.get(`/kartlaggning/${old.roundId}/rapport`)).status).toBe(404)
    expect((await lenas.get('/kartlaggning')).text).toContain('Raderad')
    // A page from before does not open it again.
    const again = await lenas.send(before, {}, `/kartlaggning/${old.roundId}/gor/reopen`)
    expect(again.status).toBe(409)
    expect(again.text).toContain('Skattningarna i omgången är raderade')
    expect(await count('survey_round where deleted_on is not null and state = $1', 'closed')).toBe(2)
  })

  test('what left the unit is still what the next report is checked against, without the codes', async () => {
    const { rows } = await database.migrator.query('select people from survey_release')
    expect(rows).toHaveLength(1)
    for (const line of rows[0].people) expect(line).toMatch(/^sealed:[0-9a-f]{64}\t/)
    const later = await build(golden().slice(3), 'closed', '2031-06-01')
    const refused = await save(later, 'outside')
    expect(refused.text).toContain('Rapporten sparades inte')
    expect(refused.text).toContain('februari 2026')
  })

  test('five years later that goes too', async () => {
    await sweep('2036-12-30')
    expect(await count('survey_release')).toBe(1)
    await sweep('2036-12-31')
    expect(await count('survey_release')).toBe(0)
    expect(await count('survey_report')).toBe(2)
  })

  test('a round that cannot be deleted stops none of the others, and is told', async () => {
    const elsewhere = await buildAssociation(database.migrator, 'Annby')
    const leader = await elsewhere.user('Lo', elsewhere.office, 'team_leader')
    const stuck = await buildRound(
      database.migrator,
      elsewhere.associationId,
      elsewhere.office,
      leader,
      [{ code: 'X' }],
      {
        ...{ state: 'draft' as const, month: day('2040-01-01') },
      },
    )
    await build([{ code: 'N1', staff: ['language'] }], 'closed', '2040-02-01')
    await database.migrator.query(
      `create table obstacle (association_id int, survey_round_id uuid, foreign key (association_id, survey_round_id) references survey_round)`,
    )
    await database.migrator.query('insert into obstacle values ($1, $2)', [elsewhere.associationId, stuck.roundId])
    await expect(sweep('2045-12-31')).rejects.toThrow('1 of 2 rounds')
    expect(await count('survey_person')).toBe(1)
    await database.migrator.query('drop table obstacle')
    expect(await sweep('2045-12-31')).toBe(1)
    expect(await count('survey_person')).toBe(0)
  })

  test('nobody who is signed in can have it done', async () => {
    const viewer = await viewerOfSession(app.db, lena.sessionToken, day('2026-03-02'))
    const asked = asViewer(app.db, viewer!, day('2026-03-02'), (tx) =>
      sql`select survey_delete_round(${built.associationId}, ${old.roundId}, '2099-01-01', 'k')`.execute(tx),
    )
    await expect(asked).rejects.toMatchObject({ code: '42501' })
    for (const call of [sql`select survey_due('2099-01-01')`, sql`select survey_forget_told('2099-01-01')`])
      await expect(asViewer(app.db, viewer!, day('2026-03-02'), (tx) => call.execute(tx))).rejects.toMatchObject({
        code: '42501',
      })
  })
})

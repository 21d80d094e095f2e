import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Visitor } from '../../../../test/support/visitor.ts'
import { day } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUnit, buildAssociation } from '../../access/access.build.ts'
import { type BuiltRound, buildRound } from '../round/round.build.ts'

// Somebody who leads two units, each with rounds in which the same codes stand for other people.

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let tuva: Visitor
let rounds: Record<'office' | 'officeLater' | 'care', BuiltRound>

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date('2026-09-10T09:00:00Z'))
  built = await buildAssociation(database.migrator)
  const user = await built.user('Tuva Berg', built.office, 'team_leader')
  await database.migrator.query(
    `insert into user_role (association_id, user_id, unit_id, role, valid_from) values ($1, $2, $3, 'team_leader', '2020-01-01')`,
    [built.associationId, user.userId, built.care.unitId],
  )
  const round = (at: BuiltUnit, month: string, staff: string[]) =>
    buildRound(
      database.migrator,
      built.associationId,
      at,
      user,
      ['A', 'B', 'C'].map((code) => ({ code, staff, months: 6 })),
      { month: day(month) },
    )
  rounds = {
    office: await round(built.office, '2026-02-01', []),
    officeLater: await round(built.office, '2026-08-01', ['language']),
    care: await round(built.care, '2026-08-01', ['language']),
  }
  tuva = await app.signedIn(user.email, BUILT_PASSWORD)
})
afterAll(() => database.close())

const compared = async (now: BuiltRound, withRound: BuiltRound) =>
  (await tuva.get(`/kartlaggning/${now.roundId}/rapport?med=${withRound.roundId}`)).text

test('nobody is followed by code from one unit to another', async () => {
  const within = await compared(rounds.officeLater, rounds.office)
  expect(within).toContain('Har inte längre')
  const across = await compared(rounds.care, rounds.office)
  expect(across).toContain('Hinder per person, före och nu')
  expect(across).not.toContain('Har inte längre')
  expect(across).toContain('ingen följs från den ena omgången till den andra')
  const file = await tuva.get(
    `/kartlaggning/${rounds.care.roundId}/rapport/fil/rapport.json?med=${rounds.office.roundId}`,
  )
  const ids = JSON.parse(file.html).tables.map(({ id }: { id: string }) => id)
  expect(ids).toContain('compare_barriers')
  expect(ids).not.toContain('compare_durations')
})

test('a file of one unit is written down as taken out of that unit alone', async () => {
  expect((await tuva.get(`/kartlaggning/over-tid/fil/over-tid.json?enhet=${built.care.unitId}`)).status).toBe(200)
  const { rows } = await database.migrator.query(
    `select distinct survey_round_id as id from survey_event where kind = 'report-taken-out' and data ->> 'page' = 'over-time'`,
  )
  expect(rows.map(({ id }) => id)).toEqual([rounds.care.roundId])
})

test('a unit with its own list has its months in the report, on the page and in every file, as over time', async () => {
  const report = `/kartlaggning/${rounds.officeLater.roundId}/rapport`
  expect((await tuva.get(report)).text).not.toContain('Aktiva ärenden per månad')
  const { associationId, office } = built
  for (const number of ['2026-9001', '2026-9002', '2026-9003']) {
    const threadId = newId()
    await database.migrator.query(
      `insert into thread_unit (association_id, thread_id, unit_id, since) values ($1, $2, $3, '2026-07-15')`,
      [associationId, threadId, office.unitId],
    )
    await database.migrator.query(
      `insert into thread (association_id, thread_id, unit_id, authority_id, case_number, state, language, opened_on)
       values ($1, $2, $3, $4, $5, 'begun', 'sv', '2026-07-15')`,
      [associationId, threadId, office.unitId, office.authorityId, number],
    )
  }
  const page = (await tuva.get(report)).text
  expect(page).toMatch(/Aktiva ärenden per månad .* juni 2026 0 0 – juli 2026 3 0 0,0 % augusti 2026 3 0 0,0 %/)
  expect((await tuva.get('/kartlaggning/over-tid')).text).toContain('juli 2026 3 0 0,0 % augusti 2026 3 0 0,0 %')
  const { tables } = JSON.parse((await tuva.get(`${report}/fil/rapport.json`)).html)
  expect(tables.at(-1).id).toBe('months')
  expect(tables.at(-1).rows.at(-1)).toEqual({
    ...{ key: '2026-08', active: 3, in_intervention: 0, in_intervention_share: 0 },
  })
  expect((await tuva.get(`${report}/fil/rapport.csv`)).html).toContain('months;2026-08;active;')
  expect((await tuva.get(`${report}/fil/rapport.html`)).html).toContain('id="months"')
  for (const format of ['pdf', 'xlsx']) expect((await tuva.get(`${report}/fil/rapport.${format}`)).status).toBe(200)
  // Months are of everybody, so a report of some does not hold them.
  expect((await tuva.get(`${report}?kon=woman`)).text).not.toContain('Aktiva ärenden per månad')
})

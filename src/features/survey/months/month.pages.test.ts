import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Page } from '../../../../test/support/visitor.ts'
import { day } from '../../../shared/calendar-day.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { buildRound } from '../round/round.build.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let users: Record<'lena' | 'karin' | 'maja' | 'agneta' | 'sigge', BuiltUser>
const visit = async (who: keyof typeof users): Promise<Page> =>
  (await app.signedIn(users[who].email, BUILT_PASSWORD)).get('/kartlaggning/over-tid')

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date('2026-09-10T09:00:00Z'))
  built = await buildAssociation(database.migrator)
  users = {
    lena: await built.user('Lena Leder', built.office, 'team_leader'),
    karin: await built.user('Karin', built.office, 'caseworker'),
    maja: await built.user('Maja', built.care, 'team_leader'),
    agneta: await built.user('Agneta', built.staffUnit, 'association_head'),
    sigge: await built.user('Sigge', built.team, 'team_leader'),
  }
  const round = (people: Parameters<typeof buildRound>[4], month: string, state: 'open' | 'draft' = 'open') =>
    buildRound(database.migrator, built.associationId, built.office, users.lena, people, { month: day(month), state })
  await round(
    [
      { code: 'A', months: 6, inIntervention: true },
      { code: 'B', months: 30, inIntervention: false },
      { code: 'C', months: 90 },
    ],
    '2026-02-01',
  )
  await round(
    [
      { code: 'A', months: 12, inIntervention: true },
      { code: 'B', months: 36, inIntervention: true },
      { code: 'D', months: 1, inIntervention: false },
    ],
    '2026-08-01',
  )
  await round([{ code: 'X', months: 1 }], '2026-09-01', 'draft')
})
afterAll(() => database.close())

test('whoever leads the unit sees its rounds and where people went between them', async () => {
  const page = await visit('lena')
  expect(page.status).toBe(200)
  expect(page.text).toContain('februari 2026 3 2 1 50,0 %')
  expect(page.text).toContain('augusti 2026 3 3 2 66,7 %')
  // A draft is no round yet.
  expect(page.text).not.toContain('september 2026 1')
  expect(page.text).toContain('Från februari 2026 till augusti 2026')
  expect(page.text).toContain('2 personer finns i båda')
  expect(page.text).toMatch(
    /Under 1 år 0 1 0 0 1 1–5 år 0 1 0 0 1 Över 5 år 0 0 0 1 1 Nya i omgången 1 0 0 – – Summa nu 1 2 0 1 3/,
  )
  const { rows } = await database.migrator.query(
    `select count(*)::int as n from survey_event where kind = 'report-seen'`,
  )
  expect(rows[0].n).toBe(2)
})

test('a caseworker, another unit and the office see none of it', async () => {
  for (const who of ['karin', 'agneta'] as const) expect((await visit(who)).status, who).toBe(404)
  for (const who of ['maja', 'sigge'] as const) {
    const page = await visit(who)
    expect(page.status).toBe(200)
    expect(page.text, who).toContain('Det finns ingen omgång med personer i enheten än.')
    expect(page.text, who).not.toContain('66,7')
  }
})

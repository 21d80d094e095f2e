import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('as a file', () => {
  const file = async (who: keyof typeof users, format: string, unit: number) =>
    (await app.signedIn(users[who].email, BUILT_PASSWORD)).get(
      `/kartlaggning/over-tid/fil/over-tid.${format}?enhet=${unit}`,
    )

  test('the leader takes the same tables out, and it is written down', async () => {
    const json = JSON.parse((await file('lena', 'json', built.office.unitId)).html)
    expect(json.tables.map(({ id }: { id: string }) => id)).toEqual(['rounds', 'flow_2026-02_2026-08'])
    expect(json.tables[0].rows[1]).toEqual({
      ...{ key: '2026-08', people: 3, known: 3, in_intervention: 2 },
      in_intervention_share: 2 / 3,
    })
    expect(json.tables[1].rows.at(-1)).toEqual({ key: 'sum', '<1': 1, '1-5': 2, '>5': 0, left: 1, sum: 3 })
    const csv = (await file('lena', 'csv', built.office.unitId)).html
    expect(csv).toContain('flow_2026-02_2026-08;came;<1;')
    for (const format of ['csv', 'json', 'xlsx', 'pdf']) {
      const [first, second] = [
        await file('lena', format, built.office.unitId),
        await file('lena', format, built.office.unitId),
      ]
      expect(first.status, format).toBe(200)
      expect(first.html).toBe(second.html)
      expect(first.headers.get('content-disposition')).toContain(`over-tid-enheten.${format}`)
    }
    const { rows } = await database.migrator.query(
      `select distinct actor_id from survey_event where kind = 'report-taken-out'`,
    )
    expect(rows).toEqual([{ actor_id: users.lena.userId }])
  })

  test('nobody takes out another unit', async () => {
    for (const who of ['karin', 'agneta', 'maja', 'sigge'] as const)
      expect((await file(who, 'json', built.office.unitId)).status, who).toBe(404)
    expect((await file('lena', 'json', built.care.unitId)).status).toBe(404)
  })
})

describe('between any two rounds', () => {
  let ids: string[]
  beforeAll(async () => {
    const people = [
      { code: 'A', months: 18 },
      { code: 'E', months: 70 },
    ]
    await buildRound(database.migrator, built.associationId, built.office, users.lena, people, {
      month: day('2026-09-01'),
    })
    const { rows } = await database.migrator.query(
      `select survey_round_id as id from survey_round where unit_id = $1 and state = 'open' order by month`,
      [built.office.unitId],
    )
    ids = rows.map(({ id }) => id)
  })
  const asked = async (who: keyof typeof users, from: string | undefined, to: string | undefined, rest = '') =>
    (await app.signedIn(users[who].email, BUILT_PASSWORD)).get(
      `/kartlaggning/over-tid${rest}?enhet=${built.office.unitId}&fran=${from}&till=${to}`,
    )

  test('the earlier is before, whichever was chosen first, on the page and in every file', async () => {
    for (const [from, to] of [
      [ids[0], ids[2]],
      [ids[2], ids[0]],
    ]) {
      const page = await asked('lena', from, to)
      expect(page.text).toContain('Från februari 2026 till september 2026')
      expect(page.text).toContain(
        'I februari 2026 var det 3 personer. 1 av dem är med i september 2026: 0 med samma tid med stöd, 1 med längre tid och 0 med kortare tid. 2 är inte med längre, och 1 är nya.',
      )
      expect(page.html).toContain('role="img" aria-label="Från februari 2026 till september 2026. I februari')
      expect(page.html).toMatch(/fil\/over-tid\.pdf\?enhet=\d+&amp;fran=[^&]+&amp;till=/)
    }
    const { tables } = JSON.parse((await asked('lena', ids[0], ids[2], '/fil/over-tid.json')).html)
    expect(tables.map(({ id }: { id: string }) => id)).toEqual([
      ...['rounds', 'flow_2026-02_2026-08', 'flow_2026-08_2026-09', 'flow_2026-02_2026-09'],
    ])
    expect(tables[3].rows.at(-1)).toEqual({ key: 'sum', '<1': 0, '1-5': 1, '>5': 1, left: 2, sum: 3 })
    for (const format of ['csv', 'xlsx', 'pdf'])
      expect((await asked('lena', ids[0], ids[2], `/fil/over-tid.${format}`)).status, format).toBe(200)
    // Neighbours are there already.
    const next = JSON.parse((await asked('lena', ids[1], ids[2], '/fil/over-tid.json')).html)
    expect(next.tables).toHaveLength(3)
  })

  test('rounds of the same month are told apart', async () => {
    const inMonth = async () => {
      const month = day('2026-09-01')
      return (await buildRound(database.migrator, built.associationId, built.office, users.lena, [], { month })).roundId
    }
    const [second, third] = [await inMonth(), await inMonth()]
    const keysOf = async (to: string) =>
      JSON.parse((await asked('lena', ids[2], to, '/fil/over-tid.json')).html).tables.map(
        ({ id }: { id: string }) => id,
      )
    const flows = ['flow_2026-09_2026-09', 'flow_2026-09_2026-09_2']
    expect((await keysOf(second)).slice(-2)).toEqual(flows)
    expect((await keysOf(third)).slice(-3)).toEqual([...flows, 'flow_2026-09_2026-09_3'])
    expect((await asked('lena', ids[2], third, '/fil/over-tid.xlsx')).status).toBe(200)
  })

  test('the same twice, or a round of nobody’s, is told in plain words', async () => {
    for (const [from, to] of [
      [ids[0], ids[0]],
      [ids[0], 'ingenting'],
      [ids[0], ''],
    ])
      expect((await asked('lena', from, to)).text).toContain('Välj två olika omgångar.')
    for (const who of ['karin', 'agneta'] as const) expect((await asked(who, ids[0], ids[2])).status).toBe(404)
    const maja = await asked('maja', ids[0], ids[2])
    expect(maja.text).not.toContain('februari 2026')
  })
})

describe('from protected reports', () => {
  const series = async (who: keyof typeof users, rest = '') =>
    (await app.signedIn(users[who].email, BUILT_PASSWORD)).get(`/kartlaggning/rapporter-over-tid${rest}`)

  test('there is nothing before one is saved', async () => {
    expect((await series('agneta')).text).toContain('Ingen skyddad rapport är sparad än')
  })

  test('everybody reads what the reports show, and what they hide is hidden', async () => {
    const saved = async (
      month: string,
      shown: object,
      part: { audience?: string; withdrawn?: boolean; filter?: object } = {},
    ) => {
      const round = await buildRound(database.migrator, built.associationId, built.office, users.lena, [], {
        ...{ month: day(month), state: 'closed' as const },
      })
      await database.migrator.query(
        `insert into survey_report (association_id, survey_round_id, unit_id, authority_id, audience, month, filter, rules, shown, saved_by, withdrawn_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          ...[built.associationId, round.roundId, built.office.unitId, built.office.authorityId],
          ...[part.audience ?? 'outside', month, JSON.stringify(part.filter ?? {}), '{"threshold": 5}'],
          ...[JSON.stringify(shown), users.lena.userId, part.withdrawn ? new Date() : null],
        ],
      )
    }
    const few = { n: 40, marks: 60, 'intervention:yes': 'hidden', 'intervention:no': 'hidden', 'n | duration:<1': 12 }
    await saved('2025-03-01', { ...few, 'n | duration:1-5': 'hidden', 'n | duration:>5': 'hidden' })
    await saved('2025-09-01', {
      n: 50,
      marks: 100,
      'intervention:yes': 20,
      'intervention:no': 30,
      'n | duration:<1': 50,
    })
    // None of these is read by everybody, or about everybody.
    await saved('2025-10-01', { n: 777 }, { withdrawn: true })
    await saved('2025-11-01', { n: 888 }, { audience: 'unit' })
    await saved('2025-12-01', { n: 999 }, { filter: { sex: 'man' } })
    for (const who of ['agneta', 'karin', 'maja', 'lena'] as const) {
      const page = await series(who)
      expect(page.status, who).toBe(200)
      expect(page.text).toMatch(/mars 2025 40 (\S+) \1 1,50 12 \1 \1/)
      expect(page.text).toContain('september 2025 50 20 40,0 % 2,00 50 0 0')
      for (const number of ['777', '888', '999']) expect(page.text, who).not.toContain(number)
    }
    const { tables } = JSON.parse((await series('agneta', '/fil/over-tid.json')).html)
    expect(tables[0].rows[0]).toEqual({
      ...{ key: '2025-03', people: 40, in_intervention: 'hidden', in_intervention_share: 'hidden' },
      ...{ barriers_per_person: 1.5, '<1': 12, '1-5': 'hidden', '>5': 'hidden' },
    })
    for (const format of ['csv', 'xlsx', 'pdf'])
      expect((await series('agneta', `/fil/over-tid.${format}`)).status, format).toBe(200)
  })
})

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { day } from '../../../shared/calendar-day.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { makeWaiting } from '../order/order.build.ts'
import { type BuiltRound, buildRound, type PersonPart } from '../round/round.build.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let users: Record<'lena' | 'karin' | 'sara' | 'agneta', BuiltUser>
let round: BuiltRound
const signedIn = (who: keyof typeof users) => app.signedIn(users[who].email, BUILT_PASSWORD)

/** The people of the golden file as they are built. */
const golden = (): PersonPart[] => {
  const [, ...lines] = readFileSync('test/golden/needs-survey.csv', 'utf8').trim().split('\n')
  const several = (cell: string) => (cell === 'none' ? [] : cell.split('|').filter(Boolean))
  return lines.map((line) => {
    const [code, sex, birthYear, months, reason, staff, self, intervention] = line.trim().split(',') as string[]
    return {
      code: code!,
      sex: sex as 'man' | 'woman',
      birthYear: Number(birthYear),
      months: Number(months),
      reason: reason!,
      staff: several(staff!),
      self: self === '' ? null : several(self!),
      inIntervention: intervention === 'yes',
    }
  })
}

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date('2026-03-02T09:00:00Z'))
  built = await buildAssociation(database.migrator)
  users = {
    lena: await built.user('Lena Leder', built.office, 'team_leader'),
    karin: await built.user('Karin', built.office, 'caseworker'),
    sara: await built.user('Sara', built.care, 'team_leader'),
    agneta: await built.user('Agneta', built.staffUnit, 'association_head'),
  }
  const people = [...golden(), { code: 'W1', rater: null }, { code: 'S1', skipped: true }]
  round = await buildRound(database.migrator, built.associationId, built.office, users.lena, people, {
    state: 'closed',
  })
})
afterAll(() => database.close())

const path = (rest = '') => `/kartlaggning/${round.roundId}/rapport${rest}`

describe('the plain report', () => {
  test('is the leader’s: every number, who is left out and why, each look written down', async () => {
    const lena = await signedIn('lena')
    const page = await lena.get(path())
    for (const words of [
      '68 av 70 personer i omgången är skattade',
      'En är inte skattad än.',
      'jag känner inte personen tillräckligt (1)',
      'Vanligast är arbetslös: 26 av 68 personer (38,2 %)',
      'Markerade hinder, alla personer',
      '153',
    ])
      expect(page.text).toContain(words)
    for (const who of ['karin', 'sara', 'agneta'] as const) {
      const other = await signedIn(who)
      for (const rest of ['', '/fil/rapport.csv', '/fil/rapport.json', '/bakom?tabell=barriers&rad=language'])
        expect((await other.get(path(rest))).status, `${who} ${rest}`).toBe(404)
    }
    const { rows } = await database.migrator.query(
      `select distinct actor_id from survey_event where kind = 'report-seen'`,
    )
    expect(rows).toEqual([{ actor_id: users.lena.userId }])
  })

  test('as a web page has every number as a way to what it is made of, in the same file', async () => {
    const lena = await signedIn('lena')
    const { html } = await lena.get(path('/fil/rapport.html'))
    const hrefs = [...html.matchAll(/<td><a href="#([^"]+)">/g)].map(([, id]) => id!)
    expect(hrefs.length).toBeGreaterThan(500)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)
    expect(new Set(ids).size).toBe(ids.length)
    for (const one of hrefs) expect(ids).toContain(one)
    expect(html).toContain('26 delat med 68')
    // Codes are behind the numbers of the page, and in no file.
    expect(html).not.toMatch(/P\d{3}/)
  })

  test('of some people says so, and what is behind a number is told with codes', async () => {
    const lena = await signedIn('lena')
    const women = await lena.get(path('?kon=woman'))
    expect(women.text).toContain('Rapporten gäller 37 av dem: kvinnor')
    const behind = await lena.get(path('/bakom?tabell=reasons&rad=parental_leave'))
    expect(behind.text).toContain('1 delat med 68')
    expect(behind.text).toContain('Wilson')
    const one = golden().find(({ reason }) => reason === 'parental_leave')!
    expect(behind.text).toContain(one.code)
    for (const wrong of ['tabell=reasons&rad=nothing', 'tabell=reasons&rad=unemployed&tal=nothing', 'tabell=reasons'])
      expect((await lena.get(path(`/bakom?${wrong}`))).status, wrong).toBe(404)
  })

  test('has every number as a way to what is behind it, and the tab key goes through them only where that is asked for', async () => {
    const lena = await signedIn('lena')
    const plain = await lena.get(path())
    const cells = [...plain.html.matchAll(/<td role="cell"[^>]*><div>(.*?)<\/div>/g)].map(([, cell]) => cell!)
    expect(cells.length).toBeGreaterThan(500)
    for (const cell of cells) expect(cell).toMatch(/^–$|^<a class="figure" href="[^"]*bakom[^"]*" tabindex="-1">/)
    const opened = await lena.get(path('?siffror=barriers'))
    const section = (id: string) => opened.html.split(`id="${id}"`)[1]!.split('</section>')[0]!
    expect(section('barriers')).not.toContain('tabindex="-1"')
    expect(section('barriers')).toContain('aria-label="21, Antal, Språk"')
    expect(section('reasons')).toContain('tabindex="-1"')
    const behind = async (query: string) => (await lena.get(path(`/bakom?${query}`))).text
    expect(await behind('tabell=barriers&rad=marks&tal=count')).toContain('153 markeringar hos 68 personer')
    expect(await behind('tabell=mean_by_sex&rad=all&tal=mean')).toContain('153 markerade hinder delat med 68 personer')
    expect(await behind('tabell=reasons&tal=personer')).toMatch(/P068/)
    expect(await behind('tabell=self_and_staff&tal=utan-notSelfRated')).toMatch(/P\d{3}/)
    // What somebody has answered is counted, and not told of anybody.
    for (const own of ['self', 'both', 'agreement', 'kappa'])
      expect(await behind(`tabell=self_and_staff&rad=language&tal=${own}`), own).not.toMatch(/P\d{3}/)
    expect(await behind('tabell=self_and_staff&rad=language&tal=staff')).toMatch(/P\d{3}/)
  })

  test('tells of own answers only where five people have answered, in every form', async () => {
    const lena = await signedIn('lena')
    const few = '?kon=man&tid=%3E5'
    const asked = golden().filter(({ sex, months, self }) => sex === 'man' && months! > 60 && self)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThan(5)
    const json = JSON.parse((await lena.get(path(`/fil/rapport.json${few}`))).html)
    expect(json).toMatchObject({ self_n: asked.length, self_vs_staff: null })
    const table = json.tables.find(({ id }: { id: string }) => id === 'self_and_staff')
    for (const { self, both, agreement, kappa } of table.rows)
      expect([self, both, agreement, kappa]).toEqual(['hidden', 'hidden', 'hidden', 'hidden'])
    const page = await lena.get(path(few))
    expect(page.html.split('id="self_and_staff"')[1]!.split('</section>')[0]).toContain('dolt')
    await lena.send(page, { audience: 'unit' }, path('/spara'))
    await makeWaiting(database.migrator, app)
    const { rows } = await database.migrator.query(
      `select shown from survey_report where audience = 'unit' and filter <> '{}'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].shown['self:self:language']).toBe('hidden')
    await database.migrator.query(`truncate survey_order; delete from survey_report`)
  })

  test('as a file is the same bytes each time, and equals the golden figures', async () => {
    const lena = await signedIn('lena')
    const expected = JSON.parse(readFileSync('test/golden/needs-survey.expected.json', 'utf8'))
    const json = JSON.parse((await lena.get(path('/fil/rapport.json'))).html)
    for (const key of ['n', 'marks', 'barriers', 'pairs', 'per_person', 'self_vs_staff', 'mean_by_duration'])
      expect(json[key], key).toEqual(expected[key])
    for (const format of ['csv', 'json', 'html', 'xlsx', 'pdf']) {
      const [first, second] = [
        await lena.get(path(`/fil/rapport.${format}`)),
        await lena.get(path(`/fil/rapport.${format}`)),
      ]
      expect(first.status).toBe(200)
      expect(first.html).toBe(second.html)
      expect(first.headers.get('content-disposition')).toContain(`.${format}`)
    }
  })

  test('against another round: what changed, for those in both by code', async () => {
    const before = golden().map((one) => ({ ...one, staff: one.staff!.filter((key) => key !== 'language') }))
    const earlier = await buildRound(database.migrator, built.associationId, built.office, users.lena, before, {
      state: 'closed',
      month: day('2025-08-01'),
    })
    const lena = await signedIn('lena')
    const page = await lena.get(path(`?med=${earlier.roundId}`))
    expect(page.text).toContain('Störst skillnad: språk, 0,0 % före och 30,9 % nu.')
    expect(page.text).toContain('har ”språk” tillkommit för 21 och försvunnit för 0')
    expect((await lena.get(path(`/fil/rapport.csv?med=${earlier.roundId}`))).html).toContain('compare_barriers')
    const behind = await lena.get(
      path(`/bakom?med=${earlier.roundId}&tabell=compare_barriers&rad=language&tal=appeared`),
    )
    expect(behind.text).toContain('21 personer')
    expect(behind.html.match(/personer\?kod=/g)).toHaveLength(21)
    const change = await lena.get(path(`/bakom?med=${earlier.roundId}&tabell=compare_barriers&rad=language&tal=change`))
    expect(change.text).toContain('21 av 68 nu minus 0 av 68 före')
    // Read from the other side the earlier month is still before.
    const back = await lena.get(`/kartlaggning/${earlier.roundId}/rapport?med=${round.roundId}`)
    expect(back.text).toContain('Före är augusti 2025, nu är februari 2026.')
    expect(back.text).toContain('Störst skillnad: språk, 0,0 % före och 30,9 % nu.')
    const other = `/kartlaggning/${earlier.roundId}/rapport/bakom?med=${round.roundId}&tabell=compare_barriers&rad=language`
    expect((await lena.get(`${other}&tal=change`)).text).toContain('21 av 68 nu minus 0 av 68 före')
    expect((await lena.get(`${other}&tal=after`)).html).toContain(`/${round.roundId}/personer?kod=`)
    expect((await lena.get(path(`/fil/rapport.html?med=${earlier.roundId}`))).html).toContain('Före är augusti 2025')
  })
})

describe('a saved report', () => {
  const save = async (fields: Record<string, string>, at = path()) => {
    const lena = await signedIn('lena')
    const ordered = await lena.send(await lena.get(at), fields, path('/spara'))
    if (ordered.status !== 200) return ordered
    expect(ordered.text).toContain('Rapporten görs')
    expect(ordered.headers.get('refresh')).toBe(`2;url=${ordered.path}`)
    await makeWaiting(database.migrator, app)
    return lena.get(ordered.path)
  }

  test('for everybody is protected in every format, and read by the office', async () => {
    const saved = await save({ audience: 'outside' })
    expect(saved.text).toContain('Rapporten är sparad')
    const address = saved.path.replace(/\?.*/, '')
    const agneta = await signedIn('agneta')
    const list = await agneta.get('/kartlaggning')
    expect(list.text).toContain('Skyddade siffror')
    expect(list.text).not.toContain('Ny omgång')
    const page = await agneta.get(address)
    expect(page.text).toContain('Vanligast är arbetslös: 26 av 68')
    // A hidden number says why it is, and a number that is shown what it is made of; whose they are is in neither.
    const behind = async (query: string) => (await agneta.get(`${address}/bakom?${query}`)).text
    expect(await behind('tabell=reasons&rad=parental_leave&tal=count')).toContain('gäller färre än fem personer, eller')
    expect(await behind('tabell=reasons&rad=unemployed&tal=share')).toContain('26 delat med 68 = 38,2 %')
    expect(await behind('tabell=reasons&rad=unemployed')).not.toMatch(/P\d{3}/)
    expect((await agneta.get(`${address}/bakom?tabell=reasons&rad=unemployed&tal=nothing`)).status).toBe(404)
    const { tables } = JSON.parse((await agneta.get(`${address}/fil/rapport.json`)).html)
    const reasons = Object.fromEntries(
      tables[0].rows.map((row: { key: string; count: unknown }) => [row.key, row.count]),
    )
    expect(reasons).toMatchObject({ unemployed: 26, parental_leave: 'hidden', part_time_involuntary: 'hidden' })
    expect(reasons.pension).toBeUndefined()
    const csv = (await agneta.get(`${address}/fil/rapport.csv`)).html
    expect(csv).toContain('reasons;parental_leave;count;Försörjningshinder;Föräldraledig;Antal;hidden;')
    for (const table of tables)
      for (const row of table.rows)
        for (const key of ['count', 'man_count', 'woman_count', 'both', 'staff', 'self'])
          if (typeof row[key] === 'number' && row.key !== 'marks')
            expect(row[key] === 0 || row[key] >= 5, `${table.id} ${row.key} ${key}`).toBe(true)
  })

  test('rounded to fives holds only fives', async () => {
    const saved = await save({ audience: 'rounded' })
    const agneta = await signedIn('agneta')
    const { tables } = JSON.parse((await agneta.get(`${saved.path.replace(/\?.*/, '')}/fil/rapport.json`)).html)
    for (const { count } of tables[1].rows) expect(count === 'hidden' || count % 5 === 0).toBe(true)
  })

  test('that would lay open what is hidden is refused, with why', async () => {
    // Three people fewer than a report that is saved: one of them would be told.
    await database.migrator.query(
      `update survey_round set state = 'open', closed_on = null where survey_round_id = $1`,
      [round.roundId],
    )
    await database.migrator.query(
      `update survey_person set state = 'skipped', skip_reason = 'left', reason = null, barriers = null where survey_round_id = $1 and code in ('P001', 'P002', 'P003')`,
      [round.roundId],
    )
    const early = await save({ audience: 'outside' })
    expect(early.status).toBe(409)
    expect(early.text).toContain('Avsluta omgången först')
    await database.migrator.query(
      `update survey_round set state = 'closed', closed_on = '2026-03-02' where survey_round_id = $1`,
      [round.roundId],
    )
    const refused = await save({ audience: 'rounded' })
    expect(refused.path).toMatch(/\/rapport\?nekad=/)
    expect(refused.text).toContain('färre än fem personer')
    expect(refused.text).toMatch(/Försörjningsstöd ?, februari 2026/)
    expect(refused.html).toMatch(/<input(?=[^>]*value="rounded")(?=[^>]*checked)/)
    const lena = await signedIn('lena')
    await lena.send(refused, { audience: 'unit' }, path('/spara'))
    await makeWaiting(database.migrator, app)
  })

  test('for the unit is the unit’s, with all figures', async () => {
    const saved = await save({ audience: 'unit' })
    const address = saved.path.replace(/\?.*/, '')
    expect((await (await signedIn('karin')).get(address)).text).toContain('Oskyddade siffror')
    for (const who of ['agneta', 'sara'] as const) expect((await (await signedIn(who)).get(address)).status).toBe(404)
  })

  test('that is withdrawn is nobody’s but the leader’s', async () => {
    const lena = await signedIn('lena')
    const { rows } = await database.migrator.query(
      `select survey_report_id as id from survey_report where audience = 'outside' order by 1 limit 1`,
    )
    const address = `/kartlaggning/sparad/${rows[0].id}`
    const done = await lena.send(await lena.get(address), {}, `${address}/dra-tillbaka`)
    expect(done.text).toContain('Rapporten är tillbakadragen')
    expect((await (await signedIn('agneta')).get(address)).status).toBe(404)
    expect((await lena.get(address)).text).toContain('Tillbakadragen')
  })
})

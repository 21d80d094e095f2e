import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Page, Visitor } from '../../../../test/support/visitor.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from '../../access/access.build.ts'
import { buildRound } from './round.build.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let users: Record<'lena' | 'karin' | 'kerstin' | 'maja' | 'agneta', BuiltUser>
const signedIn = (who: keyof typeof users): Promise<Visitor> => app.signedIn(users[who].email, BUILT_PASSWORD)

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  app.setNow(new Date('2026-03-02T09:00:00Z'))
  built = await buildAssociation(database.migrator)
  users = {
    lena: await built.user('Lena Leder', built.office, 'team_leader'),
    karin: await built.user('Karin', built.office, 'caseworker'),
    kerstin: await built.user('Kerstin', built.office, 'caseworker'),
    maja: await built.user('Maja', built.care, 'team_leader'),
    agneta: await built.user('Agneta', built.staffUnit, 'association_head'),
  }
})
afterAll(() => database.close())

const idIn = (page: Page): string => /kartlaggning\/([0-9a-f-]{36})/.exec(page.path)![1]!
const linkTo = (page: Page, words: string): string => {
  const found = [...page.html.matchAll(/<a[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].find(([, , text]) =>
    text!.replace(/<[^>]+>/g, '').includes(words),
  )
  if (!found) throw new Error(`no link ${words} on ${page.path}: ${page.text.slice(0, 800)}`)
  return found[1]!.replaceAll('&amp;', '&')
}
/** The address of the form with that button on the page. */
const formWith = (page: Page, part: string): string =>
  [...page.html.matchAll(/<form[^>]*action="([^"]*)"/g)]
    .map(([, action]) => action!)
    .find((action) => action.includes(part))!

describe('a round from beginning to end', () => {
  let id = ''

  test('is made, takes pasted codes, names the rows that do not hold and keeps what was pasted', async () => {
    const lena = await signedIn('lena')
    const empty = await lena.get('/kartlaggning')
    expect(empty.text).toContain('Ingen omgång än')
    const made = await lena.send(await lena.get('/kartlaggning/ny'), { month: '2026-02' })
    id = idIn(made)
    expect(made.path).toContain('/personer/nya')
    const pasted =
      'kod;handläggare;kön;födelseår\nP1;Karin;man;1990\nP2;Karin;kvinna;19\n19800101-2389;;;\nP1;;;\nP4;Ingen;;'
    const bad = await lena.send(made, { people: pasted }, `/kartlaggning/${id}/personer/nya`)
    expect(bad.status).toBe(422)
    for (const words of [
      'fyra siffror',
      'ser ut som ett personnummer',
      'tidigare rad',
      'Ingen i enheten heter så',
      '4 rader',
    ])
      expect(bad.text).toContain(words)
    expect(bad.html).toContain('<title>Fel: ')
    // The number is in the box where it can be mended, and nowhere else.
    expect(bad.html.replace(/<textarea[\s\S]*?<\/textarea>/, '')).not.toContain('19800101')
    expect(bad.html).toContain('P2;Karin;kvinna;19')
    const added = await lena.send(bad, { leaveOut: 'yes' }, `/kartlaggning/${id}/personer/nya`)
    expect(added.text).toContain('En person är tillagd')
    const more = await lena.send(
      await lena.get(`/kartlaggning/${id}/personer/nya`),
      { people: 'P1\nP2\nP3\nP4' },
      `/kartlaggning/${id}/personer/nya`,
    )
    expect(more.text).toContain('3 personer är tillagda')
    expect(more.text).toContain('En fanns redan')
  })

  test('is handed out evenly, opened, and is nothing for others', async () => {
    const lena = await signedIn('lena')
    const form = await lena.get(`/kartlaggning/${id}/personer/fordela`)
    const nobody = await lena.send(form, {}, `/kartlaggning/${id}/personer/fordela`)
    expect(nobody.status).toBe(422)
    const done = await lena.send(form, { to: users.kerstin.userId }, `/kartlaggning/${id}/personer/fordela`)
    expect(done.text).toContain('Personerna är fördelade')
    expect((await signedIn('karin').then((karin) => karin.get(`/kartlaggning/${id}/skatta`))).path).toContain(
      `/kartlaggning/${id}`,
    )
    const opened = await lena.send(await lena.get(`/kartlaggning/${id}`), {}, `/kartlaggning/${id}/gor/open`)
    expect(opened.text).toContain('Omgången är öppen')
    for (const who of ['maja', 'agneta'] as const) {
      const other = await signedIn(who)
      for (const path of ['', '/personer', '/skatta', '/andra', '/personer/nya', '/personer/fordela'])
        expect((await other.get(`/kartlaggning/${id}${path}`)).status, `${who} ${path}`).toBe(404)
    }
    const karin = await signedIn('karin')
    for (const path of ['/andra', '/personer/nya', '/personer/fordela'])
      expect((await karin.get(`/kartlaggning/${id}${path}`)).status).toBe(404)
  })

  test('a caseworker sees and rates own people only, one after the other', async () => {
    const [karin, kerstin] = await Promise.all([signedIn('karin'), signedIn('kerstin')])
    const list = await karin.get(`/kartlaggning/${id}/personer`)
    expect(list.text).toContain('P1')
    expect(list.text).not.toContain('P2')
    const page = await kerstin.get(`/kartlaggning/${id}/skatta`)
    expect(page.text).toContain('Skatta P2')
    expect((await karin.get(page.path)).status).toBe(404)
    const action = formWith(page, '/skatta/')
    const empty = await kerstin.send(page, {}, action)
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Välj ett försörjningshinder')
    expect(empty.text).toContain('Kryssa i de arbetshinder')
    const both = await kerstin.send(page, { reason: 'unemployed', barriers: 'none', birthYear: 'x' }, action)
    expect(both.text).toContain('Skriv ett helt tal')
    expect(both.html).toContain('value="x"')
    const next = await kerstin.send(both, { birthYear: '1980' }, action)
    expect(next.text).toContain('P2 är sparad')
    expect(next.text).toContain('Skatta P3')
    const stale = await kerstin.send(page, { reason: 'unknown', barriers: 'language' }, action)
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Det som sparades: Arbetslös: Inget arbetshinder.')
    expect(stale.html).toMatch(/value="language"[^>]*checked/)
    const corrected = await kerstin.send(stale, {}, action)
    expect(corrected.text).toContain('P2 är sparad')
    const rows = await database.migrator.query(
      `select reason, barriers, birth_year, version from survey_person where code = 'P2'`,
    )
    expect(rows.rows).toEqual([{ reason: null, barriers: ['language'], birth_year: null, version: 4 }])
    const events = await database.migrator.query(
      `select kind, data from survey_event e join survey_person p using (association_id, survey_person_id) where p.code = 'P2' order by survey_event_id`,
    )
    expect(events.rows.map((row) => row.kind)).toEqual(['rated', 'rating-corrected'])
    expect(events.rows[1].data.was).toMatchObject({ reason: 'unemployed', barriers: [] })
  })

  test('somebody who cannot be rated is told with why; the last one says thanks', async () => {
    const kerstin = await signedIn('kerstin')
    const page = await kerstin.get(`/kartlaggning/${id}/skatta`)
    const without = await kerstin.send(page, {}, formWith(page, '/gar-inte'))
    expect(without.status).toBe(422)
    const next = await kerstin.send(page, { skipReason: 'left' }, formWith(page, '/gar-inte'))
    expect(next.text).toContain('Skatta P4')
    const done = await kerstin.send(next, { reason: 'unemployed', barriers: 'none' }, formWith(next, '/skatta/'))
    expect(done.text).toContain('Du har skattat alla dina personer')
    expect(done.text).toContain('2 av 4 skattade')
    expect(linkTo(done, 'Dina personer')).toBe(`/kartlaggning/${id}/personer`)
    // The list says the same of the round as the round does, and nothing of it to another unit.
    expect((await kerstin.get('/kartlaggning')).text).toContain('2 av 4 skattade')
    expect((await (await signedIn('maja')).get('/kartlaggning')).text).not.toContain('av 4 skattade')
  })

  test('a look at what somebody else has rated is written down', async () => {
    const lena = await signedIn('lena')
    const list = await lena.get(`/kartlaggning/${id}/personer?lage=rated`)
    const page = await lena.get(linkTo(list, 'Rätta P2'))
    expect(page.text).toContain('Skattad 2 mars 2026 av Kerstin')
    const { rows } = await database.migrator.query(`select actor_id from survey_event where kind = 'rating-seen'`)
    expect(rows).toEqual([{ actor_id: users.lena.userId }])
  })

  test('once closed nothing is rated; it can be opened again', async () => {
    const [lena, karin] = await Promise.all([signedIn('lena'), signedIn('karin')])
    const page = await karin.get(`/kartlaggning/${id}/skatta`)
    const round = await lena.get(`/kartlaggning/${id}`)
    expect(round.text).toContain('En person är inte skattad än')
    const closed = await lena.send(round, {}, `/kartlaggning/${id}/gor/close`)
    expect(closed.text).toContain('Omgången är avslutad')
    const late = await karin.send(page, { reason: 'unemployed', barriers: 'none' }, formWith(page, '/skatta/'))
    expect(late.status).toBe(409)
    expect(late.text).toContain('Omgången är avslutad. Den som leder enheten kan öppna den igen.')
    // An old page of the leader does not close it twice.
    expect((await lena.send(round, {}, `/kartlaggning/${id}/gor/close`)).path).toContain('klart=avslutad')
    const again = await lena.send(await lena.get(`/kartlaggning/${id}`), {}, `/kartlaggning/${id}/gor/reopen`)
    expect(again.text).toContain('Omgången är öppen igen')
  })

  test('a draft is changed and removed; a round that has been opened is not', async () => {
    const lena = await signedIn('lena')
    const draft = await buildRound(database.migrator, built.associationId, built.office, users.lena, [{ code: 'X1' }], {
      state: 'draft',
    })
    const form = await lena.get(`/kartlaggning/${draft.roundId}/andra`)
    const changed = await lena.send(
      form,
      { month: '2025-12', reasonList: 'national-2017' },
      `/kartlaggning/${draft.roundId}/andra`,
    )
    expect(changed.text).toContain('december 2025')
    const stale = await lena.send(form, { month: '2025-11', _key: '' }, `/kartlaggning/${draft.roundId}/andra`)
    expect(stale.status).toBe(409)
    const wrong = await lena.send(
      await lena.get(`/kartlaggning/${draft.roundId}/andra`),
      { month: '1999-01', reasonList: 'x' },
      `/kartlaggning/${draft.roundId}/andra`,
    )
    expect(wrong.status).toBe(422)
    const gone = await lena.send(changed, {}, `/kartlaggning/${draft.roundId}/gor/remove`)
    expect(gone.text).toContain('Utkastet är borttaget')
    const posted = await lena.send(
      await lena.get(`/kartlaggning/${id}/personer/nya`),
      {},
      `/kartlaggning/${id}/personer/nya`,
    )
    expect(posted.status).toBe(422)
  })

  test('the whole golden file comes in as a rated round', async () => {
    const lena = await signedIn('lena')
    const round = await buildRound(database.migrator, built.associationId, built.office, users.lena, [])
    const people = readFileSync('test/golden/needs-survey.csv', 'utf8')
    const added = await lena.send(
      await lena.get(`/kartlaggning/${round.roundId}/personer/nya`),
      { people },
      `/kartlaggning/${round.roundId}/personer/nya`,
    )
    expect(added.text).toContain('68 personer är tillagda')
    const { rows } = await database.migrator.query(
      `select count(*)::int as people, sum(cardinality(barriers))::int as marks from survey_person where survey_round_id = $1 and state = 'rated'`,
      [round.roundId],
    )
    expect(rows).toEqual([{ people: 68, marks: 153 }])
  })

  test('the authority’s own list is brought in, rows that do not hold named, and chosen in a round', async () => {
    const lena = await signedIn('lena')
    const page = await lena.get('/kartlaggning/listor')
    const wrong = await lena.send(
      page,
      { name: '', entries: '1;Arbetslös, ingen ersättning;Arbetslös\n2;X;ingenting\n1;Y;pension\n3;Z' },
      '/kartlaggning/listor',
    )
    expect(wrong.status).toBe(422)
    for (const words of ['”ingenting” är inget hinder', 'koden ”1” står på en tidigare rad', 'tre delar behövs'])
      expect(wrong.text).toContain(words)
    expect(wrong.html).toContain('1;Arbetslös, ingen ersättning;Arbetslös')
    const done = await lena.send(
      wrong,
      {
        name: 'Vårt system 2026',
        entries: 'kod;ord;räknas som\n01;Utan jobb;Arbetslös\n16;Föräldrapenning;parental_leave',
      },
      '/kartlaggning/listor',
    )
    expect(done.text).toContain('Listan är inläst')
    const form = await lena.get('/kartlaggning/ny')
    const [, key] = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>Egen lista: Vårt system 2026/.exec(form.html)!
    const made = await lena.send(form, { reasonList: key! })
    const roundId = idIn(made)
    const added = await lena.send(
      made,
      { people: 'kod;försörjningshinder;hinder\nQ1;Föräldrapenning;none\nQ2;01;language' },
      `/kartlaggning/${roundId}/personer/nya`,
    )
    expect(added.text).toContain('2 personer är tillagda')
    const { rows } = await database.migrator.query(
      `select reason from survey_person where survey_round_id = $1 order by code`,
      [roundId],
    )
    expect(rows).toEqual([{ reason: 'parental_leave' }, { reason: 'unemployed' }])
    for (const who of ['karin', 'agneta'] as const)
      expect((await (await signedIn(who)).get('/kartlaggning/listor')).status).toBe(404)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Visitor } from '../../../test/support/visitor.ts'
import { BUILT_PASSWORD, type BuiltAssociation, buildAssociation } from './access.build.ts'

let database: TestDatabase
let program: TestApp
let home: BuiltAssociation
let one: Visitor
let other: Visitor
beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database)
  home = await buildAssociation(database.migrator)
  const second = await home.user('Berit Berg', home.staffUnit, 'administrator')
  one = await program.signedIn(home.admin.email, BUILT_PASSWORD)
  other = await program.signedIn(second.email, BUILT_PASSWORD)
})
afterAll(() => database.close())

const row = async (sql: string, ...values: unknown[]) => (await database.migrator.query(sql, values)).rows[0]
const events = async (kind: string): Promise<number> =>
  Number((await row('select count(*) as n from access_event where kind = $1', kind)).n)

describe('two administrators in the same form', () => {
  test('a unit: the later one sees both texts, keeps both changes, and nobody’s is lost', async () => {
    const path = `/forvaltning/enheter/${home.team.unitId}`
    const [first, late] = [await one.get(path), await other.get(path)]
    expect((await one.send(first, { name: 'Teamet på torget' }, path)).path).toContain('klart=saved')
    const written = await events('unit_changed')
    const stale = await other.send(late, { phone: '08-465 004 12' }, path)
    expect(stale.status).toBe(409)
    expect(stale.html).toContain('<title>Fel:')
    expect(stale.text).toContain('Någon annan har ändrat det här medan du skrev')
    for (const words of ['Teamet på torget', '08-465 004 12']) expect(stale.text + stale.html).toContain(words)
    expect(await row('select name, phone from unit where unit_id = $1', home.team.unitId)).toMatchObject({
      name: 'Teamet på torget',
      phone: null,
    })
    expect(await events('unit_changed'), 'what was not saved left no event').toBe(written)
    expect((await other.send(stale, {}, path)).path).toContain('klart=saved')
    expect(await row('select name, phone, version from unit where unit_id = $1', home.team.unitId)).toEqual({
      name: 'Teamet på torget',
      phone: '08-465 004 12',
      version: 3,
    })
  })

  test('an authority: the same, also when both changed the same field', async () => {
    const path = `/forvaltning/huvudman/${home.team.authorityId}`
    const [first, late] = [await one.get(path), await other.get(path)]
    await one.send(first, { name: 'Norra kommunen', contactEmail: 'ombud@norra.example' }, path)
    const stale = await other.send(late, { name: 'Södra kommunen' }, path)
    expect(stale.status).toBe(409)
    for (const words of ['Norra kommunen', 'Södra kommunen', 'ombud@norra.example']) expect(stale.text).toContain(words)
    await other.send(stale, {}, path)
    expect(
      await row('select name, contact_email from authority where authority_id = $1', home.team.authorityId),
    ).toEqual({ name: 'Södra kommunen', contact_email: 'ombud@norra.example' })
  })

  test('a sign-in service: also the first of two that are written at once', async () => {
    const path = `/forvaltning/huvudman/${home.care.authorityId}/inloggning`
    const service = {
      ...{ domain: 'region.example', issuer: 'https://in.region.example', clientId: 'traden' },
      ...{ authorizationUrl: 'https://in.region.example/a', tokenUrl: 'https://in.region.example/t' },
      ...{ jwksUrl: 'https://in.region.example/k', clientSecret: 'en hemlighet' },
    }
    const [first, late] = [await one.get(path), await other.get(path)]
    expect((await one.send(first, service, path)).path).toContain('klart=saved')
    const stale = await other.send(late, { ...service, domain: 'annan.example', clientSecret: 'tyst kod' }, path)
    expect(stale.status).toBe(409)
    for (const words of ['region.example', 'annan.example']) expect(stale.text).toContain(words)
    expect(stale.html, 'a secret is never shown again').not.toContain('tyst kod')
    expect(
      await row('select domain, version from authority_sign_in where authority_id = $1', home.care.authorityId),
    ).toEqual({ domain: 'region.example', version: 1 })
  })

  test('the end of a role', async () => {
    const gun = await home.user('Gun Gren', home.office, 'caseworker')
    const { id } = await row('select user_role_id as id from user_role where user_id = $1', gun.userId)
    const path = `/forvaltning/roller/${id}`
    const [first, late] = [await one.get(path), await other.get(path)]
    await one.send(first, { when: 'later', lastDay: '2099-06-30' }, path)
    const stale = await other.send(late, { when: 'later', lastDay: '2098-12-31' }, path)
    expect(stale.status).toBe(409)
    for (const words of ['30 juni 2099', '31 december 2098']) expect(stale.text).toContain(words)
    expect((await row('select valid_until::text as until from user_role where user_role_id = $1', id)).until).toBe(
      '2099-06-30',
    )
    await other.send(stale, {}, path)
    expect((await row('select valid_until::text as until from user_role where user_role_id = $1', id)).until).toBe(
      '2098-12-31',
    )
  })
})

test('a form opened by one association changes nothing in another', async () => {
  const elsewhere = await buildAssociation(database.migrator, 'Annanstans')
  const token = /name="_token" value="([^"]+)"/.exec((await one.get('/forvaltning/enheter/ny')).html)?.[1] ?? ''
  for (const path of [
    `/forvaltning/enheter/${elsewhere.team.unitId}`,
    `/forvaltning/huvudman/${elsewhere.team.authorityId}`,
  ])
    expect((await one.post(path, { _token: token, version: '1', name: 'Vår', kind: 'team' })).status).toBe(404)
})

test('how long units see each other is set between a day and a year, told in the log, and two do not overwrite each other', async () => {
  const path = '/forvaltning/insyn'
  const [first, late] = [await one.get(path), await other.get(path)]
  expect(first.html).toContain('value="90"')
  for (const days of ['', '0', '366', '-5', '9e1', 'trettio'])
    expect((await one.send(first, { days }, path)).text, days).toContain('Skriv ett helt tal från 1 till 365.')
  expect((await one.send(first, { days: '٣٠' }, path)).path).toContain('klart=saved')
  const stale = await other.send(late, { days: '60' }, path)
  expect(stale.status).toBe(409)
  const read = () => row('select sight_days from association where association_id = $1', home.associationId)
  expect(await read()).toEqual({ sight_days: 30 })
  expect(await events('sight_days_changed')).toBe(1)
  expect((await other.send(stale, {}, path)).path).toContain('klart=saved')
  expect(await read()).toEqual({ sight_days: 60 })
})

test('a form with a token of odd letters, as long as a right one, is forged and no fault', async () => {
  const path = '/forvaltning/enheter/ny'
  const token = /name="_token" value="([^"]+)"/.exec((await one.get(path)).html)?.[1] ?? ''
  for (const odd of ['é'.repeat(token.length), `${token.slice(0, -1)}é`, '', '\u{1f600}'])
    expect((await one.post(path, { _token: odd, name: 'Ny' })).status, odd).toBe(403)
})

test('two administrators who invite the same person at the same time: one invitation, and the other is told', async () => {
  const path = '/forvaltning/inbjudningar/ny'
  const fields = {
    name: 'Nina Ny',
    email: 'nina.samtidigt@prov.example',
    unit: String(home.office.unitId),
    role: 'caseworker',
  }
  for (let round = 0; round < 4; round++) {
    const [mine, theirs] = [await one.get(path), await other.get(path)]
    const email = `${round}.${fields.email}`
    const pages = await Promise.all([
      one.send(mine, { ...fields, email }, path),
      other.send(theirs, { ...fields, email }, path),
    ])
    expect(pages.map((page) => page.status).sort()).toEqual([200, 422])
  }
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Page, Visitor } from '../../../test/support/visitor.ts'
import { newId } from '../../shared/ids.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from './access.build.ts'

const NEW = 'tre gröna stolar i rad'
let database: TestDatabase
let program: TestApp
let home: BuiltAssociation
let kim: BuiltUser
let visitor: Visitor
let made = 0

beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database)
  home = await buildAssociation(database.migrator)
})
afterAll(() => database.close())
beforeEach(async () => {
  kim = await home.user(`Kim Kust ${++made}`, home.office, 'caseworker')
  visitor = await program.signedIn(kim.email, BUILT_PASSWORD)
})

const ask = async (sql: string, ...values: unknown[]) => (await database.migrator.query(sql, values)).rows
const eventsOf = async (user: BuiltUser) =>
  (await ask('select kind from access_event where subject_user_id = $1 order by access_event_id', user.userId)).map(
    (row) => row.kind,
  )
const passkey = async (user: BuiltUser, name: string): Promise<string> => {
  const id = newId()
  await database.migrator.query(
    `insert into account_passkey (id, name, public_key, user_id, credential_id, counter, device_type, backed_up)
     values ($1, $2, 'x', $3, $4, 0, 'singleDevice', false)`,
    [id, name, user.userId, newId()],
  )
  return id
}

describe('name, language and colours', () => {
  test('are kept, and a new name is written down', async () => {
    const page = await visitor.send(
      await visitor.get('/konto'),
      { name: 'Kim Nyman', language: 'en', colorScheme: 'dark' },
      '/konto',
    )
    expect(page.text).toContain('The change has been saved')
    expect(page.html).toMatch(/<html lang="en" dir="ltr" data-color-scheme="dark"/)
    expect(page.text).toContain('Kim Nyman')
    expect(await eventsOf(kim)).toEqual(['name_changed'])
  })

  test('changed in two windows: the later one sees both, and neither change is lost', async () => {
    const [first, late] = [await visitor.get('/konto'), await visitor.get('/konto')]
    await visitor.send(first, { name: 'Kim Först' }, '/konto')
    const stale = await visitor.send(late, { colorScheme: 'dark' }, '/konto')
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Kim Först')
    expect((await ask('select name, color_scheme from account_user where id = $1', kim.userId))[0]).toEqual({
      name: 'Kim Först',
      color_scheme: 'auto',
    })
    expect((await visitor.send(stale, {}, '/konto')).path).toContain('klart=saved')
    expect((await ask('select name, color_scheme from account_user where id = $1', kim.userId))[0]).toEqual({
      name: 'Kim Först',
      color_scheme: 'dark',
    })
    expect(await eventsOf(kim)).toEqual(['name_changed'])
  })

  test.each<[Record<string, string>]>([
    [{ name: ' ' }],
    [{ name: 'x'.repeat(201) }],
    [{ language: 'xx' }],
    [{ colorScheme: 'red' }],
  ])('%j comes back', async (fields) => {
    const page = await visitor.send(await visitor.get('/konto'), fields, '/konto')
    expect(page.status).toBe(422)
    expect(page.html).toContain('<title>Fel:')
    expect(await eventsOf(kim)).toEqual([])
  })
})

describe('the password', () => {
  const change = async (present: string, password: string, again = password): Promise<Page> =>
    visitor.send(await visitor.get('/konto'), { present, password, again }, '/konto/losenord')

  test('is changed with the present one; other devices are signed out, this one stays', async () => {
    const other = await program.signedIn(kim.email, BUILT_PASSWORD)
    const page = await change(BUILT_PASSWORD, NEW)
    expect(page.text).toContain('Lösenordet är bytt')
    expect((await other.get('/konto')).path).toMatch(/^\/logga-in/)
    await expect(program.signedIn(kim.email, BUILT_PASSWORD)).rejects.toThrow('not signed in')
    await expect(program.signedIn(kim.email, NEW)).resolves.toBeDefined()
    expect(await eventsOf(kim)).toEqual(['password_changed'])
  })

  test.each([
    ['fel lösenord alls', NEW, NEW, 'stämmer inte'],
    [BUILT_PASSWORD, 'kort', 'kort', 'för kort'],
    [BUILT_PASSWORD, NEW, `${NEW}x`, 'inte lika'],
    [BUILT_PASSWORD, 'kust kust kust hav', 'kust kust kust hav', 'innehåller ditt namn'],
  ])('%s, %s, %s: %s', async (present, password, again, says) => {
    const page = await change(present, password, again)
    expect([page.status, page.text]).toEqual([422, expect.stringContaining(says)])
    expect(page.html).not.toContain(`value="${password}"`)
    expect(await eventsOf(kim)).toEqual([])
  })

  test('is not guessed from a device left open', async () => {
    let page: Page | undefined
    for (let n = 0; n < 11; n++) page = await change('fel lösenord alls', NEW)
    expect(page?.text).toContain('För många försök')
    expect((await change(BUILT_PASSWORD, NEW)).text).toContain('För många försök')
  })
})

describe('passkeys and devices', () => {
  test('somebody else’s are not found', async () => {
    const other = await home.user(`Olle Ort ${made}`, home.office, 'caseworker')
    const theirs = await passkey(other, 'Olles')
    const [session] = await ask('select id from account_session where user_id = $1', other.userId)
    for (const path of [`/konto/nycklar/${theirs}`, `/konto/nycklar/${theirs}/ta-bort`, '/konto/nycklar/x'])
      expect((await visitor.get(path)).status).toBe(404)
    const token = /name="_token" value="([^"]+)"/.exec((await visitor.get('/konto')).html)?.[1] ?? ''
    for (const path of [
      `/konto/nycklar/${theirs}`,
      `/konto/nycklar/${theirs}/ta-bort`,
      `/konto/inloggningar/${session.id}`,
    ])
      expect((await visitor.post(path, { _token: token, name: 'Min' })).status).toBe(404)
    expect(await ask('select name from account_passkey where id = $1', theirs)).toEqual([{ name: 'Olles' }])
    expect(await eventsOf(other), 'what is refused is not written').toEqual(['passkey_added'])
  })

  test('the only way in is not removed', async () => {
    const id = await passkey(kim, 'Enda')
    const remove = `/konto/nycklar/${id}/ta-bort`
    await database.migrator.query('update account_credential set password = null where user_id = $1', [kim.userId])
    const page = await visitor.send(await visitor.get(remove), {}, remove)
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('enda sätt att logga in')])
    const second = await passkey(kim, 'Andra')
    expect((await visitor.send(await visitor.get(remove), {}, remove)).text).toContain('Nyckeln är borttagen')
    expect(await ask('select id from account_passkey where user_id = $1', kim.userId)).toEqual([{ id: second }])
    expect(await eventsOf(kim)).toEqual(['passkey_added', 'passkey_added', 'passkey_removed'])
  })

  test('a device is signed out from another', async () => {
    const other = await program.signedIn(kim.email, BUILT_PASSWORD)
    const page = await visitor.get('/konto')
    const [, action = ''] = [...page.html.matchAll(/action="(\/konto\/inloggningar\/[^"]+)"/g)].at(0) ?? []
    expect((await visitor.send(page, {}, action)).text).toContain('Enheten är utloggad')
    expect((await other.get('/konto')).path).toMatch(/^\/logga-in/)
    expect((await visitor.get('/konto')).path).toBe('/konto')
  })
})

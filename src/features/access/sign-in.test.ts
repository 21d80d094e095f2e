import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from './access.build.ts'

const PER_MINUTE = 5
let database: TestDatabase
let program: TestApp
let home: BuiltAssociation
let kim: BuiltUser

beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database, { signInsPerMinute: PER_MINUTE })
  home = await buildAssociation(database.migrator)
  kim = await home.user('Kim Kust', home.office, 'caseworker')
})
afterAll(() => database.close())
afterEach(() => database.migrator.query('delete from sign_in_attempt'))

const SIGN_IN = '/api/auth/sign-in/email'
/** As a program would: JSON, no cookies, from an address of the network. */
const ask = async (
  email: string,
  password: string,
  more: { address?: string; headers?: Record<string, string> } = {},
) =>
  program.app.request(
    `${program.origin}${SIGN_IN}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more.headers },
      body: JSON.stringify({ email, password }),
    },
    { incoming: { socket: { remoteAddress: more.address ?? '192.0.2.1' } } },
  )
const cookieOf = (answer: Response): string =>
  answer.headers.getSetCookie().find((one) => one.includes('session_token')) ?? ''

describe('the account library’s own sign-in', () => {
  test('answers JSON and gives a cookie that opens the first page', async () => {
    const answer = await ask(kim.email, BUILT_PASSWORD)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ user: { email: kim.email } })
    const cookie = cookieOf(answer).split(';')[0] ?? ''
    const page = await program.app.request(`${program.origin}/i-dag`, { headers: { cookie } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Kim Kust')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  test('takes the address in capitals and with another case as the same', async () => {
    expect((await ask(kim.email.toUpperCase(), BUILT_PASSWORD)).status).toBe(200)
  })

  test('its cookie is for our pages only; over https it is secure and named so', async () => {
    const plain = cookieOf(await ask(kim.email, BUILT_PASSWORD))
    expect(plain).toMatch(/^rt\.session_token=/)
    expect(plain).toMatch(/HttpOnly/)
    expect(plain).toMatch(/SameSite=Lax/)
    expect(plain).toMatch(/Path=\//)
    expect(plain).not.toMatch(/Domain=/)
    const safe = testApp(database, { origin: 'https://trad.example' })
    const answer = await safe.accounts.signIn({ email: kim.email, password: BUILT_PASSWORD, address: '192.0.2.9' })
    expect(cookieOf(answer)).toMatch(/^__Secure-rt\.session_token=.*; Secure/)
  })

  test('is the only cookie there is: signing in gives one, through the library and through the page, and no page another', async () => {
    const names = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split('=')[0])
    const page = await program.app.request(`${program.origin}/logga-in`, {
      method: 'POST',
      headers: { origin: program.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: kim.email, password: BUILT_PASSWORD }).toString(),
    })
    for (const answer of [await ask(kim.email, BUILT_PASSWORD), page])
      expect(names(answer)).toEqual(['rt.session_token'])
    const headers = { cookie: cookieOf(page).split(';')[0] ?? '' }
    for (const path of ['/i-dag', '/mitt-konto', '/logga-in', '/finns-inte'])
      expect(names(await program.app.request(program.origin + path, { headers })), path).toEqual([])
    for (const path of ['/', '/logga-in', '/tillganglighet', '/personuppgifter', '/finns-inte'])
      expect(names(await program.app.request(program.origin + path)), path).toEqual([])
  })

  test('one more while somebody signs in with a passkey, for five minutes and no longer, as the page on personal data says', async () => {
    const answer = await program.app.request(`${program.origin}/api/auth/passkey/generate-authenticate-options`)
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^rt\.passkey=.*; Max-Age=300;/)
    expect(cookie).toMatch(/HttpOnly/)
    const page = await program.visitor().get('/personuppgifter')
    expect(page.text).toMatch(/en enda kaka .*ytterligare en kaka i högst fem minuter/s)
  })

  test('a cookie signed by somebody else opens nothing', async () => {
    const { rows } = await database.migrator.query(
      'select token from account_session where user_id = $1 order by created_at limit 1',
      [kim.userId],
    )
    const token: string = rows[0].token
    for (const key of ['', 'another secret']) {
      const mac = createHmac('sha256', key).update(token).digest('base64')
      const cookie = `rt.session_token=${encodeURIComponent(`${token}.${mac}`)}`
      expect((await program.app.request(`${program.origin}/i-dag`, { headers: { cookie } })).status).toBe(303)
    }
    const bare = await program.app.request(`${program.origin}/i-dag`, {
      headers: { cookie: `rt.session_token=${token}` },
    })
    expect(bare.status).toBe(303)
  })

  test.each([
    'POST /sign-up/email',
    'POST /update-user',
    'POST /change-email',
    'POST /change-password',
    'POST /delete-user',
    'GET /list-sessions',
    'POST /link-social',
    'POST /sign-in/social',
    'POST /request-password-reset',
    'POST /passkey/delete-passkey',
    'GET /reference',
    'GET /callback/google',
  ])('%s is not there', async (line) => {
    const [method = '', path = ''] = line.split(' ')
    const cookie = cookieOf(await ask(kim.email, BUILT_PASSWORD)).split(';')[0] ?? ''
    const answer = await program.app.request(`${program.origin}/api/auth${path}`, {
      method,
      headers: { cookie, origin: program.origin, 'content-type': 'application/json' },
      ...(method === 'POST'
        ? { body: JSON.stringify({ email: 'ny@prov.example', password: BUILT_PASSWORD, name: 'Ny' }) }
        : {}),
    })
    expect(answer.status).toBe(404)
  })

  test.each(['', '{', '[]', '{"email":1}', '{"email":null,"password":null}', `{"email":"${'x'.repeat(200_000)}"}`])(
    'a body like %.20s is refused, never a fault of ours',
    async (body) => {
      const answer = await program.app.request(`${program.origin}${SIGN_IN}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
        body,
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    },
  )
})

describe('who guesses', () => {
  test('from one address: is stopped after some failures, whatever accounts, and whatever the request says of itself', async () => {
    const address = '192.0.2.2'
    const headers = (n: number) => ({ 'x-real-client': `10.0.0.${n}`, 'x-forwarded-for': `10.0.0.${n}` })
    const statuses: number[] = []
    for (let n = 0; n < PER_MINUTE + 2; n++)
      statuses.push(
        (await ask(`nobody${n}@prov.example`, 'fel lösenord alls', { address, headers: headers(n) })).status,
      )
    expect(statuses).toEqual([...Array(PER_MINUTE).fill(401), 429, 429])
    const right = await ask(kim.email, BUILT_PASSWORD, { address })
    expect(right.status).toBe(429)
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(kim.email, BUILT_PASSWORD, { address: '192.0.2.3' })).status).toBe(200)
  })

  test('one account from many addresses: is stopped after ten failures, the same for an account that is not there', async () => {
    for (const email of [kim.email, 'ingen@prov.example']) {
      const statuses: number[] = []
      for (let n = 0; n < 12; n++)
        statuses.push((await ask(email, 'fel lösenord alls', { address: `198.51.100.${n}` })).status)
      expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
    }
    expect((await ask(kim.email, BUILT_PASSWORD, { address: '203.0.113.1' })).status).toBe(429)
    await database.migrator.query(`update sign_in_attempt set since = since - interval '11 minutes'`)
    expect((await ask(kim.email, BUILT_PASSWORD, { address: '203.0.113.1' })).status).toBe(200)
  })

  test('whoever knows the password may sign in as often as they like', async () => {
    for (let n = 0; n < PER_MINUTE * 2; n++) expect((await ask(kim.email, BUILT_PASSWORD)).status).toBe(200)
  })

  test('all at once: not one more than the limit is even looked at', async () => {
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(`alla${n}@prov.example`, 'fel lösenord alls', { address: '192.0.2.7' })),
    )
    expect(many.filter((answer) => answer.status === 401)).toHaveLength(PER_MINUTE)
  })

  test('the page says it in words, and keeps the address', async () => {
    const visitor = program.visitor()
    let page = await visitor.get('/logga-in')
    for (let n = 0; n < PER_MINUTE; n++)
      page = await visitor.send(page, { email: 'a@prov.example', password: 'fel lösenord' }, '/logga-in')
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('hör inte ihop')])
    page = await visitor.send(page, { email: 'a@prov.example', password: 'fel lösenord' }, '/logga-in')
    expect([page.status, page.text]).toEqual([429, expect.stringContaining('Vänta en minut')])
    expect(page.html).toContain('value="a@prov.example"')
    expect(page.html).toContain('<title>Fel:')
  })

  test('nothing about who tried is kept in clear', async () => {
    await ask('nyfiken@prov.example', 'fel lösenord alls', { address: '192.0.2.55' })
    const { rows } = await database.migrator.query('select * from sign_in_attempt')
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toMatch(/nyfiken|192\.0\.2\.55/)
  })
})

describe('an unknown address, a wrong password and a closed account', () => {
  test('get the same answer', async () => {
    const closed = await home.user('Karl Klar', home.office, 'caseworker')
    await database.migrator.query('update account_user set active = false where id = $1', [closed.userId])
    const passkeyOnly = await home.user('Petra Pass', home.office, 'caseworker')
    await database.migrator.query('delete from account_credential where user_id = $1', [passkeyOnly.userId])
    const answers = await Promise.all(
      [
        ['okand@prov.example', 'fel lösenord alls'],
        [kim.email, 'fel lösenord alls'],
        [closed.email, BUILT_PASSWORD],
        [passkeyOnly.email, BUILT_PASSWORD],
      ].map(async ([email = '', password = ''], n) => {
        const answer = await ask(email, password, { address: `192.0.2.${100 + n}` })
        return [answer.status, await answer.text(), [...answer.headers.keys()].sort().join()]
      }),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]?.[0]).toBe(401)
  })

  test('take the same time', async () => {
    const timed = async (email: string, n: number) => {
      const start = performance.now()
      await ask(email, 'fel lösenord alls', { address: `198.51.100.${n}` })
      return performance.now() - start
    }
    await timed(kim.email, 200)
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let n = 0; n < 7; n++) {
      known.push(await timed(kim.email, n))
      unknown.push(await timed(`okand${n}@prov.example`, 100 + n))
    }
    // The quickest of each: the others are also times of the machine.
    const ratio = Math.min(...unknown) / Math.min(...known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })
})

describe('a session', () => {
  test('ends the moment the account is closed', async () => {
    const eli = await home.user('Eli Ek', home.office, 'caseworker')
    const visitor = await program.signedIn(eli.email, BUILT_PASSWORD)
    expect((await visitor.get('/i-dag')).path).toBe('/i-dag')
    const admin = await program.signedIn(home.admin.email, BUILT_PASSWORD)
    const close = `/forvaltning/personer/${eli.userId}/stang`
    expect((await admin.send(await admin.get(close), {}, close)).text).toContain('utloggad överallt')
    expect((await visitor.get('/i-dag')).path).toMatch(/^\/logga-in/)
    await expect(program.signedIn(eli.email, BUILT_PASSWORD)).rejects.toThrow('not signed in')
  })

  test('signed out it is gone, here or everywhere', async () => {
    const [a, b] = [
      await program.signedIn(kim.email, BUILT_PASSWORD),
      await program.signedIn(kim.email, BUILT_PASSWORD),
    ]
    await a.send(await a.get('/i-dag'), {}, '/logga-ut')
    expect(a.cookie('rt.session_token')).toBeUndefined()
    expect((await a.get('/i-dag')).path).toMatch(/^\/logga-in/)
    expect((await b.get('/i-dag')).path).toBe('/i-dag')
    const c = await program.signedIn(kim.email, BUILT_PASSWORD)
    await c.send(await c.get('/i-dag'), { everywhere: 'yes' }, '/logga-ut')
    expect((await b.get('/i-dag')).path).toMatch(/^\/logga-in/)
  })

  test('leads to where one was going, never to another site', async () => {
    for (const [till, path] of [
      ['/forvaltning', '/forvaltning'],
      ['https://ond.example', '/i-dag'],
      ['//ond.example', '/i-dag'],
      ['/\\ond.example', '/i-dag'],
      ['/\t/ond.example', '/i-dag'],
      ['javascript:alert(1)', '/i-dag'],
    ]) {
      const visitor = program.visitor()
      const page = await visitor.get(`/logga-in?till=${encodeURIComponent(till ?? '')}`)
      const after = await visitor.send(page, { email: home.admin.email, password: BUILT_PASSWORD }, '/logga-in')
      expect(after.path, till).toBe(path)
    }
  })

  test('a form from another site is not taken', async () => {
    const answer = await program.app.request(`${program.origin}/logga-in`, {
      method: 'POST',
      headers: { origin: 'https://ond.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: kim.email, password: BUILT_PASSWORD }).toString(),
    })
    expect(answer.status).toBe(403)
    expect(cookieOf(answer)).toBe('')
  })
})

test('behind proxies of our own the outermost says where a request came from', async () => {
  const behind = testApp(database, { signInsPerMinute: 1, proxies: 2 })
  const from = (forwarded: string) =>
    behind.app.request(
      `${behind.origin}${SIGN_IN}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        body: JSON.stringify({ email: `x${Math.random()}@prov.example`, password: 'fel lösenord alls' }),
      },
      { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
    )
  expect((await from('6.6.6.6, 203.0.113.5, 10.0.0.2')).status).toBe(401)
  expect((await from('7.7.7.7, 203.0.113.5, 10.0.0.2')).status).toBe(429)
  expect((await from('203.0.113.6, 10.0.0.2')).status).toBe(401)
})

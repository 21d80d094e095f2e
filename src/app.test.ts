import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { BUILT_PASSWORD, type BuiltUser, buildAssociation } from './features/access/access.build.ts'
import { openPool } from './platform/database/pool.ts'

// What every answer carries, and what the program says of its own health.

let database: TestDatabase
let kim: BuiltUser
beforeAll(async () => {
  database = await testDatabase()
  const home = await buildAssociation(database.migrator)
  kim = await home.user('Kim Kust', home.office, 'caseworker')
})
afterAll(() => database.close())

const CSP = {
  'default-src': "'none'",
  'style-src': "'self'",
  'script-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
}
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

async function cookieOf(program: TestApp): Promise<string> {
  const answer = await program.accounts.signIn({ email: kim.email, password: BUILT_PASSWORD, address: '192.0.2.1' })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

test.each(['http://localhost:3000', 'https://trad.example'])(
  '%s: every answer says what a browser may load, who may frame it and whom it tells',
  async (origin) => {
    const program = testApp(database, { origin })
    const cookie = await cookieOf(program)
    for (const [path, status, headers] of [
      ['/', 303, {}],
      ['/logga-in', 200, {}],
      ['/finns-inte', 404, {}],
      ['/health', 200, {}],
      ['/i-dag', 200, { cookie }],
    ] as const) {
      const answer = await program.app.request(origin + path, { headers })
      expect(answer.status, path).toBe(status)
      const rules = (answer.headers.get('content-security-policy') ?? '').split('; ').map((one) => {
        const [name = '', ...allowed] = one.split(' ')
        return [name, allowed.join(' ')]
      })
      expect(Object.fromEntries(rules), path).toEqual(CSP)
      expect(Object.fromEntries(answer.headers), path).toMatchObject(HEADERS)
      expect(answer.headers.get('strict-transport-security'), path).toBe(
        origin.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : null,
      )
    }
  },
)

test('the program is healthy only while its database answers', async () => {
  const pool = openPool(database.appConfig)
  const { app, origin } = testApp({ ...database, app: pool })
  const well = await app.request(`${origin}/health`)
  expect([well.status, await well.json()]).toEqual([200, { status: 'ok', time: expect.any(String) }])
  await pool.end()
  const ill = await app.request(`${origin}/health`)
  expect([ill.status, await ill.json()]).toEqual([503, { status: 'database' }])
})

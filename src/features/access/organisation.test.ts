import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { type OidcServer, startOidcServer } from '../../../test/support/oidc-server.ts'
import type { Page, Visitor } from '../../../test/support/visitor.ts'
import { BUILT_PASSWORD, type BuiltAssociation, type BuiltUser, buildAssociation } from './access.build.ts'
import { callbackUrl } from './organisation.ts'

const DOMAIN = 'kommunen.example'
let database: TestDatabase
let program: TestApp
let home: BuiltAssociation
let admin: Visitor
let service: OidcServer
let other: OidcServer
let form = ''

beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database)
  home = await buildAssociation(database.migrator)
  admin = await program.signedIn(home.admin.email, BUILT_PASSWORD)
  const redirectUris = [callbackUrl(program.origin, home.office.authorityId)]
  service = await startOidcServer({ redirectUris })
  other = await startOidcServer({ redirectUris, claimsIn: 'id-token' })
  form = `/forvaltning/huvudman/${home.office.authorityId}/inloggning`
})
afterAll(async () => {
  await service.stop()
  await other.stop()
  await database.close()
})

const settingsOf = (at: OidcServer, more: Record<string, string> = {}) => ({
  ...{ active: 'yes', emailClaim: 'email', trustsEmail: '', scopes: 'openid email profile' },
  ...{ domain: DOMAIN, issuer: at.issuer, authorizationUrl: `${at.issuer}/auth`, tokenUrl: `${at.issuer}/token` },
  ...{
    jwksUrl: `${at.issuer}/jwks`,
    userinfoUrl: `${at.issuer}/me`,
    clientId: at.clientId,
    clientSecret: at.clientSecret,
  },
  ...more,
})
const configure = async (at: OidcServer, more: Record<string, string> = {}): Promise<Page> =>
  admin.send(await admin.get(form), settingsOf(at, more), form)

let made = 0
/** Somebody with an open account at an address of the domain. */
async function colleague(address?: string): Promise<BuiltUser & { address: string }> {
  const user = await home.user(`Kim Kollega ${++made}`, home.office, 'caseworker')
  const email = address ?? `kim${made}@${DOMAIN}`
  await database.migrator.query('update account_user set email = $2 where id = $1', [user.userId, email])
  return { ...user, address: email }
}

/** From our sign-in page to the service and back. `tamper` changes the address on the way there, `back` on the way home. */
async function enter(
  one: Visitor,
  tamper: (url: URL) => void = () => {},
  back: (url: URL) => void = () => {},
): Promise<Page> {
  const begun = await one.get(`/logga-in/med/${home.office.authorityId}`)
  const there = new URL(begun.headers.get('location') ?? 'nowhere:')
  tamper(there)
  const home_ = new URL(await service.walk(there.href))
  back(home_)
  return one.get(home_.pathname + home_.search)
}
const refused = (page: Page) => {
  expect(page.path).toMatch(/^\/logga-in/)
  expect(page.status).toBe(422)
  expect(page.text).toContain('Inloggningen gick inte att slutföra')
}
const usersWith = async (email: string) =>
  (await database.migrator.query('select 1 from account_user where email = $1', [email])).rowCount

describe('an authority with a sign-in service of its own', () => {
  beforeEach(async () => {
    const saved = await configure(service)
    expect(saved.text).toContain('Ändringen är sparad')
  })

  test('is on the sign-in page at once, without starting again, and gone when closed', async () => {
    expect((await program.visitor().get('/logga-in')).text).toContain('Logga in med Kommunen')
    await database.migrator.query('update authority_sign_in set active = false')
    expect((await program.visitor().get('/logga-in')).text).not.toContain('Logga in med Kommunen')
    refused(await program.visitor().get(`/logga-in/med/${home.office.authorityId}`))
  })

  test('lets in somebody with an account and a verified address, with a session as any other', async () => {
    const kim = await colleague()
    service.signsIn({ sub: 'kim-1', email: kim.address.toUpperCase(), email_verified: true })
    const visitor = program.visitor()
    const page = await enter(visitor)
    expect([page.path, page.status]).toEqual(['/i-dag', 200])
    const again = await enter(program.visitor())
    expect(again.path).toBe('/i-dag')
    const { rows } = await database.migrator.query(
      `select * from account_credential where provider_id like 'authority-%' and user_id = $1`,
      [kim.userId],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ account_id: 'kim-1', access_token: null, refresh_token: null, id_token: null })
  })

  test('asks with PKCE, a nonce, and no more than the scopes given', async () => {
    const begun = await program.visitor().get(`/logga-in/med/${home.office.authorityId}`)
    const asked = new URL(begun.headers.get('location') ?? '').searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('nonce')?.length).toBeGreaterThanOrEqual(32)
    expect(asked.get('state')?.length).toBeGreaterThanOrEqual(32)
    expect(asked.get('scope')).toBe('openid email profile')
    expect(asked.get('redirect_uri')).toBe(callbackUrl(program.origin, home.office.authorityId))
  })

  test('lets nobody in without an invitation, and makes no account', async () => {
    const email = `obekant@${DOMAIN}`
    service.signsIn({ sub: 'obekant', email, email_verified: true })
    refused(await enter(program.visitor()))
    expect(await usersWith(email)).toBe(0)
  })

  test.each<[string, Record<string, unknown>]>([
    ['an address not verified', { email_verified: false }],
    ['an address nobody says is verified', {}],
    ['no address', { email: undefined, email_verified: true }],
  ])('refuses %s', async (_, claims) => {
    const kim = await colleague()
    service.signsIn({ sub: `sub-${kim.userId}`, email: kim.address, ...claims })
    refused(await enter(program.visitor()))
  })

  test('speaks for its own addresses only: not for another authority’s, not for another association’s', async () => {
    const region = await colleague('rut@regionen.example')
    service.signsIn({ sub: 'rut', email: region.address, email_verified: true })
    refused(await enter(program.visitor()))
    const far = await buildAssociation(database.migrator)
    const fay = await far.user('Fay Fjärran', far.office, 'caseworker')
    await database.migrator.query('update account_user set email = $2 where id = $1', [fay.userId, `fay@${DOMAIN}`])
    service.signsIn({ sub: 'fay', email: `fay@${DOMAIN}`, email_verified: true })
    refused(await enter(program.visitor()))
    for (const trick of [`kim@${DOMAIN}.example`, `kim@x.${DOMAIN}`, `a@b@${DOMAIN}`, `@${DOMAIN}`]) {
      service.signsIn({ sub: trick, email: trick, email_verified: true })
      refused(await enter(program.visitor()))
    }
  })

  test('refuses a closed account', async () => {
    const kim = await colleague()
    service.signsIn({ sub: 'stangd', email: kim.address, email_verified: true })
    await database.migrator.query('update account_user set active = false where id = $1', [kim.userId])
    refused(await enter(program.visitor()))
  })

  test('does not give an account to the next person with the same address', async () => {
    const kim = await colleague()
    service.signsIn({ sub: 'den-forsta', email: kim.address, email_verified: true })
    expect((await enter(program.visitor())).path).toBe('/i-dag')
    service.signsIn({ sub: 'den-andra', email: kim.address, email_verified: true })
    refused(await enter(program.visitor()))
  })

  test('refuses a wrong nonce, a wrong state, an answer for another browser, and one used before', async () => {
    const kim = await colleague()
    service.signsIn({ sub: 'kim-n', email: kim.address, email_verified: true })
    refused(await enter(program.visitor(), (url) => url.searchParams.set('nonce', 'x'.repeat(32))))
    refused(await enter(program.visitor(), undefined, (url) => url.searchParams.set('state', 'x'.repeat(32))))
    refused(await enter(program.visitor(), undefined, (url) => url.searchParams.delete('state')))
    const one = program.visitor()
    const begun = await one.get(`/logga-in/med/${home.office.authorityId}`)
    const answer = new URL(await service.walk(begun.headers.get('location') ?? ''))
    refused(await program.visitor().get(answer.pathname + answer.search))
    const two = program.visitor()
    const again = await two.get(`/logga-in/med/${home.office.authorityId}`)
    const right = new URL(await service.walk(again.headers.get('location') ?? ''))
    expect((await two.get(right.pathname + right.search)).path).toBe('/i-dag')
    // Signed out again, so that it is the used answer which would have to let them in.
    two.setCookie('rt.session_token', '')
    expect((await two.get('/i-dag')).path).toMatch(/^\/logga-in/)
    refused(await two.get(right.pathname + right.search))
  })

  test('a person who breaks off comes back to our sign-in page', async () => {
    service.signsIn(undefined)
    refused(await enter(program.visitor()))
  })

  test('refuses tokens of another issuer or signed with other keys', async () => {
    const kim = await colleague()
    service.signsIn({ sub: 'kim-k', email: kim.address, email_verified: true })
    await configure(service, { jwksUrl: `${other.issuer}/jwks` })
    refused(await enter(program.visitor()))
    await configure(service, { issuer: other.issuer })
    refused(await enter(program.visitor()))
    await configure(service, { clientSecret: 'fel' })
    refused(await enter(program.visitor()))
    await configure(service, { tokenUrl: 'http://localhost:9/token' })
    refused(await enter(program.visitor()))
    await configure(service)
    expect((await enter(program.visitor())).path).toBe('/i-dag')
  })

  test('another claim counts as verified only where the administrator says so', async () => {
    const kim = await colleague()
    service.signsIn({ sub: 'kim-u', upn: kim.address, email_verified: true })
    await configure(service, { emailClaim: 'upn' })
    refused(await enter(program.visitor()))
    await configure(service, { emailClaim: 'upn', trustsEmail: 'yes' })
    expect((await enter(program.visitor())).path).toBe('/i-dag')
  })

  test('an invitation leads there instead of to a password', async () => {
    const email = `inbjuden@${DOMAIN}`
    const invite = '/forvaltning/inbjudningar/ny'
    const sent = await admin.send(
      await admin.get(invite),
      { name: 'Ida In', email, unit: String(home.team.unitId), role: 'team_member' },
      invite,
    )
    const link = /value="[^"]*(\/inbjudan\/[^"]+)"/.exec(sent.html)?.[1] ?? ''
    const ida = program.visitor()
    const page = await ida.get(link)
    expect(page.html).not.toContain('type="password"')
    const opened = await ida.send(page, {})
    expect(opened.text).toContain('Logga in med Kommunen')
    service.signsIn({ sub: 'ida', email, email_verified: true })
    expect((await enter(ida)).text).toContain('Ida In')
  })
})

describe('the form of a sign-in service', () => {
  test.each<[Record<string, string>, string]>([
    [{ tokenUrl: 'http://intern.kommunen.example/token' }, 'Skriv hela adressen'],
    [{ issuer: 'javascript:alert(1)' }, 'Skriv hela adressen'],
    [{ jwksUrl: '' }, 'Skriv något här'],
    [{ domain: 'kommunen' }, 'Skriv en domän'],
    [{ scopes: 'email' }, 'Skriv openid'],
  ])('%j comes back', async (more, says) => {
    const page = await configure(service, more)
    expect([page.status, page.text]).toEqual([422, expect.stringContaining(says)])
    expect(page.html).not.toContain(service.clientSecret)
  })

  test('never shows the secret, keeps it sealed, and asks again for it when it would go elsewhere', async () => {
    await configure(service)
    const page = await admin.get(form)
    expect(page.html).not.toContain(service.clientSecret)
    const { rows } = await database.migrator.query('select sealed_secret from authority_sign_in')
    expect(JSON.stringify(rows)).not.toContain(service.clientSecret)
    expect((await configure(service, { clientSecret: '', tokenUrl: 'https://ond.example/token' })).text).toContain(
      'Skriv hemligheten igen',
    )
    expect((await configure(service, { clientSecret: '' })).text).toContain('Ändringen är sparad')
    const kim = await colleague()
    service.signsIn({ sub: 'kim-s', email: kim.address, email_verified: true })
    expect((await enter(program.visitor())).path).toBe('/i-dag')
  })

  test('two authorities do not have the same domain; another association’s authority is not found', async () => {
    await configure(service)
    const second = `/forvaltning/huvudman/${home.care.authorityId}/inloggning`
    const page = await admin.send(await admin.get(second), settingsOf(service), second)
    expect(page.text).toContain('En annan huvudman har redan den domänen')
    const far = await buildAssociation(database.migrator)
    expect((await admin.get(`/forvaltning/huvudman/${far.office.authorityId}/inloggning`)).status).toBe(404)
    expect((await admin.get('/forvaltning/huvudman/abc/inloggning')).status).toBe(404)
  })
})

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Page, Visitor } from '../../../test/support/visitor.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { BUILT_PASSWORD, type BuiltAssociation, buildAssociation } from './access.build.ts'
import { mailInvitation } from './invitation.jobs.ts'

const PASSWORD = 'tre gröna stolar i rad'
let database: TestDatabase
let program: TestApp
let home: BuiltAssociation
let admin: Visitor
let count = 0
let email = ''

beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database)
  home = await buildAssociation(database.migrator)
  admin = await program.signedIn(home.admin.email, BUILT_PASSWORD)
})
afterAll(() => database.close())
beforeEach(() => {
  email = `ny${++count}@prov.example`
})

const INVITE = '/forvaltning/inbjudningar/ny'
const fields = (more: Record<string, string> = {}) => ({
  ...{ name: 'Nina Ny', email, unit: String(home.office.unitId), role: 'caseworker' },
  ...more,
})
const invited = async (more: Record<string, string> = {}): Promise<Page> =>
  admin.send(await admin.get(INVITE), fields(more), INVITE)
const linkOf = (page: Page): string =>
  /value="[^"]*(\/inbjudan\/[^"]+)"/.exec(page.html)?.[1] ?? `no link: ${page.text}`
const rowsOf = async (sql: string, ...values: unknown[]) => (await database.migrator.query(sql, values)).rows

describe('an invitation', () => {
  test('is a link that opens an account with its role, once', async () => {
    const sent = await invited({ language: 'en' })
    expect(sent.text).toContain(`Länken är skickad till ${email}`)
    const nina = program.visitor()
    const page = await nina.get(linkOf(sent))
    expect(page.html).toContain('lang="en"')
    expect(page.text).toContain('You are invited as Caseworker in Försörjningsstöd, Kommunen')
    const first = await nina.send(page, { password: PASSWORD, again: PASSWORD })
    expect(first.path).toBe('/i-dag')
    expect(first.text).toContain('Nina Ny')
    const again = await program.visitor().get(linkOf(sent))
    expect(again.status).toBe(404)
    expect(again.text).toContain('The link has already been used')
    await expect(program.signedIn(email, PASSWORD)).resolves.toBeDefined()
    const list = await admin.get('/forvaltning/inbjudningar')
    expect(list.text).toContain('Använd')
    expect(list.html).not.toContain('/inbjudan/')
    expect((await admin.get('/forvaltning/andringar')).text).toContain(
      'öppnade sitt konto med inbjudan, som Handläggare i Försörjningsstöd',
    )
  })

  test('sent twice from two windows at once opens one account', async () => {
    const link = linkOf(await invited())
    const [a, b] = [program.visitor(), program.visitor()]
    const [first, second] = [await a.get(link), await b.get(link)]
    const answers = await Promise.all([
      a.send(first, { password: PASSWORD, again: PASSWORD }),
      b.send(second, { password: 'ett annat lösen helt', again: 'ett annat lösen helt' }),
    ])
    expect(answers.map((one) => one.path).filter((path) => path === '/i-dag')).toHaveLength(1)
    expect(await rowsOf('select id from account_user where email = $1', email)).toHaveLength(1)
  })

  test('keeps nothing of its token but a hash', async () => {
    const token = linkOf(await invited()).replace('/inbjudan/', '')
    const [row] = await rowsOf('select * from invitation where email = $1', email)
    expect(JSON.stringify(row)).not.toContain(token.slice(5))
    const [job] = await rowsOf(
      `select data::text as data from jobs.job where data::text like '%' || $1 || '%'`,
      row.invitation_id,
    )
    expect(job.data).not.toContain(token.slice(5))
    expect(job.data).not.toContain(email)
  })

  test('sent twice with the same form key makes one invitation, and shows the link once', async () => {
    const page = await admin.get(INVITE)
    const [first, second] = [await admin.send(page, fields(), INVITE), await admin.send(page, fields(), INVITE)]
    expect(linkOf(first)).toMatch(/^\/inbjudan\//)
    expect(second.path).toBe('/forvaltning/inbjudningar')
    expect(await rowsOf('select 1 from invitation where email = $1', email)).toHaveLength(1)
  })

  test('is renewed: the old link closes, the new one opens', async () => {
    const old = linkOf(await invited())
    const [row] = await rowsOf('select invitation_id as id from invitation where email = $1', email)
    const list = await admin.get('/forvaltning/inbjudningar')
    const renewed = await admin.send(list, {}, `/forvaltning/inbjudningar/${row.id}/ny-lank`)
    expect(linkOf(renewed)).not.toBe(old)
    expect((await program.visitor().get(old)).status).toBe(404)
    expect((await program.visitor().get(linkOf(renewed))).status).toBe(200)
  })

  test('taken back or out of date it says so and opens nothing', async () => {
    const link = linkOf(await invited())
    const [row] = await rowsOf('select invitation_id as id from invitation where email = $1', email)
    const page = await program.visitor().get(link)
    const withdraw = `/forvaltning/inbjudningar/${row.id}/ta-tillbaka`
    expect((await admin.send(await admin.get(withdraw), {}, withdraw)).text).toContain('Inbjudan är återtagen')
    const late = await program.visitor().send(page, { password: PASSWORD, again: PASSWORD })
    expect(late.status).toBe(404)
    expect(late.text).toContain('Inbjudan är återtagen')
    const other = linkOf(await invited({ email: `b${email}` }))
    await database.migrator.query(`update invitation set expires_at = now() - interval '1 second' where email = $1`, [
      `b${email}`,
    ])
    const expired = await program.visitor().get(other)
    expect([expired.status, expired.text]).toEqual([404, expect.stringContaining('Länken har gått ut')])
    expect(await rowsOf('select 1 from account_user where email like $1', `%${email}`)).toEqual([])
  })

  test('lives seven days', async () => {
    await invited()
    const [row] = await rowsOf(
      `select extract(epoch from expires_at - invited_at) / 86400 as days from invitation where email = $1`,
      email,
    )
    expect(Number(row.days)).toBeCloseTo(7, 2)
  })

  test.each([
    ['/inbjudan/1-x', 'Länken stämmer inte'],
    ['/inbjudan/0', 'Länken stämmer inte'],
    [`/inbjudan/999999999-${'a'.repeat(43)}`, 'Länken stämmer inte'],
    ['/inbjudan/%00', 'Sidan finns inte'],
  ])('%s is a plain page', async (path, says) => {
    const page = await program.visitor().get(path)
    expect([page.status, page.text]).toEqual([404, expect.stringContaining(says)])
  })
})

describe('the password chosen', () => {
  test.each([
    ['kort', 'kort', 'för kort'],
    ['nina har en bil i dag', 'nina har en bil i dag', 'innehåller ditt namn'],
    ['aaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaa', 'för lätt att gissa'],
    [PASSWORD, `${PASSWORD}!`, 'inte lika'],
  ])('%s is asked for again', async (password, again, says) => {
    const link = linkOf(await invited())
    const nina = program.visitor()
    const page = await nina.send(await nina.get(link), { password, again })
    expect(page.status).toBe(422)
    expect(page.text).toContain(says)
    expect(page.html).not.toContain(`value="${password}"`)
    expect((await nina.get(link)).status).toBe(200)
  })
})

describe('the form', () => {
  test.each<[Record<string, string>, string]>([
    [{ name: '' }, 'Skriv något här'],
    [{ email: 'nina' }, 'Skriv en e-postadress'],
    [{ email: 'nina@kommun' }, 'Skriv en e-postadress'],
    [{ email: 'a b@c.example' }, 'Skriv en e-postadress'],
    [{ unit: '' }, 'Välj ett av alternativen'],
    [{ unit: '1; drop table' }, 'Välj ett av alternativen'],
    [{ role: '' }, 'Välj ett av alternativen'],
    [{ role: 'association_head' }, 'Rollen finns inte i den enheten'],
    [{ from: '2026-02-31' }, 'Vi förstod inte datumet'],
    [{ from: '2026-03-02', until: '2026-03-01' }, 'Sista dagen är före första dagen'],
    [{ name: 'x'.repeat(201) }, 'Texten är för lång'],
  ])('%j comes back with what was typed', async (more, says) => {
    const page = await invited({ name: '<b>Nina</b> 🦊', ...more })
    expect(page.status).toBe(422)
    expect(page.text).toContain(says)
    expect(page.html).toContain('<title>Fel:')
    for (const [name, value] of Object.entries({ name: '<b>Nina</b> 🦊', ...more }))
      if (name !== 'unit' && name !== 'role')
        expect(page.html).toContain(`value="${value.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`)
  })

  test('an address that has an account, is invited already, or is another association’s', async () => {
    const far = await buildAssociation(database.migrator)
    expect((await invited({ email: home.admin.email.toUpperCase() })).text).toContain('har redan ett konto')
    expect((await invited({ email: far.admin.email })).text).toContain('Adressen går inte att använda')
    await invited()
    expect((await invited({ email: ` ${email.toUpperCase()} ` })).text).toContain('redan inbjuden')
  })

  test('another association’s unit is not found', async () => {
    const far = await buildAssociation(database.migrator)
    expect((await invited({ unit: String(far.office.unitId) })).status).toBe(404)
  })

  test('is for administrators only', async () => {
    const plain = await home.user('Pia Plan', home.team, 'team_leader')
    const pia = await program.signedIn(plain.email, BUILT_PASSWORD)
    for (const path of ['/forvaltning', INVITE, '/forvaltning/enheter', '/forvaltning/andringar'])
      expect((await pia.get(path)).status, path).toBe(404)
    const token = /name="_token" value="([^"]+)"/.exec((await pia.get('/i-dag')).html)?.[1] ?? ''
    expect((await pia.post(INVITE, fields({ _token: token, from: '2026-01-01' }))).status).toBe(404)
    expect(await rowsOf('select 1 from invitation where email = $1', email)).toEqual([])
  })
})

describe('a link for a new password', () => {
  test('changes the password and ends every session', async () => {
    const gun = await home.user('Gun Gren', home.office, 'caseworker')
    const signedIn = await program.signedIn(gun.email, BUILT_PASSWORD)
    const path = `/forvaltning/personer/${gun.userId}/losenord`
    const link = linkOf(await admin.send(await admin.get(path), {}, path))
    expect((await signedIn.get('/i-dag')).path).toBe('/i-dag')
    const other = program.visitor()
    const page = await other.send(await other.get(link), { password: PASSWORD, again: PASSWORD })
    expect(page.path).toBe('/i-dag')
    expect((await signedIn.get('/i-dag')).path).toMatch(/^\/logga-in/)
    await expect(program.signedIn(gun.email, BUILT_PASSWORD)).rejects.toThrow('not signed in')
    expect((await program.visitor().get(link)).text).toContain('redan använd')
  })
})

describe('the mail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rt-mail-'))
  const mailer = openMailer({ mailFrom: 'no-reply@prov.example', dataDir: folder })
  const mails = () => {
    try {
      return readdirSync(join(folder, 'mail')).map((name) => readFileSync(join(folder, 'mail', name), 'utf8'))
    } catch {
      return []
    }
  }
  const run = async (round: number) => {
    const [row] = await rowsOf('select association_id, invitation_id from invitation where email = $1', email)
    await mailInvitation.run(
      { associationId: row.association_id, invitationId: row.invitation_id, round },
      { db: program.db, mailer, origin: program.origin, secret: program.secret },
    )
  }
  afterAll(() => {
    mailer.close()
    rmSync(folder, { recursive: true })
  })

  test('has the same link as the page, goes to the invited, and is not sent when the link is over', async () => {
    const link = linkOf(await invited({ language: 'sv' }))
    await run(2)
    expect(mails()).toEqual([])
    await run(1)
    const [mail = ''] = mails()
    expect(mail).toContain(`To: ${email}`)
    expect(mail.replace(/=\r?\n/g, '')).toContain(`${program.origin}${link}`)
    await database.migrator.query('update invitation set withdrawn_at = now() where email = $1', [email])
    await run(1)
    expect(mails()).toHaveLength(1)
  })
})

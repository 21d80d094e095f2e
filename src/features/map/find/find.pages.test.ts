import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { type BuiltAssociation, buildAssociation } from '../../access/access.build.ts'
import { asViewer, viewerOfSession } from '../../access/public.ts'
import { someEntry } from '../entry.build.ts'
import { createEntries } from '../entry.commands.ts'
import { FIELDS } from './find-question.ts'

let database: TestDatabase
let app: TestApp
let built: BuiltAssociation
let [open, hidden]: [string, string] = ['', '']

const get = (path: string, headers: Record<string, string> = {}) => app.app.request(`${app.origin}${path}`, { headers })
const setOpen = (is: boolean) =>
  database.migrator.query('update association set map_public = $1 where association_id = $2', [is, built.associationId])

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  built = await buildAssociation(database.migrator)
  await setOpen(true)
  const today = dayAt(new Date())
  const viewer = (await viewerOfSession(app.db, built.admin.sessionToken, today))!
  const made = await asViewer(app.db, viewer, today, (tx) =>
    createEntries({ tx, viewer, today }, [
      someEntry({
        name: 'Språkpraktik <b>',
        contact: { name: '', email: '', phone: '', website: 'javascript:alert(1)' },
        about: { sv: 'Öva svenska.', easy: '', en: 'Practise Swedish.', ar: '' },
      }),
      someEntry({ name: 'Skyddat boende', isPublic: false }),
    ]),
  )
  if (made.ok) [open, hidden] = made.value as [string, string]
})
afterAll(() => database.close())

describe('the open pages', () => {
  test('may be kept by everybody, know nobody and set no cookie', async () => {
    const first = await get('/hitta?sok=svenska', { cookie: 'roda-traden.session=x', 'accept-language': 'en' })
    expect(first.status).toBe(200)
    expect(first.headers.get('cache-control')).toBe('public, no-cache')
    expect(first.headers.get('vary')?.toLowerCase()).not.toContain('cookie')
    expect(first.headers.getSetCookie()).toEqual([])
    const html = await first.text()
    expect(html).toContain('lang="en"')
    expect(html).not.toMatch(/<script/)
    const again = await get('/hitta?sok=svenska', {
      'accept-language': 'en',
      'if-none-match': first.headers.get('etag') ?? '',
    })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('the language is of the address, then of the browser; easy Swedish is Swedish', async () => {
    const of = async (path: string, accept = 'de') => {
      const html = await (await get(path, { 'accept-language': accept })).text()
      return [/<html lang="(\w+)"/.exec(html)?.[1], /<label for="sok">([^<]+)/.exec(html)?.[1]]
    }
    expect(await of('/hitta')).toEqual(['sv', 'Vad behöver du hjälp med?'])
    expect(await of('/hitta?lang=sv-latt', 'en')).toEqual(['sv', 'Vad vill du ha hjälp med?'])
    expect(await of('/hitta', 'ar')).toEqual(['ar', 'ما الذي تحتاج إلى المساعدة فيه؟'])
    expect(await of('/hitta?lang=en', 'ar')).toEqual(['en', 'What do you need help with?'])
  })

  test('an age read out of the text is told, found or not, with the way to ask without it', async () => {
    const page = async (query: string) => (await get(`/hitta/${built.associationId}?${query}`)).text()
    const without = (sok: string) => `href="/hitta/${built.associationId}?sok=${sok}#lista">Sök utan åldern</a>`
    const found = await page('sok=svenska+40+%C3%A5r')
    expect(found).toContain('någon som är 40 år.')
    expect(found).toContain(without('svenska'))
    const none = await page('sok=kajak+40+%C3%A5r')
    expect(none).toContain('Vi hittade inget som passar')
    expect(none).toContain('någon som är 40 år.')
    expect(none).toContain(without('kajak'))
    expect(await page('sok=svenska+16%E2%80%9329+%C3%A5r')).toContain('någon mellan 16 och 29 år.')
    for (const query of ['sok=svenska', 'sok=svenska+40+%C3%A5r&alder=20', 'sok=svenska+i+2+%C3%A5r'])
      expect(await page(query), query).not.toContain('Sök utan åldern')
  })

  test('a text in another language than the page is marked and said', async () => {
    const page = async (lang: string) => (await get(`/hitta/${built.associationId}/${open}?lang=${lang}`)).text()
    expect(await page('en')).toContain('Practise Swedish.')
    const arabic = await page('ar')
    expect(arabic).toContain('<p class="about" lang="sv" dir="auto">Öva svenska.')
    expect(arabic).toContain('النص موجود باللغة السويدية فقط.')
    expect(arabic).toContain('Språkpraktik &lt;b&gt;')
    expect(arabic).not.toContain('href="javascript:')
  })

  test('a hidden entry, an unknown one and a closed map are not there', async () => {
    const statusOf = async (path: string) => (await get(path)).status
    const at = `/hitta/${built.associationId}`
    expect(await statusOf(`${at}/${open}/blad`)).toBe(200)
    for (const path of [`${at}/${hidden}`, `${at}/${hidden}/blad`, `${at}/nej`, '/hitta/999999', '/hitta/x'])
      expect(await statusOf(path), path).toBe(404)
    await setOpen(false)
    for (const path of [at, `${at}/${open}`, `${at}/${open}/blad`]) expect(await statusOf(path), path).toBe(404)
    const none = await (await get('/hitta')).text()
    expect(none).toContain('Inget område har öppnat sin karta')
    expect(none).not.toContain(at)
    await setOpen(true)
    expect(await statusOf('/hitta')).toBe(200)
  })

  test('an entry that is hidden or changed is so at once, on every page and for who has the page already', async () => {
    const at = `/hitta/${built.associationId}`
    const pages = [at, `${at}?sok=svenska`, `${at}/${open}`, `${at}/${open}/blad`]
    const before = await Promise.all(pages.map((path) => get(path)))
    const again = (path: string, number: number) =>
      get(path, { 'if-none-match': before[number]!.headers.get('etag') ?? '' })
    for (const [number, path] of pages.entries()) expect((await again(path, number)).status, path).toBe(304)
    await database.migrator.query("update map_entry set name = 'Språkpraktik i kväll' where entry_id = $1", [open])
    for (const [number, path] of pages.entries()) {
      const changed = await again(path, number)
      expect(changed.status, path).toBe(200)
      expect(await changed.text(), path).toContain('Språkpraktik i kväll')
    }
    await database.migrator.query('update map_entry set is_public = false where entry_id = $1', [open])
    for (const [number, path] of pages.entries()) {
      const gone = await again(path, number)
      expect(gone.status, path).toBe(number < 2 ? 200 : 404)
      expect(await gone.text(), path).not.toContain('Språkpraktik')
    }
    await database.migrator.query(
      "update map_entry set is_public = true, name = 'Språkpraktik <b>' where entry_id = $1",
      [open],
    )
    expect((await get(pages[2]!)).status).toBe(200)
  })

  test('whatever an address asks, there is an answer', { timeout: 60_000 }, async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(
        "'",
        '%',
        '\\',
        '_',
        '!',
        '&',
        '|',
        ':*',
        '(',
        '-1',
        '999',
        '1e3',
        'svenska & !ångest',
        "praktik' or 1=1",
        '<->',
      ),
    )
    const query = fc.dictionary(fc.constantFrom(...Object.values(FIELDS), 'lang', 'x'), value, { maxKeys: 5 })
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const text = new URLSearchParams(asked).toString()
        if (text.includes('%00')) return
        expect((await get(`/hitta?${text}`)).status).toBe(200)
      }),
      { numRuns: 150 },
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoPages, demoPages } from '../../../../test/support/demo-pages.ts'
import type { Page, Visitor } from '../../../../test/support/visitor.ts'
import { day } from '../../../shared/calendar-day.ts'

let database: DemoPages['database']
let karin: Visitor
let maja: Visitor
let agneta: Visitor

beforeAll(async () => {
  const demo = await demoPages(day('2026-11-02'))
  database = demo.database
  karin = await demo.signedIn('karin.lindmark')
  maja = await demo.signedIn('maja.wikander')
  agneta = await demo.signedIn('agneta.holm')
})
afterAll(() => database.close())

const rows = async (sql: string, values: unknown[] = []) => (await database.migrator.query(sql, values)).rows
const text = (page: Page, words: string) => expect(page.text).toContain(words)

describe('keeping the map', () => {
  test('what is wrong is shown to those who can mend it', async () => {
    let page = await agneta.get('/karta/kvalitet')
    for (const words of [
      'Utan kontakt',
      'Anhöriggrupp',
      'Heter som en utförare',
      'Liknar Språkcafé',
      'Aldrig använda i en remiss',
      'Använda men fulla',
    ])
      text(page, words)
    page = await maja.get('/karta/kvalitet?visa=unverified')
    text(page, 'Smärtskola')
    expect(page.text).not.toContain('Anhöriggrupp')
    expect((await maja.get('/karta/kvalitet?visa=nonsense')).status).toBe(200)
  })

  test('two that look alike are said not to be the same, by who answers for one of them, until one is called something else', async () => {
    const alike = 'Liknar Språkcafé'
    let page = await agneta.get('/karta/kvalitet?visa=double')
    text(page, alike)
    const asked = (html: string, say: string) =>
      [...html.matchAll(/<form[^>]*kvalitet\/par"[\s\S]*?<\/form>/g)].flatMap(([form]) => {
        const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
        const fields = {
          _token: of('_token'),
          _key: of('_key'),
          entry: of('entry'),
          other: of('other'),
          say: of('say'),
        }
        return fields.say === say ? [fields] : []
      })
    const { entry, other } = asked(page.html, 'apart')[0]!
    const token = /name="_token" value="([^"]+)"/.exec((await maja.get('/karta/ny?kind=activity')).html)?.[1] ?? ''
    const wrong: Record<string, string>[] = [
      { entry, other },
      { entry: other, other: entry, say: 'again' },
      { entry: 'x' },
      {},
    ]
    for (const fields of wrong)
      expect((await maja.post('/karta/kvalitet/par', { _token: token, ...fields })).status).toBe(404)
    const pairs = async () => (await rows('select 1 from map_pair')).length
    const before = await pairs()
    // All of them are answered, until none is left.
    for (let [one] = asked(page.html, 'apart'); one; [one] = asked(page.html, 'apart'))
      page = await agneta.post('/karta/kvalitet/par', one)
    expect(await pairs()).toBeGreaterThan(before)
    expect(page.text).not.toContain(alike)
    text(page, 'Agneta Holm , 2 november 2026')
    const [row] = await rows('select entry_id, name, version from map_entry where entry_id = $1', [entry])
    await rows("update map_entry set name = name || ' i kväll' where entry_id = $1", [entry])
    text(await agneta.get('/karta/kvalitet?visa=double'), ` ${row.name} i kväll`)
    expect((await agneta.get('/karta/kvalitet?visa=double')).text).toContain('Det är inte samma')
    await rows('update map_entry set name = $2 where entry_id = $1', [entry, row.name])
    page = await agneta.get('/karta/kvalitet?visa=double')
    expect(page.text).not.toContain('Det är inte samma')
    page = await agneta.post('/karta/kvalitet/par', asked(page.html, 'again')[0]!)
    text(page, 'De kan vara samma igen')
    text(page, 'Det är inte samma')
  })

  test('a round with civil society waits for the keeper on the first page, who looks its entries through', async () => {
    let page = await agneta.get('/karta/genomgangar/ny')
    page = await agneta.post('/karta/genomgangar/ny', {
      _token: /name="_token" value="([^"]+)"/.exec(page.html)?.[1] ?? '',
      authorities: '0',
      dueOn: '2026-11-30',
    })
    text(page, 'Genomgången är startad.')
    text(page, 'Civilsamhället (ingen huvudman)')
    const today = await agneta.get('/i-dag')
    expect(today.text).toMatch(/\d+ poster hos civilsamhället ska ses igenom/)
    expect((await maja.get('/i-dag')).text).not.toContain('hos civilsamhället')
    const rounds = /href="(\/karta\/genomgangar\/[^"]+\/huvudman\/0)"/.exec(today.html)?.[1] ?? ''
    page = await agneta.get(rounds)
    text(page, 'Civilsamhället')
    expect((await maja.get(rounds)).status).toBe(404)
    const left = Number(/(\d+) poster är kvar/.exec(page.text)?.[1])
    // Whoever changes an entry of the round gets the way back to it.
    const [{ entry_id: one }] = await rows(
      "select entry_id from map_entry where authority_id is null and kind = 'provider' and status = 'active' order by name limit 1",
    )
    page = await agneta.send(await agneta.get(`/karta/post/${one}/andra`), {})
    text(page, `${left - 1} poster är kvar i genomgången.`)
    expect(page.html).toContain(`href="${rounds}"`)
    page = await agneta.get(rounds)
    page = await agneta.send(page, { sure: 'yes' })
    expect(left).toBeGreaterThan(5)
    page = await agneta.get('/karta/genomgangar/ny')
    page = await agneta.send(page, { authorities: '0', dueOn: '2026-11-30' })
    const round = page.path.split('?')[0]!
    page = await agneta.send(page, {}, `${round}/avsluta`)
    text(page, 'Genomgången är avslutad. Ingen påminns mer.')
    expect(page.text).not.toContain('Titta igenom')
    page = await agneta.get(`${round}/huvudman/0`)
    text(page, 'Du kan fortfarande kontrollera varje post för sig.')
    expect(page.html).not.toContain('/bekrafta')
    for (const word of ['constructor', '__proto__', 'x'])
      expect((await agneta.get(`${round}?klart=${word}`)).status).toBe(200)
    page = await agneta.get(rounds)
    text(page, 'Alla är kontrollerade')
  })

  test('the keeper opens and closes the map for everybody, nobody else does', async () => {
    const open = async () => (await rows('select map_public from association'))[0].map_public
    expect(await open()).toBe(true)
    let page = await agneta.send(await agneta.get('/karta/kvalitet'), {}, '/karta/kvalitet/oppen')
    text(page, 'bara för inloggad personal')
    expect(await open()).toBe(false)
    const token =
      /name="_token" value="([^"]+)"/.exec(
        (await karin.get('/karta/kvalitet')).html + (await karin.get('/karta/ny?kind=activity')).html,
      )?.[1] ?? ''
    page = await karin.post('/karta/kvalitet/oppen', { _token: token, open: 'yes' })
    expect(page.status).toBe(404)
    expect(await open()).toBe(false)
    page = await agneta.send(await agneta.get('/karta/kvalitet'), {}, '/karta/kvalitet/oppen')
    expect(await open()).toBe(true)
  })
})

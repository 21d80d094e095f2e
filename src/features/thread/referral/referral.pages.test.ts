import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hidden, type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import type { Page } from '../../../../test/support/visitor.ts'
import { paths } from '../../../paths.ts'
import { sessionCookieName } from '../../../platform/accounts.ts'
import { acceptToQueue } from './queue.commands.ts'
import { openEntryOf } from './queue.queries.ts'
import { drafted, sent, value } from './referral.build.ts'

let database: TownPages['database']
let town: TownPages['town']
let program: TownPages['app']
let as: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, app: program, visit: as } = await townPages('2026-11-02T10:00:00Z'))
})
afterAll(() => database.close())

const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await database.migrator.query(`select count(*) as n from ${sql}`, values)).rows[0].n)

test('a page beyond the last of the list leads to the first, as it was filtered', async () => {
  await sent(town)
  expect((await as('petra').get('/remisser?vy=till&lage=klara&sida=9')).path).toBe('/remisser?vy=till&lage=klara')
  expect((await as('petra').get('/remisser?sida=2')).path).not.toContain('sida')
})

describe('what was proposed and then cleared', () => {
  const held = (page: Page, name: string) =>
    new RegExp(`<input[^>]* value="([^"]*)"[^>]* name="${name}"`).exec(page.html)?.[1]

  test('stays cleared when the page comes back: whom the person meets at a study visit, and who was there', async () => {
    const { referralId } = await sent(town)
    const petra = as('petra')
    const plan = paths.referralAction(referralId, 'plan-visit')
    const form = await petra.get(plan)
    expect(held(form, 'who')).toBe('Petra Nyholm')
    const wrong = await petra.send(form, { studyVisitOn: '2026-02-31', place: 'Storgatan 1', who: '' }, plan)
    expect(wrong.status).toBe(422)
    expect([held(wrong, 'place'), held(wrong, 'who')]).toEqual(['Storgatan 1', ''])
    const planned = await petra.send(wrong, { studyVisitOn: '2026-11-02', who: 'Elin Forsgren' }, plan)
    expect(planned.path).toContain('klart=visit')
    const note = paths.referralAction(referralId, 'note-visit')
    const noted = await petra.get(note)
    expect(held(noted, 'present')).toBe('Elin Forsgren')
    expect(held(await petra.send(noted, { outcome: '', present: '' }, note), 'present')).toBe('')
  })

  test('stays cleared where somebody is called from the queue', async () => {
    const { referralId } = await sent(town)
    const entry = await town.as('petra', async ({ tx, viewer, today }) => {
      value(await acceptToQueue(tx, viewer, today, referralId))
      return openEntryOf(tx, viewer, referralId)
    })
    const petra = as('petra')
    const call = paths.queueAction(entry!.queueEntryId, 'kalla')
    const form = await petra.get(call)
    expect(held(form, 'who')).toBe('Petra Nyholm')
    const wrong = await petra.send(form, { intakePlannedOn: '2026-02-31', who: '' }, call)
    expect(wrong.status).toBe(422)
    expect(held(wrong, 'who')).toBe('')
  })
})

describe('a caseworker refers somebody, without script', () => {
  test('from the person to the sent referral', async () => {
    const karin = as('karin')
    let page = await karin.get('/remisser/ny')
    page = await karin.send(page, { noNumber: 'yes', givenName: 'Prov', familyName: 'Vandring' }, '/remisser/ny')
    expect(page.path).toMatch(/\/utkast\/varfor\?klart=paborjat$/)
    expect(page.text).toContain('Utkastet är påbörjat')
    const at = (slug: string) => page.path.replace(/utkast\/.*$/, `utkast/${slug}`)
    page = await karin.send(page, { reason: 'Behöver stöd', ownWords: 'Jag vill jobba', go: 'next' }, at('varfor'))
    expect(page.path).toBe(at('laget'))
    page = await karin.send(
      page,
      { 'check-housing': 'yes', language: 'ar', interpreter: 'yes', go: 'stay' },
      at('laget'),
    )
    expect(page.text).toContain('Utkastet är sparat')
    page = await karin.send(page, { go: 'next' }, at('laget'))
    const team = String(town.units.team.unitId)
    page = await karin.send(page, { toUnitId: team, wishedStart: '٢٠٢٦-١٢-٠١', go: 'next' }, at('vart'))
    expect(page.path).toBe(at('skicka'))
    expect(page.text).toContain('arabiska, tolk behövs')
    expect(page.text).toContain('1 december 2026')
    page = await karin.send(page, {}, at('skicka'))
    expect(page.status).toBe(422)
    expect(page.html).toContain('<title>Fel:')
    page = await karin.send(page, { agreedHow: 'oral' }, at('skicka'))
    expect(page.text).toContain('Remissen är skickad')
    const petra = await as('petra').get(page.path)
    expect(petra.text).toContain('Remiss för Prov Vandring')
    expect(petra.text).toContain('Remissen är mottagen')
    expect((await as('maja').get(page.path)).status).toBe(404)
    expect((await as('oskar').get(page.path)).status).toBe(404)
  })

  test('a wrong number keeps everything that was typed, and no number is in any address', async () => {
    const karin = as('karin')
    const typed = {
      personNumber: '19890201-2388',
      givenName: 'Prov',
      familyName: '<script>Ek</script>',
      phone: '08-465 004 11',
    }
    const page = await karin.send(await karin.get('/remisser/ny'), typed, '/remisser/ny')
    expect(page.status).toBe(422)
    expect(page.path).toBe('/remisser/ny')
    expect(page.html).toContain('value="19890201-2388"')
    expect(page.html).toContain('&lt;script&gt;Ek')
    expect(page.text).toContain('Ofta har två siffror bytt plats')
    const known = { personNumber: '198902012387', givenName: 'Prov', familyName: 'Känd' }
    const first = await karin.send(await karin.get('/remisser/ny'), known, '/remisser/ny')
    const again = await karin.send(await karin.get('/remisser/ny'), known, '/remisser/ny')
    expect(first.path).toContain('/utkast/varfor')
    expect(again.path).toMatch(/^\/deltagare\/[0-9a-f-]+\/remiss\?finns=ja$/)
    expect(again.text).toContain('Numret finns redan hos er')
    const elsewhere = await as('yusuf').send(await as('yusuf').get('/remisser/ny'), known, '/remisser/ny')
    expect(elsewhere.path).toContain('/utkast/varfor')
  })

  test('the same name is asked about, logged as a look, and the form can be sent again', async () => {
    const karin = as('karin')
    const typed = { noNumber: 'yes', givenName: 'Prov', familyName: 'Tvilling' }
    await karin.send(await karin.get('/remisser/ny'), typed, '/remisser/ny')
    const looks = await count(`read_log where what = 'search'`)
    const asked = await karin.send(await karin.get('/remisser/ny'), typed, '/remisser/ny')
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('Finns personen redan hos er?')
    expect(await count(`read_log where what = 'search'`)).toBe(looks + 1)
    const other = await karin.send(asked, { someoneElse: 'yes' }, '/remisser/ny')
    expect(other.path).toContain('/utkast/varfor')
  })

  test('a form sent twice makes one person and one referral', async () => {
    const karin = as('karin')
    const page = await karin.get('/remisser/ny')
    const fields = { _token: hidden(page, '_token'), _key: hidden(page, '_key'), protection: 'none', noNumber: 'yes' }
    const send = () => karin.post('/remisser/ny', { ...fields, givenName: 'Prov', familyName: 'Dubbelklick' })
    const [one, two] = await Promise.all([send(), send()])
    expect(one?.path).toBe(two?.path)
    expect((await send()).path).toBe(one?.path)
    expect(await count(`participant_identity where family_name = 'Dubbelklick'`)).toBe(1)
  })

  test('two windows: the second gets both texts and a way to save again', async () => {
    const karin = as('karin')
    const { referralId } = await drafted(town)
    const path = `/remisser/${referralId}/utkast/varfor`
    const [a, b] = [await karin.get(path), await karin.get(path)]
    await karin.send(a, { reason: 'Text i första fönstret', go: 'stay' }, path)
    const stale = await karin.send(b, { reason: 'Text i andra fönstret', go: 'stay' }, path)
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Någon annan har ändrat')
    for (const words of ['Text i första fönstret', 'Text i andra fönstret']) expect(stale.text).toContain(words)
    const saved = await karin.send(stale, { go: 'stay' }, path)
    expect(saved.text).toContain('Utkastet är sparat')
    expect(saved.html).toContain('Text i andra fönstret</textarea>')
  })

  test('a draft sent in another window: what was typed is shown, nothing is changed', async () => {
    const karin = as('karin')
    const { referralId } = await drafted(town)
    const path = `/remisser/${referralId}/utkast/varfor`
    const page = await karin.get(path)
    await database.migrator.query(`update referral set state = 'withdrawn' where referral_id = $1`, [referralId])
    const late = await karin.send(page, { reason: 'Sent skriven', go: 'next' }, path)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Sent skriven')
  })

  test('a text of 300,000 characters is saved and shown', async () => {
    const karin = as('karin')
    const { referralId } = await drafted(town)
    const path = `/remisser/${referralId}/utkast/varfor`
    const long = 'ع'.repeat(300_000)
    const saved = await karin.send(await karin.get(path), { reason: long, go: 'stay' }, path)
    expect(saved.status).toBe(200)
    expect(saved.html).toContain(long)
    const over = await karin.send(saved, { reason: `${long}${long}`, go: 'stay' }, path)
    expect(over.status).toBe(422)
    expect(over.html).toContain(long)
  })
})

describe('the receiving team', () => {
  test('has received by opening it: once, told to the referrer, and nobody else has', async () => {
    const { referralId, threadId } = await sent(town)
    const at = `/remisser/${referralId}`
    const events = async () => (await town.events(threadId)).filter(({ kind }) => kind === 'referral-received')
    expect((await as('karin').get(at)).text).toContain('Skickad')
    for (const other of ['maja', 'yusuf', 'oskar'] as const) expect((await as(other).get(at)).status).toBe(404)
    const ahead = await program.app.request(at, {
      headers: {
        cookie: `${sessionCookieName(program.origin)}=${as('petra').cookie(sessionCookieName(program.origin))}`,
        'sec-purpose': 'prefetch',
      },
    })
    expect(ahead.status).toBe(200)
    expect(await events(), 'the referrer, strangers and a browser fetching ahead receive nothing').toEqual([])
    const [one, two] = await Promise.all([as('petra').get(at), as('elin').get(at)])
    expect([one?.status, two?.status]).toEqual([200, 200])
    expect(await events()).toHaveLength(1)
    expect((await as('petra').get(at)).text, 'said once').not.toContain('Remissen är mottagen')
    const told = await as('karin').get(at)
    expect(told.text).toContain('Mottagen')
    expect(told.text).toMatch(/Togs emot (Petra Nyholm|Elin Forsgren)/)
  })

  test('a no without a reason keeps what was chosen; with one it is told to the referrer', async () => {
    const petra = as('petra')
    const { referralId } = await sent(town)
    const path = `/remisser/${referralId}/gor/decline`
    const refused = await petra.send(await petra.get(path), { ground: 'no_places', reason: '  ' }, path)
    expect(refused.status).toBe(422)
    expect(refused.html).toMatch(/value="no_places" checked/)
    const done = await petra.send(refused, { reason: 'Fullt till våren' }, path)
    expect(done.text).toContain('Svaret är skickat')
    expect((await as('karin').get(`/remisser/${referralId}`)).text).toContain('Fullt till våren')
  })

  test.each(['a no', 'the referrer’s second thoughts'])(
    'after %s the team knows at once no more who it was',
    async (which) => {
      const [petra, karin] = [as('petra'), as('karin')]
      const name = which === 'a no' ? 'Försvunnen' : 'Återkallad'
      const { referralId, threadId } = await sent(town, { familyName: name })
      const at = `/remisser/${referralId}`
      expect((await petra.get(at)).text).toContain(name)
      expect((await petra.get(`/deltagare/${threadId}`)).status).toBe(200)
      if (which === 'a no') {
        const path = `${at}/gor/decline`
        const told = await petra.send(await petra.get(path), { ground: 'other', reason: 'Nej tack' }, path)
        expect(told.text).toContain('Svaret är skickat')
      } else {
        const path = `${at}/gor/withdraw`
        await karin.send(await karin.get(path), { reason: 'Ångrar mig' }, path)
      }
      for (const path of [at, '/remisser', '/remisser?lage=klara&vy=till', '/i-dag', '/deltagare'])
        expect((await petra.get(path)).text, path).not.toContain(name)
      for (const path of [`/deltagare/${threadId}`, `/deltagare/${threadId}/utdrag.json`])
        expect((await petra.get(path)).status, path).toBe(404)
      expect((await karin.get(`/deltagare/${threadId}`)).text).toContain(name)
    },
  )

  test('what a colleague has already answered is said, and what was typed is kept', async () => {
    const [petra, elin] = [as('petra'), as('elin')]
    const { referralId } = await sent(town)
    const path = `/remisser/${referralId}/gor/decline`
    const form = await elin.get(path)
    await petra.send(await petra.get(path), { ground: 'other', reason: 'Redan svarat' }, path)
    const late = await elin.send(form, { ground: 'other', reason: 'Mitt svar' }, path)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Det går inte i det här läget.')
    expect(late.html).toContain('Mitt svar</textarea>')
  })

  test('from yes through the queue to intake, told on the way to the referrer', async () => {
    const [petra, karin] = [as('petra'), as('karin')]
    const { referralId, threadId } = await sent(town)
    const at = `/remisser/${referralId}`
    let page = await petra.send(await petra.get(`${at}/gor/queue`), {}, `${at}/gor/queue`)
    expect(page.text).toContain('Personen står i kön')
    expect(page.html, 'called from the referral itself').toMatch(/href="\/ko\/[0-9a-f-]+\/kalla"/)
    expect((await karin.get(at)).html, 'by the team').not.toContain('/kalla"')
    expect((await karin.get(at)).text).toContain('I kö')
    const queue = await petra.get('/ko')
    expect(queue.html).toContain(`${at}/inskrivning`)
    page = await petra.send(await petra.get(`${at}/inskrivning`), { startOn: '2026-02-31' }, `${at}/inskrivning`)
    expect(page.status).toBe(422)
    expect(page.html).toContain('value="2026-02-31"')
    page = await petra.send(page, { startOn: '2026-11-02' }, `${at}/inskrivning`)
    expect(page.status, 'nobody is contact beforehand').toBe(422)
    expect(page.text).toContain('Remissen kom i dag. Personen behöver inte vänta.')
    const chosen = { leadUserId: town.users.elin, toldHow: 'phone' }
    page = await petra.send(page, chosen, `${at}/inskrivning`)
    expect(page.path).toBe(`/deltagare/${threadId}?klart=intake`)
    expect(page.text).toContain('Personen är inskriven')
    expect(page.text).toContain('Samtycke har inte tagits upp ännu')
    expect(page.html, 'what comes first now').toMatch(
      new RegExp(
        `data-variant="primary"[^>]*href="/deltagare/${threadId}/steg/nytt"|href="/deltagare/${threadId}/steg/nytt"[^>]*data-variant="primary"`,
      ),
    )
    expect((await petra.get(at)).text).toContain('Bestäm nästa steg')
    expect((await karin.get(at)).text).toContain('Inskriven')
    expect((await karin.get(`${at}/inskrivning`)).status).toBe(404)
    expect((await karin.get('/ko')).status).toBe(404)
  })

  test('a study visit and a call have a time, a place and somebody who meets; the person is told in their language', async () => {
    const [petra, karin] = [as('petra'), as('karin')]
    const { referralId } = await sent(town)
    const at = `/remisser/${referralId}`
    const plan = `${at}/gor/plan-visit`
    const visit = { studyVisitOn: '2026-11-12', place: 'Torget 3, 2 tr', who: 'Elin Exempel' }
    let page = await petra.send(await petra.get(plan), { ...visit, time: 'halv elva' }, plan)
    expect(page.status).toBe(422)
    expect(page.html).toContain('value="halv elva"')
    page = await petra.send(page, { ...visit, time: 'kl 10.30' }, plan)
    expect(page.text).toContain('Berätta för personen')
    for (const words of ['10:30', 'Torget 3, 2 tr', 'Elin Exempel möter personen'])
      expect((await karin.get(at)).text, words).toContain(words)
    page = await petra.get(`${at}/tiden?brev=ar`)
    for (const words of ['أهلًا بك في زيارة تعارف', '10:30', 'Torget 3, 2 tr', 'Elin Exempel'])
      expect(page.text).toContain(words)
    expect((await karin.get(`${at}/tiden`)).status, 'the team tells').toBe(404)

    await petra.send(await petra.get(`${at}/gor/queue`), {}, `${at}/gor/queue`)
    expect((await petra.get(`${at}/tiden`)).status, 'nothing ahead').toBe(404)
    const [, call = ''] =
      /href="(\/ko\/[0-9a-f-]+\/kalla)"/.exec((await petra.get(at)).html + (await petra.get('/ko')).html) ?? []
    page = await petra.send(
      await petra.get(call),
      { intakePlannedOn: '16 nov 2026', time: '٩', place: '', who: 'Elin Exempel' },
      call,
    )
    expect(page.path).toMatch(/\/tiden$/)
    expect((await petra.get(`/remisser/${page.path.split('/')[2]}`)).text).toContain(
      'Kallad till inskrivning 16 november 2026',
    )
  })

  test('a study visit is no more than planned before its day; then who was there is asked', async () => {
    const [petra, karin] = [as('petra'), as('karin')]
    const { referralId } = await sent(town)
    const at = `/remisser/${referralId}`
    const [plan, note] = [`${at}/gor/plan-visit`, `${at}/gor/note-visit`]
    await petra.send(await petra.get(plan), { studyVisitOn: '2026-11-12', who: 'Elin Exempel' }, plan)
    let page = await petra.get(at)
    expect(page.text).toContain('Ställ in studiebesöket')
    expect(page.text).not.toContain('Hur gick studiebesöket?')
    expect(page.text, 'it has not been').toContain('Studiebesök (nu)')
    page = await petra.get(note)
    expect(page.html).not.toContain('value="done"')
    const forced = await petra.post(note, { _token: hidden(page, '_token'), outcome: 'done', present: 'Alla' })
    expect(forced.status).toBe(422)
    await petra.send(await petra.get(plan), { studyVisitOn: '2026-11-02' }, plan)
    page = await petra.send(await petra.get(note), { outcome: 'done', present: ' ' }, note)
    expect(page.status).toBe(422)
    page = await petra.send(page, { present: 'Personen, tolk och Elin' }, note)
    for (const who of [petra, karin])
      expect((await who.get(at)).text).toMatch(/Med på studiebesöket: Personen, tolk och Elin.*Studiebesök \(klart\)/)
  })

  test('one that is not ready names what is missing, each as the way to its field', async () => {
    const { referralId } = await drafted(town)
    const karin = as('karin')
    for (const path of [`/remisser/${referralId}`, `/remisser/${referralId}/utkast/skicka`]) {
      const page = await karin.get(path)
      expect(page.text).toContain('Det här saknas innan du kan skicka')
      for (const [field, slug] of [
        ['reason', 'varfor'],
        ['toUnitId', 'vart'],
      ])
        expect(page.html, path).toContain(`href="/remisser/${referralId}/utkast/${slug}#f-${field}"`)
    }
    for (const [field, slug] of [
      ['reason', 'varfor'],
      ['toUnitId', 'vart'],
    ])
      expect((await karin.get(`/remisser/${referralId}/utkast/${slug}`)).html).toContain(`id="f-${field}"`)
  })

  test.each(['petra', 'karin', 'maja'] as const)('addresses of nothing are not found (%s)', async (key) => {
    const visitor = as(key)
    const id = '01999999-0000-7000-8000-000000000000'
    for (const path of [
      `/remisser/${id}`,
      '/remisser/x',
      `/remisser/${id}/gor/decline`,
      '/remisser/x/utkast/varfor',
      `/ko/${id}/flytta`,
      '/ko/x/kalla',
      '/deltagare/x/remiss',
    ])
      expect((await visitor.get(path)).status, path).toBe(404)
  })

  test('lists take any page and filter without a fault', async () => {
    for (const query of [
      '?sida=0',
      '?sida=-3',
      '?sida=999999999999',
      '?sida=abc',
      '?lage=klara&vy=till',
      '?mina=ja&vy=fran&sida=2',
      "?lage=';drop",
    ])
      expect((await as('petra').get(`/remisser${query}`)).status, query).toBe(200)
  })
})

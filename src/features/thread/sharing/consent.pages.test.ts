import { afterAll, beforeAll, expect, test } from 'vitest'
import { hidden, type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import type { Page, Visitor } from '../../../../test/support/visitor.ts'
import { paths } from '../../../paths.ts'
import { sessionCookieName } from '../../../platform/accounts.ts'
import { TODAY } from '../town.build.ts'
import { writeNote } from '../work/note.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let app: TownPages['app']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, app, visit } = await townPages())
})
afterAll(() => database.close())

/** A form with one name several times, as a browser sends ticked boxes; then where it leads. */
async function sendTicked(visitor: Visitor, path: string, fields: [string, string][]): Promise<Page> {
  const cookie = sessionCookieName(app.origin)
  const answer = await app.app.request(path, {
    method: 'POST',
    headers: {
      ...{ origin: app.origin, 'accept-language': 'sv', cookie: `${cookie}=${visitor.cookie(cookie)}` },
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  })
  const next = answer.headers.get('location')
  if (next) return visitor.get(next)
  const html = await answer.text()
  return { status: answer.status, path, html, text: html.replace(/<[^>]+>/g, ' '), headers: answer.headers }
}

test('one talk about several receivers: each page looked at, given once, taken back from one', async () => {
  const threadId = await town.thread()
  await town.as('petra', (work) =>
    writeNote(work, threadId, { category: 'plan', happenedOn: TODAY, body: 'Besöka verkstaden' }),
  )
  const petra = visit('petra')
  const form = await petra.get(paths.consentNew(threadId, 'sv'))
  const [region, job] = [`authority-${town.units.psychiatry.authorityId}`, `unit-${town.units.jobCentre.unitId}`]
  const base: [string, string][] = [
    ['_token', hidden(form, '_token')],
    ['months', '6'],
    ['givenHow', 'oral'],
  ]
  const wrong = await sendTicked(petra, paths.consentNew(threadId, 'sv'), [
    ...base,
    ['receiver', region],
    ['receiver', job],
  ])
  expect(wrong.status, 'no category').toBe(422)
  for (const one of [region, job]) expect(wrong.html).toMatch(new RegExp(`value="${one}"[^>]* checked`))
  const preview = await sendTicked(petra, paths.consentNew(threadId, 'sv'), [
    ...base,
    ...([
      ['receiver', region],
      ['receiver', job],
      ['categories', 'plan'],
    ] as [string, string][]),
  ])
  expect(preview.text).toContain('Så här ser Provby region sidan')
  for (const name of ['Provby region', 'Arbetsförmedlingen']) expect(preview.text).toContain(`${name}`)
  const other = /href="([^"#]*visa=unit-\d+)/.exec(preview.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await petra.get(other)
  expect(second.text).toContain('Så här ser Arbetsförmedlingen, Provby employment sidan')
  expect(await town.rows('consent', threadId), 'looking is not giving').toEqual([])
  expect((await petra.get(`${other}x`)).text, 'another receiver is not shown').toContain(
    'Så här ser Provby region sidan',
  )

  const paper = await petra.send(second, {})
  expect(paper.path).toContain('klart=consent-given')
  for (const name of ['Provby region', 'Arbetsförmedlingen (Provby employment)'])
    expect(paper.text).toContain(`${name} får se det du säger ja till`)
  for (const who of ['maja', 'yusuf'] as const) expect((await visit(who).get(paths.thread(threadId))).status).toBe(200)
  expect((await visit('oskar').get(paths.thread(threadId))).status).toBe(404)

  const consentId = /samtycke\/([0-9a-f-]{36})/.exec(paper.path)?.[1] ?? ''
  const withdraw = paths.consentWithdraw(threadId, consentId)
  const asked = await petra.get(withdraw)
  const [, toJob = ''] =
    /name="from" value="([^"]+)"[\s\S]*?Arbetsförmedlingen/.exec(
      asked.html.slice(asked.html.lastIndexOf('name="from"')),
    ) ?? []
  const token: [string, string] = ['_token', hidden(asked, '_token')]
  expect((await sendTicked(petra, withdraw, [token, ['withdrawnHow', 'oral']])).status, 'nobody chosen').toBe(422)
  const done = await sendTicked(petra, withdraw, [token, ['withdrawnHow', 'oral'], ['from', toJob]])
  expect(done.path).toContain('klart=consent-withdrawn')
  expect((await visit('yusuf').get(paths.thread(threadId))).status).toBe(404)
  expect((await visit('maja').get(paths.thread(threadId))).status).toBe(200)
  for (const who of ['maja', 'yusuf', 'oskar'] as const)
    expect((await visit(who).get(withdraw)).status, who).not.toBe(200)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import type { Page } from '../../../../test/support/visitor.ts'
import { paths } from '../../../paths.ts'
import { TODAY } from '../town.build.ts'
import { writeNote } from '../work/note.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

test('one talk about several receivers: each page looked at, given once, taken back from one', async () => {
  const threadId = await town.thread()
  await town.as('petra', (work) =>
    writeNote(work, threadId, { category: 'plan', happenedOn: TODAY, body: 'Besöka verkstaden' }),
  )
  const petra = visit('petra')
  const form = await petra.get(paths.consentNew(threadId, 'sv'))
  const [region, job] = [`authority-${town.units.psychiatry.authorityId}`, `unit-${town.units.jobCentre.unitId}`]
  const said = { months: '6', givenHow: 'oral', receiver: [region, job] }
  const wrong = await petra.send(form, said, paths.consentNew(threadId, 'sv'))
  expect(wrong.status, 'no category').toBe(422)
  for (const one of [region, job]) expect(wrong.html).toMatch(new RegExp(`value="${one}"[^>]* checked`))
  const preview = await petra.send(wrong, { categories: 'plan' }, paths.consentNew(threadId, 'sv'))
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
  const nobody = await petra.send(asked, { withdrawnHow: 'oral', from: [] }, withdraw)
  expect(nobody.status, 'nobody chosen').toBe(422)
  const done = await petra.send(nobody, { from: toJob }, withdraw)
  expect(done.path).toContain('klart=consent-withdrawn')
  expect((await visit('yusuf').get(paths.thread(threadId))).status).toBe(404)
  expect((await visit('maja').get(paths.thread(threadId))).status).toBe(200)
  for (const who of ['maja', 'yusuf', 'oskar'] as const)
    expect((await visit(who).get(withdraw)).status, who).not.toBe(200)
})

/** What of a group of boxes is ticked on the page and would be sent. */
const ticked = (page: Page, name: string): string[] =>
  [...page.html.matchAll(new RegExp(`name="${name}" value="([^"]+)"([^>]*)>`, 'g'))].flatMap(([, value, rest]) =>
    value && rest?.includes('checked') && !rest.includes('disabled') ? [value] : [],
  )

test('a disclosure that is refused keeps every ticked category', async () => {
  const threadId = await town.thread()
  const petra = visit('petra')
  const address = paths.disclosureNew(threadId)
  const categories = ['plan', 'attendance', 'health']
  const wrong = await petra.send(await petra.get(address), { categories, detail: 'Begäran' }, address)
  expect(wrong.status).toBe(422)
  expect(ticked(wrong, 'categories')).toEqual(categories)
})

describe('who may know who a person is', () => {
  test('stands ticked as it was sent when the form comes back', async () => {
    const threadId = await town.thread()
    const petra = visit('petra')
    const address = paths.protection(threadId)
    const both = [town.users.elin, town.users.samir]
    const wrong = await petra.send(await petra.get(address), { level: 'secret', named: both }, address)
    expect(wrong.status).toBe(422)
    expect(ticked(wrong, 'named')).toEqual(both)
  })

  test('is told apart where two changed it, and who changed nothing is said to have changed nothing', async () => {
    const threadId = await town.thread({ protection: 'marking', named: ['samir', 'petra', 'elin'] })
    const { elin, samir, karin } = town.users
    const petra = visit('petra')
    const address = paths.protection(threadId)
    const opened = await petra.get(address)
    expect(ticked(opened, 'named')).toEqual([elin, samir])
    await petra.send(await petra.get(address), { named: [elin, karin] }, address)
    const stale = await petra.send(opened, { level: 'protected_registration' }, address)
    expect(stale.status).toBe(409)
    expect(ticked(stale, 'named').sort()).toEqual([elin, karin].sort())
    expect(stale.text).toMatch(
      /någon annan Vilka får veta vem personen är\? Elin Forsgren, Karin Lindmark Det du skrev Vilket skydd har personen\? Skyddad folkbokföring Personen har/,
    )
  })

  test('is said in words where two named different people', async () => {
    const threadId = await town.thread({ protection: 'marking', named: ['samir', 'petra', 'elin'] })
    const { elin, samir, karin } = town.users
    const petra = visit('petra')
    const address = paths.protection(threadId)
    const opened = await petra.get(address)
    await petra.send(await petra.get(address), { named: [elin, karin] }, address)
    const stale = await petra.send(opened, { named: [samir, karin] }, address)
    expect(ticked(stale, 'named').sort()).toEqual([samir, karin].sort())
    expect(stale.text).toMatch(
      /Sparat av någon annan.*Elin Forsgren, Karin Lindmark.*Det du skrev.*Karin Lindmark, Samir Haddad/,
    )
  })

  test('is told on the start page as what it is, when the protection is lifted', async () => {
    const threadId = await town.thread({ protection: 'marking', named: ['karin', 'petra'] })
    const address = paths.protection(threadId)
    const petra = visit('petra')
    await petra.send(await petra.get(address), { level: 'none' }, address)
    const start = (await visit('karin').get(paths.today)).text
    expect(start).toContain('Skyddet är borttaget')
    expect(start).not.toContain('Nödöppningar att granska')
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TownPages, townPages } from '../../../test/support/town-pages.ts'
import { paths } from '../../paths.ts'
import { buildHead } from './head.build.ts'
import { addContact } from './work/assignment.commands.ts'
import { addStep } from './work/step.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
let visitWith: TownPages['visitWith']
beforeAll(async () => {
  ;({ database, town, visit, visitWith } = await townPages())
})
afterAll(() => database.close())

/** The part of a page under a heading, as markup. */
const under = (html: string, heading: string): string =>
  html.split(/(?=<section)/).find((part) => part.includes(`>${heading}</h2>`)) ?? ''

test('how many lack a contact or a step is said of all of them, also beyond those that are named', async () => {
  for (let n = 0; n < 15; n++) await town.thread()
  const { text } = await visit('petra').get(paths.today)
  expect(text).toContain('15 deltagare har inget nästa steg')
  expect(text).toContain('15 deltagare har ingen kontakt')
  expect(text).toContain('och 3 till')
})

test('a list that does not hold all says how many more there are', async () => {
  const todo = { what: 'Ring vårdcentralen', who: town.users.samir, dueOn: '2026-11-04' }
  for (let n = 0; n < 14; n++) {
    const threadId = await town.thread()
    const added = await town.as('elin', (work) => addStep(work, threadId, todo))
    expect(added.ok).toBe(true)
  }
  const { text } = await visit('samir').get(paths.today)
  expect(text.match(/Ring vårdcentralen/g)?.length).toBeGreaterThanOrEqual(12)
  expect(text).toContain('och 2 till')
})

test('what goes beyond a list leads to the side of the referrals that it tells of', async () => {
  const { team, support } = town.units
  const { karin, petra: leader } = town.users
  for (const { from, by, to, state } of [
    { from: team, by: leader, to: null, state: 'draft' },
    { from: support, by: karin, to: team.unitId, state: 'sent' },
  ])
    for (let n = 0; n < 13; n++)
      await database.migrator.query(
        `insert into referral (association_id, thread_id, unit_id, authority_id, to_unit_id, also_unit_id, state, sent_on, contact_user_id, created_by)
         values ($1, $2, $3, $4, $5, $5, $6, case when $6 = 'sent' then '2026-11-01'::date end, $7, $7)`,
        [town.associationId, await town.thread(), from.unitId, from.authorityId, to, state, by],
      )
  const { html } = await visit('petra').get(paths.today)
  const beyond = (heading: string) => /<a href="([^"]*)">och en till<\/a>/.exec(under(html, heading))?.[1]
  expect(beyond('Remisser att ta ställning till')).toBe(`${paths.referrals}?vy=till`)
  // Whose team takes people in would be shown those without it.
  expect(beyond('Personer ni har remitterat')).toBe(`${paths.referrals}?vy=fran`)
})

test('a member sees the people whose contact they are, and who of them has no next step', async () => {
  const [first, second] = [await town.thread(), await town.thread()]
  for (const threadId of [first, second]) {
    const contact = { userId: town.users.elin, role: 'lead', fromOn: '2026-03-02' }
    expect((await town.as('petra', (work) => addContact(work, threadId, contact))).ok).toBe(true)
  }
  const step = { what: 'Prova verkstaden', who: town.users.petra, dueOn: '2026-11-09' }
  expect((await town.as('elin', (work) => addStep(work, first, step))).ok).toBe(true)
  const { html, text } = await visit('elin').get(paths.today)
  const mine = under(html, 'Dina deltagare')
  const rows = mine.split(/(?=<li>)/).slice(1)
  const rowOf = (threadId: string) => rows.filter((row) => row.includes(paths.thread(threadId)))
  expect(rows).toHaveLength(2)
  expect(rowOf(first)).toEqual([expect.stringContaining('Prova verkstaden')])
  expect(rowOf(first)).toEqual([expect.not.stringContaining('Inget nästa steg')])
  expect(rowOf(second)).toEqual([expect.stringContaining('Inget nästa steg')])
  expect(text, 'what a leader decides').not.toContain('platser är tagna')
  expect((await visit('samir').get(paths.today)).text).toContain('Du är inte kontakt för någon just nu.')
})

test('the page of a thread says what happens next and who does it', async () => {
  const threadId = await town.thread()
  const elin = visit('elin')
  const next = async () =>
    under((await elin.get(paths.thread(threadId))).html, 'Härnäst')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
  expect(await next()).toContain(
    'Inget nästa steg är bestämt Samordningsteamet bestämmer ett tillsammans med personen.',
  )
  const step = { what: 'Prova verkstaden', who: town.users.petra, dueOn: '2026-11-09' }
  expect((await town.as('elin', (work) => addStep(work, threadId, step))).ok).toBe(true)
  expect(await next()).toMatch(/Prova verkstaden Senast .*9 november.* · Petra Nyholm/)
})

test('a leader sees how many places of the team are taken', async () => {
  await database.migrator.query('update unit set capacity = 150 where unit_id = $1', [town.units.team.unitId])
  const { rows } = await database.migrator.query(
    `select count(*)::int as active from thread where team_unit_id = $1 and state = 'active'`,
    [town.units.team.unitId],
  )
  const { text } = await visit('petra').get(paths.today)
  expect(text).toContain(`${rows[0].active} av 150 platser är tagna`)
  expect((await visit('oskar').get(paths.today)).text, 'another team, of no number').not.toContain('platser är tagna')
})

test('the office sees figures that point at nobody', async () => {
  for (let n = 0; n < 3; n++) await town.thread({ team: 'otherTeam' })
  const head = visitWith(await buildHead(database.migrator, town.associationId))
  const { html, text } = await head.get(paths.today)
  const rowOf = (team: string) =>
    html
      .split(/(?=<tr)/)
      .find((row) => row.includes(team))
      ?.replace(/<[^>]+>/g, ' ') ?? ''
  expect(rowOf('Andra teamet')).toContain('färre än 5')
  expect(rowOf('Andra teamet')).not.toContain('3')
  expect(rowOf('Samordningsteamet')).toMatch(/\d\d/)
  expect(text).not.toContain('Exempel')
  expect(html).not.toContain(`href="${paths.participants}`)
  expect(html).not.toContain(`href="${paths.referrals}`)
})

test('a search that finds more than it shows says so', async () => {
  for (let n = 0; n < 15; n++) await town.thread()
  const petra = visit('petra')
  const page = await petra.send(await petra.get(paths.search), { sok: 'exempel' }, paths.search)
  expect(page.text).toContain('Fler än 25 träffar')
  expect(page.html.match(/href="\/deltagare\/[0-9a-f-]{36}"/g)).toHaveLength(25)
})

test('a page of the list beyond the last leads to the first', async () => {
  const page = await visit('petra').get(`${paths.participants}?sida=99`)
  expect(page.path).toBe(paths.participants)
  expect(page.text).toContain('deltagare')
})

import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { somebodyWaits } from '../test/support/database.ts'
import { type TownPages, townPages } from '../test/support/town-pages.ts'
import { enter } from './enter.ts'
import type { Route, Visit } from './features/access/public.ts'
import { TODAY } from './features/thread/town.build.ts'
import { addStep } from './features/thread/work/step.commands.ts'
import { paths } from './paths.ts'

let database: TownPages['database']
let town: TownPages['town']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, visit } = await townPages())
})
afterAll(() => database.close())

const looks = async (threadId: string) =>
  (
    await database.migrator.query('select what, ground from read_log where thread_id = $1 order by read_log_id', [
      threadId,
    ])
  ).rows

/** Maja of another authority has a step to finish, as long as the plan is shared with her unit. */
async function shared() {
  const threadId = await town.thread()
  await town.disclose(threadId, 'psychiatry', ['plan'])
  const step = { what: 'Ring vårdcentralen', who: town.users.maja, dueOn: '2026-11-09' }
  const added = await town.as('petra', (work) => addStep(work, threadId, step))
  if (!added.ok) throw new Error(JSON.stringify(added))
  return { threadId, address: paths.stepDone(threadId, added.value) }
}

/** She sends the form with a fault, and something happens while its answer waits for the read log. */
async function faultyForm(threadId: string, address: string, meanwhile: () => Promise<unknown>) {
  const maja = visit('maja')
  const form = await maja.get(address)
  expect(form.status).toBe(200)
  await database.migrator.query('delete from read_log where thread_id = $1', [threadId])
  const client = await database.migrator.connect()
  await client.query('begin; lock table read_log in access exclusive mode')
  const answer = maja.send(form, { doneOn: '2026-02-31' }, address)
  await somebodyWaits(database.migrator)
  await meanwhile()
  await client.query('commit')
  client.release()
  const { status, html } = await answer
  return [status, html.includes('2026-02-31'), html.includes('Exempel')]
}

test('a form that comes back has shown the person: the look stays', async () => {
  const { threadId, address } = await shared()
  expect(await faultyForm(threadId, address, async () => undefined)).toEqual([422, true, true])
  expect(await looks(threadId)).toEqual([{ what: 'view', ground: 'disclosure' }])
})

test('where the sight ends before that look is written, nothing is shown', async () => {
  const { threadId, address } = await shared()
  const end = () =>
    database.migrator.query(
      `begin; set local app.association = '${town.associationId}';
       update disclosure set withdrawn_at = now() where thread_id = '${threadId}'; select refresh_acl('${threadId}'::uuid); commit`,
    )
  expect(await faultyForm(threadId, address, end)).toEqual([404, false, false])
  expect(await looks(threadId)).toEqual([{ what: 'denied', ground: 'none' }])
})

/** What somebody of the town is answered by a page of our making: its words, or what went wrong in it. */
async function answered(audit: 'view' | 'list' | 'none', handle: (visit: Visit) => Promise<Response>) {
  const viewer = await town.viewer('petra')
  const route: Route = { method: 'get', path: '/sida', guard: 'signed-in', audit, handle }
  const pages = new Hono()
  pages.get(route.path, (c) => {
    const answers = { page: () => c.text('visad'), notFound: () => c.text('finns inte', 404) }
    const base = { c, lang: 'sv', today: TODAY, now: new Date(), address: '', demo: false, ...answers } as const
    return enter({ db: town.db, secret: 'of the tests' }, base, route, viewer)
  })
  pages.onError((error, c) => c.text(error.message, 500))
  return (await pages.request(route.path)).text()
}

test('a page that shows a person without writing into the read log shows nothing', async () => {
  const threadId = await town.thread()
  const silent = async (visit: Visit) => visit.page({ title: 'Prov Exempel', body: '' })
  const unlogged = '/sida showed something without writing it into the read log'
  expect(await answered('view', silent)).toBe(unlogged)
  expect(await answered('list', silent)).toBe(unlogged)
  expect(await answered('none', silent), 'nobody is on it').toBe('visad')
  expect(await answered('view', async (visit) => visit.notFound())).toBe('finns inte')
  expect(await looks(threadId)).toEqual([])
  const telling = async (visit: Visit) => {
    await visit.saw({ threadId, ground: 'own_unit' })
    return silent(visit)
  }
  expect(await answered('view', telling)).toBe('visad')
  expect(await looks(threadId)).toMatchObject([{ what: 'view' }])
})

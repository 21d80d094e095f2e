import { afterAll, beforeAll, expect, test } from 'vitest'
import { somebodyWaits } from '../test/support/database.ts'
import { type TownPages, townPages } from '../test/support/town-pages.ts'
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

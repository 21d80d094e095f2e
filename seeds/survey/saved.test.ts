import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import { makeWaiting } from '../../src/features/survey/order/order.build.ts'
import { withClient } from '../../src/platform/database/provision.ts'
import { type TestApp, testApp } from '../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { seedDemoTown } from '../demo-town.ts'

let database: TestDatabase
let app: TestApp
beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  await withClient(database.migratorConfig, (client) => seedDemoTown(client))
})
afterAll(() => database.close())

const signedIn = (who: string) => app.signedIn(`${who}@norrby.example`, DEMO_PASSWORD)

/** What is saved of a kind, without its key and hour. */
async function saved(audience: string) {
  const { rows } = await database.migrator.query(
    `select r.survey_round_id, r.unit_id, r.authority_id, r.month::text, r.filter, r.rules, r.shown, r.saved_by, s.people
     from survey_report r left join survey_release s using (association_id, survey_report_id) where r.audience = $1 and r.survey_joint_id is null order by r.saved_at`,
    [audience],
  )
  return rows
}

test('the saved reports of the first round are what its leader would save from the page', async () => {
  const gunnel = await signedIn('gunnel.westin')
  const [told] = await saved('outside')
  const address = `/kartlaggning/${told.survey_round_id}/rapport`
  for (const audience of ['unit', 'outside']) {
    await gunnel.send(await gunnel.get(address), { audience }, `${address}/spara`)
    await makeWaiting(database.migrator, app)
    const [seeded, made, ...more] = await saved(audience)
    expect(more).toEqual([])
    expect(made).toEqual(seeded)
  }
})

test('the joint report is what would be made of the same rounds from the page', async () => {
  const joint = async () =>
    (
      await database.migrator.query(
        `select r.month::text, r.units, r.missing_units, r.shown, r.rules,
           (select jsonb_agg(s.people order by s.unit_id) from survey_release s where s.survey_report_id = r.survey_report_id) as people
         from survey_report r where r.survey_joint_id is not null order by r.saved_at`,
      )
    ).rows
  const [seeded] = await joint()
  const [gunnel, karin] = [await signedIn('gunnel.westin'), await signedIn('karin.lindmark')]
  const form = '/kartlaggning/gemensam/ny'
  const units = seeded.units.map(String)
  const asked = await gunnel.send(
    await gunnel.get(form),
    { title: 'En gång till', month: seeded.month.slice(0, 7), units },
    form,
  )
  const address = asked.path.replace(/\?.*/, '')
  for (const one of [gunnel, karin]) await one.send(await one.get(address), { answer: 'yes' }, `${address}/svara`)
  await gunnel.send(await gunnel.get(address), {}, `${address}/gor`)
  await makeWaiting(database.migrator, app)
  expect(await joint()).toEqual([seeded, seeded])
})

test('the association’s office meets protected figures at once, and no others', async () => {
  const agneta = await signedIn('agneta.holm')
  const list = await agneta.get('/kartlaggning')
  expect(list.text).toContain('Försörjningsstöd Åbro')
  expect(list.text).toContain('Skyddade siffror')
  expect(list.text).not.toContain('Oskyddade siffror')
  const address = /\/kartlaggning\/sparad\/[0-9a-f-]+/.exec(list.html)![0]
  const page = await agneta.get(address)
  expect(page.text).toContain('dolt')
  expect(page.text).toContain('Vanligast är psykisk ohälsa')
})

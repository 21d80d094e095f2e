import { afterAll, beforeAll, expect, test } from 'vitest'
import { somebodyWaits } from '../../../../test/support/database.ts'
import { type TownPages, townPages } from '../../../../test/support/town-pages.ts'
import { paths } from '../../../paths.ts'
import { ADA, HEADINGS, importer, listFile } from './import.build.ts'
import { beginWriting } from './import.commands.ts'
import { writeList } from './import.jobs.ts'
import { AT_ONCE } from './import-write.commands.ts'

let database: TownPages['database']
let town: TownPages['town']
let app: TownPages['app']
let visit: TownPages['visit']
beforeAll(async () => {
  ;({ database, town, app, visit } = await townPages())
  // Whether the work still goes on is judged by the clock that it runs by.
  app.setNow(new Date())
})
afterAll(() => database.close())

test('while a long list is written, its page says how far it has come', async () => {
  const list = importer(town)
  const nobodyToCall = ADA.with(2, '')
  await list.write(await list.check(listFile([HEADINGS, nobodyToCall])))
  const others = Array.from({ length: AT_ONCE }, (_, at) => [
    `Prov Listad${at}`,
    '',
    '',
    '2026-03-02',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ])
  const id = await list.check(listFile([HEADINGS, ...others, ADA]))
  expect((await list.run(id)).counts).toMatchObject({ new: AT_ONCE, added: 1 })
  const began = await list.as((work) => beginWriting(work, id, false))
  expect(began.ok).toBe(true)

  // Somebody else has the last person in hand: the first part is written, the last one waits.
  const client = await database.migrator.connect()
  await client.query('begin')
  await client.query('select from participant_identity where association_id = $1 and given_name = $2 for update', [
    town.associationId,
    'Ada',
  ])
  const writing = writeList(await list.tools(), id)
  await somebodyWaits(database.migrator)
  const petra = visit('petra')
  const meanwhile = await petra.get(paths.importRun(id))
  const people = await petra.get(paths.participants)
  await client.query('commit')
  client.release()
  expect(meanwhile.text).toContain('Deltagarna skrivs in')
  expect(meanwhile.text).toContain(`${AT_ONCE} av ${AT_ONCE + 1} personer`)
  expect(meanwhile.html).toContain(`value="${AT_ONCE}" max="${AT_ONCE + 1}"`)
  expect(people.text, 'all of it or nothing').not.toContain('Listad')
  expect(meanwhile.headers.get('refresh'), 'asks again by itself').toContain(paths.importRun(id))

  await writing
  const after = await petra.get(paths.importRun(id))
  expect(after.text).not.toContain('Deltagarna skrivs in')
  expect(after.headers.get('refresh')).toBeNull()
  expect((await petra.get(paths.participants)).text).toContain('Listad')
})

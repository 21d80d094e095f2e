import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { BUILT_PASSWORD, type BuiltAssociation, buildAssociation } from './access.build.ts'

let database: TestDatabase
let program: TestApp
let home: BuiltAssociation
beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database)
  home = await buildAssociation(database.migrator)
})
afterAll(() => database.close())

describe('whom to turn to', () => {
  test('the administrator writes it, and everybody reads it on the page it belongs to', async () => {
    const admin = await program.signedIn(home.admin.email, BUILT_PASSWORD)
    for (const [{ authorityId }, email] of [
      [home.staffUnit, 'kansli@prov.example'],
      [home.office, 'ombud@prov.example'],
    ] as const) {
      const form = `/forvaltning/huvudman/${authorityId}`
      const sent = await admin.send(await admin.get(form), { contactEmail: email, contactPhone: '08-465 004 01' }, form)
      expect(sent.text).toContain('Ändringen är sparad')
    }
    const [statement, data] = [
      await program.visitor().get('/tillganglighet'),
      await program.visitor().get('/personuppgifter'),
    ]
    expect(statement.text).toContain('kansli@prov.example')
    expect(statement.text).not.toContain('ombud@prov.example')
    expect(data.text).toContain('ombud@prov.example')
    expect(data.text).not.toContain('kansli@prov.example')
  })

  test.each<Record<string, string>>([{ contactEmail: 'ingen adress' }, { contactPhone: 'ring mig' }])(
    '%j comes back',
    async (fields) => {
      const admin = await program.signedIn(home.admin.email, BUILT_PASSWORD)
      const form = `/forvaltning/huvudman/${home.office.authorityId}`
      expect((await admin.send(await admin.get(form), fields, form)).status).toBe(422)
    },
  )
})

test('a language chosen without an account goes along from page to page, without a cookie', async () => {
  const visitor = program.visitor()
  const page = await visitor.get('/logga-in?lang=ar')
  expect(page.html).toContain('href="/tillganglighet?lang=ar"')
  expect(page.html).toContain('action="/logga-in?lang=ar"')
  expect(page.headers.getSetCookie()).toEqual([])
})

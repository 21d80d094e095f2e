import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { makeAssociation } from './association.command.ts'

let database: TestDatabase
let program: TestApp
beforeAll(async () => {
  database = await testDatabase()
  program = testApp(database)
})
afterAll(() => database.close())

test('the first administrator gets in by the link, may invite others, and the same address is not taken twice', async () => {
  const client = await database.migrator.connect()
  const made = { name: 'Prov samordningsförbund', administrator: 'Ada Först', email: 'ada@prov.example' }
  try {
    const token = await makeAssociation(client, program.secret, made)
    const ada = program.visitor()
    const password = 'tre gröna stolar i rad'
    const page = await ada.send(await ada.get(`/inbjudan/${token}`), { password, again: password })
    expect(page.path).toBe('/i-dag')
    expect((await ada.get('/forvaltning/inbjudningar/ny')).status).toBe(200)
    expect((await ada.get('/forvaltning/huvudman')).text).toContain('Prov samordningsförbund')
    await expect(makeAssociation(client, program.secret, made)).rejects.toThrow('already an account')
  } finally {
    client.release()
  }
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../test/support/app.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { BUILT_PASSWORD, buildAssociation } from '../../access/access.build.ts'

let database: TestDatabase
let app: TestApp
let email = ''

beforeAll(async () => {
  database = await testDatabase()
  app = testApp(database)
  const built = await buildAssociation(database.migrator)
  email = (await built.user('Agneta', built.staffUnit, 'association_head')).email
})
afterAll(() => database.close())

// The published table: its rows add up to 152 under a printed total of 153, and 33 of 68 is not 49.1 per cent.
const PRINTED = `Arbetshinder\tAntal\tAndel
Psykisk ohälsa\t34\t50,0 %
Bristande tro på sig själv\t31\t45,6 %
Saknar arbetslivserfarenhet\t23\t33,8 %
Språk\t21\t30,9 %
Låg utbildning\t14\t20,6 %
Fysisk ohälsa\t10\t14,7 %
Funktionsnedsättning\t7\t10,3 %
Missbruk\t6\t8,8 %
Annat\t6\t8,8 %
Hög ålder\t0\t0,0 %
Summa\t153
33 av 68 (49,1 %)`

test('what the published report got wrong is found on the page, and what was pasted stays', async () => {
  const agneta = await app.signedIn(email, BUILT_PASSWORD)
  const page = await agneta.get('/kartlaggning/kontrollera')
  const found = await agneta.send(page, { table: PRINTED, people: '68' }, '/kartlaggning/kontrollera')
  expect(found.text).toContain('2 saker stämmer inte')
  expect(found.text).toContain('det står 153, men raderna ovanför blir tillsammans 152')
  expect(found.text).toContain('33 av 68 är 48,5')
  expect(found.html).toContain('Bristande tro på sig själv\t31')
  const right = await agneta.send(page, { table: 'A\t1\nB\t2\nSumma\t3' }, '/kartlaggning/kontrollera')
  expect(right.text).toContain('stämmer')
  expect(right.text).not.toContain('stämmer inte')
})

test.each([
  [{ table: '', people: '' }, 'Klistra in en tabell'],
  [{ table: 'x', people: '-1' }, 'helt tal större än noll'],
  [{ table: 'x'.repeat(200_001), people: '' }, 'för lång'],
])('what cannot be checked is told', async (fields, words) => {
  const agneta = await app.signedIn(email, BUILT_PASSWORD)
  const page = await agneta.get('/kartlaggning/kontrollera')
  const answer = await agneta.send(page, fields, '/kartlaggning/kontrollera')
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(words)
})

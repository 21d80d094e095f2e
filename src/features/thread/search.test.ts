import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { searchParticipants } from './search.queries.ts'
import { readSearchTerm } from './search.ts'
import { buildTown, type StaffKey, TODAY, type Town } from './town.build.ts'

let database: TestDatabase
let town: Town
beforeAll(async () => {
  database = await testDatabase()
  town = await buildTown(database)
  for (const [given, family] of [
    ['Gunilla', 'Testsson'],
    ['Anna-Maria', 'Öberg Lund'],
    ['Amina', 'Hadžić'],
    ['فاطمة', 'الخطيب'],
    ['Per_cent', '100%'],
  ] as const) {
    const threadId = await town.thread()
    await database.migrator.query(
      'update participant_identity set given_name = $1, family_name = $2 where thread_id = $3',
      [given, family, threadId],
    )
  }
})
afterAll(() => database.close())

async function found(typed: string, who: StaffKey = 'petra'): Promise<string[] | undefined> {
  const term = readSearchTerm(typed, TODAY)
  if (!term) return undefined
  return town.as(who, async ({ tx, viewer }) => (await searchParticipants(tx, viewer, term)).map((one) => one.name))
}

test('any part of the name finds the person, in any order, with or without accents and capitals', async () => {
  for (const typed of ['gunilla', 'Testsson', 'testsson gun', 'GUNILLA TESTSSON', 'Testsson, Gunilla'])
    expect(await found(typed), typed).toEqual(['Gunilla Testsson'])
  for (const typed of ['maria', 'oberg', 'Öberg anna', 'lund maria'])
    expect(await found(typed), typed).toEqual(['Anna-Maria Öberg Lund'])
  expect(await found('hadzic')).toEqual(['Amina Hadžić'])
  expect(await found('فاطمة')).toEqual(['فاطمة الخطيب'])
})

test('only the beginning of a word, every word written, and signs are only signs', async () => {
  expect(await found('unilla')).toEqual([])
  expect(await found('gunilla öberg')).toEqual([])
  expect(await found('%%')).toBeUndefined()
  expect(await found('ab%')).toEqual([])
  expect(await found('g')).toBeUndefined()
})

test('a unit that does not have the person finds nobody by name', async () => {
  expect(await found('gunilla', 'oskar')).toEqual([])
  expect(await found('gunilla', 'maja')).toEqual([])
})

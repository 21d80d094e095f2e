import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { givingWay } from './give-way.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.migrator.query('create table seat (place int primary key, taken int not null default 0)')
  await database.migrator.query('insert into seat (place) values (1), (2)')
})
afterAll(() => database.close())

/** Both have their first row before either asks for its second, in their first turn. */
function meeting(people: number): () => Promise<void> {
  let here = 0
  let open = (): void => undefined
  const met = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    here += 1
    if (here >= people) open()
    return met
  }
}

test('of two transactions that wait for each other one gives way and is done afterwards', async () => {
  const meet = meeting(2)
  let turns = 0
  const take = (first: number, second: number) =>
    givingWay(async () => {
      turns += 1
      const client = await database.migrator.connect()
      try {
        await client.query('begin')
        await client.query('update seat set taken = taken + 1 where place = $1', [first])
        await meet()
        await client.query('update seat set taken = taken + 1 where place = $1', [second])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    })
  await Promise.all([take(1, 2), take(2, 1)])
  expect((await database.migrator.query('select taken from seat order by place')).rows).toEqual([
    { taken: 2 },
    { taken: 2 },
  ])
  // Three, unless the one who gave way came back before the other had been woken.
  expect(turns).toBeGreaterThanOrEqual(3)
  expect(turns).toBeLessThanOrEqual(8)
})

test('any other failure is a failure, at once', async () => {
  let turns = 0
  const failing = givingWay(async () => {
    turns += 1
    return database.migrator.query('select 1 / 0')
  })
  await expect(failing).rejects.toThrow('division by zero')
  expect(turns).toBe(1)
})

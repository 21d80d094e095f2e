import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { compileOnce } from './compile-once.ts'
import { createDb, type Db } from './db.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

test('is built once and run with the values of each time', async () => {
  let built = 0
  const product = compileOnce((_db, { left, right }: { left: number; right: number }) => {
    built += 1
    return sql<{ product: number }>`select ${left}::int * ${right}::int + ${1}::int as product`
  })
  expect(await product(db, { left: 3, right: 4 })).toEqual([{ product: 13 }])
  expect(await product(db, { right: 5, left: 2 })).toEqual([{ product: 11 }])
  expect(built).toBe(1)
})

test('a value may stand in several places, be a list, or be absent', async () => {
  const found = compileOnce(
    (_db, { list, one }: { list: number[]; one: string | null }) =>
      sql`select ${one}::text as one, ${one}::text is null as absent, 2 = any (${list}::int[]) as has`,
  )
  expect(await found(db, { list: [1, 2], one: null })).toEqual([{ one: null, absent: true, has: true }])
  expect(await found(db, { list: [], one: "'; drop" })).toEqual([{ one: "'; drop", absent: false, has: false }])
})

test('columns come back with the names of the program', async () => {
  const named = compileOnce((_db, { n }: { n: number }) => sql<{ caseNumber: number }>`select ${n}::int as case_number`)
  expect(await named(db, { n: 7 })).toEqual([{ caseNumber: 7 }])
})

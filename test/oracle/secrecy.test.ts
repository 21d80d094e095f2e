import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDb, type Db } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { settled, type TestDatabase, testDatabase } from '../support/database.ts'
import { SEED } from '../support/seed.ts'
import { type Comparison, look } from './channels.ts'
import { worlds } from './world.arbitrary.ts'
import { build, type Placed, place } from './world.build.ts'
import type { World } from './world.ts'

const TODAY = day('2026-03-02')
const FIXED_SEED = 2003_1210
const WORLDS = Number(process.env.ORACLE_WORLDS) || 2000
const BATCH = 50

let database: TestDatabase
let db: Db
let associations = 0
let bodies = 1000

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
})
afterAll(() => database.close())

async function put(some: World[]): Promise<Placed[]> {
  const placed = some.map((world) => place(world, ++associations, () => ++bodies))
  const client = await database.migrator.connect()
  try {
    await build(client, placed, TODAY)
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  await settled(database.migrator)
  return placed
}

/** One user on the day of building, another on a later day: periods have ended and begun, and nothing was refreshed. */
async function lookAround(placed: Placed, stranger: string): Promise<Comparison[]> {
  const all: Comparison[] = []
  for (const user of [0, 1]) {
    const later = ((placed.associationId + user * 5) % 12) - 1
    all.push(...(await look(db, placed, user, user % 2 === 0 ? 0 : Math.max(0, later), TODAY, stranger)))
  }
  return all
}

const wrongIn = (all: Comparison[]) => all.filter(({ got, want }) => !isDeepStrictEqual(got, want))

async function compareWorlds(
  seed: number,
  count: number,
): Promise<{ worlds: number; comparisons: Record<string, number> }> {
  const some = fc.sample(worlds, { seed, numRuns: count })
  const comparisons: Record<string, number> = {}
  for (let at = 0; at < some.length; at += BATCH) {
    const placed = await put(some.slice(at, at + BATCH))
    const half = Math.ceil(placed.length / 2)
    const compareSome = async (part: Placed[]) => {
      for (const one of part) {
        const stranger = placed[(placed.indexOf(one) + 1) % placed.length]!.threads[0]!.threadId
        const all = await lookAround(one, placed.length > 1 ? stranger : newId())
        const wrong = wrongIn(all)
        if (wrong.length > 0) throw new Error(`seed ${seed}: ${JSON.stringify(wrong[0])}\n${JSON.stringify(one.world)}`)
        for (const { channel } of all) comparisons[channel] = (comparisons[channel] ?? 0) + 1
      }
    }
    await Promise.all([compareSome(placed.slice(0, half)), compareSome(placed.slice(half))])
  }
  return { worlds: some.length, comparisons }
}

test.each([
  ['the same worlds each time', FIXED_SEED],
  ['new worlds each day', SEED],
])(`the database shows what the oracle says: %s, seed %i`, { timeout: 300_000 }, async (_, seed) => {
  const began = performance.now()
  const done = await compareWorlds(seed, WORLDS / 2)
  const total = Object.values(done.comparisons).reduce((sum, one) => sum + one, 0)
  console.info(
    `${done.worlds} worlds, ${total} comparisons, seed ${seed}, ${Math.round(performance.now() - began)} ms`,
    done.comparisons,
  )
  expect(total).toBeGreaterThanOrEqual(WORLDS)
})

import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/features/access/demo.ts'
import { dayAt } from '../../src/shared/calendar-day.ts'
import { PlainBrowser } from '../support/plain-browser.ts'
import { databasePid, openBehind, type RunningProgram, startProgram } from '../support/running-program.ts'
import { acknowledgedAreThere, keysAndEvents, markersIn, rowsAndEvents, versionsAndEvents } from './books.ts'
import { addUsers } from './users.ts'
import { type Ledger, newLedger, writeOnce } from './writer.ts'

// Twenty people write through the running program while its database, and the program itself, are killed with kill -9.
// Everybody sends a form again, with the same key, until it is answered. `npm run test:faults` writes ten times as much.

const LONG = process.env.FAULTS === 'long'
const USERS = 20
const WRITES_EACH = LONG ? 60 : 6
const DATABASE_KILLS = 5
const LIMIT_MS = LONG ? 600_000 : 120_000

let program: RunningProgram
let behind: pg.Pool
let ledger: Ledger
let databaseKills = 0
let programKills = 0
/** What the programs wrote that were killed. */
let said = ''

const errorsSaid = (): string =>
  (said + program.output())
    .split('\n')
    .filter((line) => line.includes('"error"'))
    .slice(-10)
    .join('\n')

/** The same choices in every run, as far as the kills let them be. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function killDatabase(): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const pid = databasePid(program.dataDir)
    if (pid) {
      process.kill(pid, 'SIGKILL')
      databaseKills += 1
      return
    }
    await sleep(100)
  }
  throw new Error('the database did not come back')
}

async function killProgram(): Promise<void> {
  await program.kill()
  said += program.output()
  programKills += 1
  program = await startProgram({}, program)
}

async function killBoth(): Promise<void> {
  await killDatabase()
  await killProgram()
}

beforeAll(async () => {
  program = await startProgram()
  behind = openBehind(program.dataDir)
  expect(await rowsAndEvents(behind), 'before anything was killed').toEqual([])
  const users = await addUsers(behind, USERS)
  ledger = newLedger()
  const wanted = USERS * WRITES_EACH
  const ended = new AbortController()
  const give = setTimeout(() => ended.abort(), LIMIT_MS)

  const writers = users.map(async ({ email }, index) => {
    const visitor = await new PlainBrowser(program.origin, email).signIn(email, DEMO_PASSWORD)
    const writer = { visitor, name: `u${index}`, ledger, random: randomFrom(index + 1), day: dayAt(new Date()) }
    let done = 0
    for (let attempt = 0; done < WRITES_EACH && attempt < WRITES_EACH * 6 && !ended.signal.aborted; attempt++)
      if (await writeOnce(writer, attempt)) done += 1
    if (done < WRITES_EACH) ledger.wrong.push(`${email} wrote ${done} of ${WRITES_EACH}`)
  })

  // Kills come in the middle of the writing, as far apart as the writing is: at 1/7, 2/7 … of all that is wanted.
  const kills = [killDatabase, killDatabase, killProgram, killDatabase, killDatabase, killBoth]
  const killing = (async () => {
    for (const [index, kill] of kills.entries()) {
      const after = (wanted * (index + 1)) / (kills.length + 1)
      while (ledger.acknowledged.length < after && !ended.signal.aborted) await sleep(20)
      await kill()
    }
  })()
  await Promise.all([...writers, killing])
  clearTimeout(give)
}, LIMIT_MS + 60_000)

afterAll(async () => {
  await behind?.end()
  await program?.stop()
})

test('the kills have happened, and every answer was a page in plain words', () => {
  expect([databaseKills, programKills]).toEqual([DATABASE_KILLS, 2])
  expect(ledger.wrong, errorsSaid()).toEqual([])
  expect(ledger.again, 'nobody noticed a kill').toBeGreaterThan(0)
  expect(ledger.acknowledged.length).toBeGreaterThanOrEqual(USERS * WRITES_EACH)
  expect(ledger.refused.length, ledger.refused.join('\n')).toBeLessThan(ledger.acknowledged.length)
})

test('every acknowledged form is there, and led where its sender was told', async () => {
  expect(await acknowledgedAreThere(behind, ledger.acknowledged)).toEqual([])
})

test('what was written stands there once, however often it was sent', async () => {
  const found = await markersIn(behind)
  expect([...found].filter(([, rows]) => rows > 1)).toEqual([])
  const marked = ledger.acknowledged.flatMap((one) => one.marker ?? [])
  expect(marked.length).toBeGreaterThan(0)
  expect(marked.filter((marker) => !found.has(marker))).toEqual([])
})

test('no event without its row, no row without its event, no change without either', async () => {
  expect(await rowsAndEvents(behind)).toEqual([])
  expect(await versionsAndEvents(behind)).toEqual([])
  expect(await keysAndEvents(behind)).toEqual([])
})

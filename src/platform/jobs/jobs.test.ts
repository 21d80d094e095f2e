import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { newId } from '../../shared/ids.ts'
import { createDb, type Db, type Tx } from '../database/db.ts'
import { openLog } from '../log.ts'
import { enqueue } from './enqueue.ts'
import { installJobs } from './install.ts'
import { type AnyJob, defineJob } from './job.ts'
import { startJobs } from './start.ts'

type Tools = { done: string[] }

const greet = defineJob('test.greet', z.strictObject({ id: z.uuid() }), async ({ id }, { done }: Tools) => {
  done.push(id)
})
const flaky = defineJob('test.flaky', z.strictObject({ fail: z.number() }), async ({ fail }, { done }: Tools) => {
  done.push(`try ${fail}`)
  throw new Error('Ada Ek 19890201-1234')
})
const once = defineJob(
  'test.once',
  z.strictObject({}),
  async (_, { done }: Tools, { isLast }) => void done.push(isLast ? 'last' : 'first'),
  { retryLimit: 0 },
)
const twice = defineJob(
  'test.twice',
  z.strictObject({}),
  async (_, { done }: Tools, { isLast }) => {
    done.push(isLast ? 'last' : 'first')
    if (!isLast) throw new Error('again')
  },
  { retryLimit: 1 },
)
const nightly = defineJob('test.nightly', z.strictObject({}), async (_, { done }: Tools) => void done.push('night'), {
  cron: '0 3 * * *',
})
const JOBS: AnyJob<Tools>[] = [greet, flaky, once, twice, nightly]

let database: TestDatabase
let db: Db
const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute((tx) => work(tx as unknown as Tx))

beforeAll(async () => {
  database = await testDatabase()
  await installJobs(database.migratorConfig)
  db = createDb(database.app)
})
afterAll(() => database.close())

async function waiting(): Promise<string[]> {
  const { rows } = await database.app.query("select id from jobs.job where state = 'created' order by created_on")
  return rows.map(({ id }) => id)
}

/** Runs the jobs until the condition holds. */
async function running(until: (tools: Tools) => boolean | Promise<boolean>, jobs = JOBS) {
  const tools: Tools = { done: [] }
  const lines: string[] = []
  const log = openLog({ write: (line) => lines.push(line) })
  const started = await startJobs({ app: database.appConfig, jobs, tools, log, pollSeconds: 0.5 })
  try {
    for (let i = 0; i < 150 && !(await until(tools)); i++) await sleep(100)
    expect(await until(tools)).toBe(true)
  } finally {
    await started.stop()
  }
  return { ...tools, lines: lines.join('') }
}

describe('jobs', () => {
  test('a job exists if and only if its change is committed', async () => {
    const id = newId()
    await expect(
      inTransaction(async (tx) => {
        await enqueue(tx, greet, { id })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await waiting()).toEqual([])
    const job = await inTransaction((tx) => enqueue(tx, greet, { id }))
    expect(await waiting()).toEqual([job])
    const { done } = await running((tools) => tools.done.length > 0)
    expect(done).toEqual([id])
    expect(await waiting()).toEqual([])
  })

  test('an id of one’s own makes it once, and a later instant makes it wait', async () => {
    const own = newId()
    const [early, late] = [newId(), newId()]
    for (let i = 0; i < 2; i++) await inTransaction((tx) => enqueue(tx, greet, { id: early }, { id: own }))
    const after = new Date(Date.now() + 3_600_000)
    const waits = await inTransaction((tx) => enqueue(tx, greet, { id: late }, { after }))
    const { done } = await running((tools) => tools.done.length > 0)
    expect(done).toEqual([early])
    expect(await waiting()).toEqual([waits])
    await database.app.query('delete from jobs.job where id = $1', [waits])
  })

  test('a failure is tried again later, and what it said is kept nowhere', async () => {
    const id = await inTransaction((tx) => enqueue(tx, flaky, { fail: 1 }))
    const row = async () => (await database.app.query('select * from jobs.job where id = $1', [id])).rows[0]
    const { lines } = await running(async () => (await row()).state === 'retry')
    const { retry_limit, retry_backoff, output, started_on, start_after } = await row()
    expect([retry_limit, retry_backoff]).toEqual([5, true])
    expect(start_after.getTime()).toBeGreaterThan(started_on.getTime())
    expect(JSON.stringify(output)).not.toContain('Ada')
    expect(lines).toContain('"jobId"')
    expect(lines).not.toContain('1234')
  })

  test('a job knows whether it is tried for the last time', async () => {
    await inTransaction((tx) => enqueue(tx, once, {}))
    expect((await running(({ done }) => done.length > 0)).done).toEqual(['last'])
    const id = await inTransaction((tx) => enqueue(tx, twice, {}))
    const state = async () => (await database.app.query('select state from jobs.job where id = $1', [id])).rows[0].state
    expect((await running(async () => (await state()) === 'retry')).done).toEqual(['first'])
    await database.app.query('update jobs.job set start_after = now() where id = $1', [id])
    expect((await running(async () => (await state()) === 'completed')).done).toEqual(['last'])
  })

  test('data that do not hold are a bug', async () => {
    await expect(inTransaction((tx) => enqueue(tx, greet, { id: 'x' }))).rejects.toThrow()
    await expect(inTransaction((tx) => enqueue(tx, greet, { id: newId(), name: 'Ada' } as never))).rejects.toThrow()
    expect(() => defineJob('Nope', z.object({}), async () => undefined)).toThrow('feature')
  })

  test('schedules follow the list of jobs', async () => {
    const schedules = async () => (await database.app.query('select name, cron, timezone from jobs.schedule')).rows
    await running(() => true)
    expect(await schedules()).toEqual([{ name: 'test.nightly', cron: '0 3 * * *', timezone: 'Europe/Stockholm' }])
    await running(() => true, [greet])
    expect(await schedules()).toEqual([])
  })

  test('installing again changes nothing', async () => {
    await installJobs(database.migratorConfig)
    await inTransaction((tx) => enqueue(tx, greet, { id: newId() }))
    expect(await waiting()).toHaveLength(1)
  })
})

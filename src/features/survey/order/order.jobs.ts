import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database/db.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { projectRoot } from '../../../platform/project-root.ts'
import { sealKey } from '../round/sealed-line.queries.ts'
import { type Outcome, type Taken, unitsOf } from './order-outcome.ts'

export type OrderKey = { associationId: number; orderId: string }

/** Nobody tries again after this one; and how long the checking of one report may take, in milliseconds. */
export type Making = { isLast?: boolean; limitMs?: number }

/** Other reports of the association wait until one is made. Shorter than the queue waits for a job, so that what comes of it is still written. */
const LIMIT_MS = 240_000
/** Megabytes. A first report of 5,000 people needs less than an eighth of it. */
const LIMIT_MB = 512

/**
 * Makes an ordered report, or writes down why it is not made. What is read here passes through no session: nobody is signed in. Orders of an association are
 * made one after the other, so each is checked against all before it. An order that has ended stays as it is. What fails throws and may be tried again; on the
 * last try, or where trying again would only take as long, the order also ends as `failed`.
 */
export async function makeOrdered(db: Db, secret: string, key: OrderKey, making: Making = {}): Promise<void> {
  try {
    await makeNow(db, secret, key, making.limitMs ?? LIMIT_MS)
  } catch (error) {
    if (making.isLast || isBeyondLimit(error))
      await db.transaction().execute((tx) => endOrder(tx, key, { because: 'failed' }))
    throw error
  }
}

async function makeNow(db: Db, secret: string, key: OrderKey, limitMs: number): Promise<void> {
  const { associationId, orderId } = key
  await db.transaction().execute(async (tx) => {
    const found = await sql<{ taken: Omit<Taken, 'together'> | null }>`
      select survey_order_take(${associationId}, ${orderId}) as taken`.execute(tx)
    const taken = found.rows[0]?.taken
    if (!taken) return
    const led = await sql<{ together: number[][] }>`
      select survey_led_together(${associationId}, ${unitsOf(taken)}) as together`.execute(tx)
    const whole = { ...taken, together: led.rows[0]?.together ?? [] }
    const outcome = await outcomeApart({ taken: whole, sealKey: sealKey(secret) }, limitMs)
    await endOrder(tx, key, outcome)
  })
}

const endOrder = (tx: Db, { associationId, orderId }: OrderKey, outcome: Outcome | { because: 'failed' }) =>
  sql`select survey_order_end(${associationId}, ${orderId}, ${JSON.stringify(outcome)}::jsonb)`.execute(tx)

/** Begun by each order. Shorter than other jobs before it counts as failed: somebody waits. */
export const makeReport = defineJob(
  'survey.make-report',
  z.strictObject({ associationId: z.number().int(), orderId: z.uuid() }),
  (key, { db, secret }: { db: Db; secret: string }, at) => makeOrdered(db, secret, key, at),
  { retryLimit: 3, expireInSeconds: 300 },
)

export type ApartOrder = { taken: Taken; sealKey: string }

/** The worker as source (tests, development) or as built. */
const script = (): string | URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./order-worker.jobs.ts', import.meta.url)
    : join(projectRoot(), 'dist', 'server', 'order-worker.jobs.js')

class TooSlow extends Error {}

/** It took too long, or too much memory: it would do so again. */
const isBeyondLimit = (error: unknown): boolean =>
  error instanceof TooSlow || (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')

/** `outcomeOf` in a thread of its own: checking a report takes seconds in which no page would be answered. Throws beyond its limits. */
async function outcomeApart(order: ApartOrder, limitMs: number): Promise<Outcome> {
  const worker = new Worker(script(), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: LIMIT_MB } })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new TooSlow('the maker of reports took too long')), limitMs)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the maker of reports ended without an answer')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

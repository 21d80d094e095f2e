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

/**
 * Makes an ordered report, or writes down why it is not made. What is read here passes through no session: nobody is signed in. Orders of an association are
 * made one after the other, so each is checked against all before it. An order that has ended stays as it is.
 */
export async function makeOrdered(db: Db, secret: string, { associationId, orderId }: OrderKey): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const found = await sql<{ taken: Omit<Taken, 'together'> | null }>`
      select survey_order_take(${associationId}, ${orderId}) as taken`.execute(tx)
    const taken = found.rows[0]?.taken
    if (!taken) return
    const led = await sql<{ together: number[][] }>`
      select survey_led_together(${associationId}, ${unitsOf(taken)}) as together`.execute(tx)
    const whole = { ...taken, together: led.rows[0]?.together ?? [] }
    const outcome = await outcomeApart({ taken: whole, sealKey: sealKey(secret) })
    await sql`select survey_order_end(${associationId}, ${orderId}, ${JSON.stringify(outcome)}::jsonb)`.execute(tx)
  })
}

/** Begun by each order. Shorter than other jobs before it counts as failed: somebody waits. */
export const makeReport = defineJob(
  'survey.make-report',
  z.strictObject({ associationId: z.number().int(), orderId: z.uuid() }),
  (key, { db, secret }: { db: Db; secret: string }) => makeOrdered(db, secret, key),
  { retryLimit: 3, expireInSeconds: 300 },
)

export type ApartOrder = { taken: Taken; sealKey: string }

/** The worker as source (tests, development) or as built. */
const script = (): string | URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./order-worker.jobs.ts', import.meta.url)
    : join(projectRoot(), 'dist', 'server', 'order-worker.jobs.js')

/** `outcomeOf` in a thread of its own: checking a report takes seconds in which no page would be answered. */
async function outcomeApart(order: ApartOrder): Promise<Outcome> {
  const worker = new Worker(script(), { workerData: order })
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the maker of reports ended without an answer')))
    })
  } finally {
    await worker.terminate()
  }
}

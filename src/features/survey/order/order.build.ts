import type pg from 'pg'
import type { Db } from '../../../platform/database/db.ts'
import { makeOrdered, type OrderKey } from './order.jobs.ts'

/** Makes every report that is waiting, in the order they were asked for, as the job does. */
export async function makeWaiting(migrator: pg.Pool, { db, secret }: { db: Db; secret: string }): Promise<void> {
  const { rows } = await migrator.query<OrderKey>(
    `select association_id as "associationId", survey_order_id as "orderId" from survey_order where state = 'ordered' order by 2`,
  )
  for (const key of rows) await makeOrdered(db, secret, key)
}

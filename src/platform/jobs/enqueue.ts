import { sql } from 'kysely'
import { newId } from '../../shared/ids.ts'
import type { Tx } from '../database/db.ts'
import type { Job } from './job.ts'

export type EnqueueOptions = {
  /** Not before this instant. */
  after?: Date
  /** An id of one's own: the same job is enqueued once however often this is called (a UUID). */
  id?: string
}

/**
 * Puts a job into the database within the transaction of the change it belongs to: it will run if and only if the
 * change is committed. Returns its id. Data that do not hold are a bug and throw.
 */
export async function enqueue<Data extends object>(
  tx: Tx,
  job: Job<Data, never>,
  data: Data,
  options: EnqueueOptions = {},
): Promise<string> {
  const id = options.id ?? newId()
  const checked = JSON.stringify(job.parse(data))
  if ((await insert(tx, job.name, id, checked, options.after)) === 0) {
    // The first job of its kind in this database.
    await sql`select jobs.create_queue(${job.name}, ${JSON.stringify(queueOptions(job))}::jsonb)`.execute(tx)
    await insert(tx, job.name, id, checked, options.after)
  }
  return id
}

/** How a queue of the job is made. */
export const queueOptions = ({ options }: Pick<Job<never, never>, 'options'>) => ({
  policy: 'standard',
  retryLimit: options.retryLimit,
  retryDelay: 30,
  retryBackoff: true,
  expireInSeconds: options.expireInSeconds,
})

/** The number of queues the job was put into: none when the queue is not there yet. */
async function insert(tx: Tx, name: string, id: string, data: string, after: Date | undefined): Promise<number> {
  const start = after ?? null
  const { rows } = await sql<{ found: number }>`
    with queue as (select * from jobs.queue where name = ${name}),
    put as (
      insert into jobs.job (id, name, data, start_after, keep_until, retry_limit, retry_delay, retry_backoff,
                            retry_delay_max, expire_seconds, deletion_seconds, policy)
      select ${id}::uuid, name, ${data}::jsonb, coalesce(${start}::timestamptz, now()),
             coalesce(${start}::timestamptz, now()) + retention_seconds * interval '1 second', retry_limit,
             retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, policy
      from queue
      on conflict do nothing
    )
    select count(*) as found from queue`.execute(tx)
  return Number(rows[0]?.found ?? 0)
}

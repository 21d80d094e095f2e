import pg from 'pg'
import { type JobWithMetadata as BossJob, PgBoss } from 'pg-boss'
import { openPool } from '../database/pool.ts'
import { type Log, withLogFields } from '../log.ts'
import { queueOptions } from './enqueue.ts'
import { JOBS_SCHEMA } from './install.ts'
import type { AnyJob } from './job.ts'

export type JobsSettings<Tools> = {
  /** Connection as the app's role. */
  app: pg.PoolConfig
  jobs: readonly AnyJob<Tools>[]
  tools: Tools
  log: Log
  /** Seconds between looks for new work of a kind; 2 when left out. */
  pollSeconds?: number
}

export type RunningJobs = {
  /** Lets running jobs finish (ten seconds at most), then closes the connections. */
  stop(): Promise<void>
}

const CONNECTIONS = 3
const PATIENCE_MS = 10_000

/** Does the work that is waiting, one job of each kind at a time, until stopped. `installJobs` must have run before. */
export async function startJobs<Tools>(settings: JobsSettings<Tools>): Promise<RunningJobs> {
  const { app, jobs, tools, log, pollSeconds = 2 } = settings
  // The types of pg itself: pg-boss expects an instant to be a Date and a count to be what pg makes of it.
  const pool = openPool({ ...app, max: CONNECTIONS, types: pg.types })
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: JOBS_SCHEMA,
    migrate: false,
    // Only the owner of an index may rebuild it.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.error('jobs: error', { error }))
  boss.on('warning', ({ message }) => log.warn('jobs: warning', { message }))
  try {
    await boss.start()
    const known = new Set(await boss.getQueues().then((queues) => queues.map(({ name }) => name)))
    for (const job of jobs) {
      const options = queueOptions(job)
      const { policy: _, ...changeable } = options
      await (known.has(job.name)
        ? boss.updateQueue(job.name, changeable)
        : boss.createQueue(job.name, options as never))
      const work = (found: BossJob<object>[]) => runAll(job, found, tools, log)
      await boss.work(job.name, { pollingIntervalSeconds: pollSeconds, includeMetadata: true }, work)
    }
    await keepSchedules(boss, jobs)
  } catch (error) {
    await boss.stop({ graceful: false })
    await pool.end()
    throw error
  }
  return {
    async stop() {
      await boss.stop({ graceful: true, timeout: PATIENCE_MS })
      await pool.end()
    },
  }
}

async function runAll<Tools>(job: AnyJob<Tools>, found: BossJob<object>[], tools: Tools, log: Log): Promise<void> {
  for (const { id, data, retryCount, retryLimit } of found)
    await withLogFields({ job: job.name, jobId: id }, async () => {
      const start = performance.now()
      try {
        await job.run(job.parse(data ?? {}) as never, tools, { isLast: retryCount >= retryLimit })
        log.info('job done', { ms: Math.round(performance.now() - start) })
      } catch (error) {
        log.error('job failed', { ms: Math.round(performance.now() - start), error })
        // What pg-boss keeps of a failure is for everyone who may read its tables.
        throw new Error(error instanceof Error ? error.name : 'failed')
      }
    })
}

/** Schedules what has a time of its own, and ends schedules of jobs that are no more. */
async function keepSchedules(boss: PgBoss, jobs: readonly AnyJob<never>[]): Promise<void> {
  for (const { name, options } of jobs)
    if (options.cron) await boss.schedule(name, options.cron, {}, { tz: 'Europe/Stockholm' })
  const wanted = new Set(jobs.filter(({ options }) => options.cron).map(({ name }) => name))
  for (const { name } of await boss.getSchedules()) if (!wanted.has(name)) await boss.unschedule(name)
}

import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { APP, withClient } from '../database/provision.ts'

/** The schema of the jobs: `pg-boss` makes and changes its tables itself. */
export const JOBS_SCHEMA = 'jobs'

/**
 * Brings the tables of the jobs to the level of this program, as the owner, and lets the app's role work with them.
 * Run after `migrate`; may be run again at any time.
 */
export async function installJobs(owner: pg.PoolConfig): Promise<void> {
  await withClient(owner, async (client) => {
    const boss = new PgBoss({
      db: { executeSql: (text, values) => client.query(text, values) },
      schema: JOBS_SCHEMA,
      supervise: false,
      schedule: false,
      registerInstance: false,
    })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.stop({ graceful: false, close: false })
    await client.query(`
      grant usage on schema ${JOBS_SCHEMA} to ${APP};
      grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to ${APP};
      grant usage on all sequences in schema ${JOBS_SCHEMA} to ${APP};
      grant execute on all functions in schema ${JOBS_SCHEMA} to ${APP}`)
  })
}

import { sql } from 'kysely'
import type { Db } from '../../platform/database/db.ts'
import { log } from '../../platform/log.ts'

/** Seals every association's new looks now; gives how many. */
export async function sealReadLogs(db: Db): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select seal_read_logs() as sealed`.execute(db)
  return rows[0]?.sealed ?? 0
}

/**
 * Chains the looks of the read log, again and again, for as long as the program runs. Called once, before the first page is answered:
 * a log restored from another database begins a new era then.
 */
export async function startSealing(db: Db, everyMs: number): Promise<{ stop(): Promise<void> }> {
  await sql`select begin_read_log_era()`.execute(db)
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => sealReadLogs(db))
      .catch((error: unknown) => log.error('the read log was not sealed', { error }))
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

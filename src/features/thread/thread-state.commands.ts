import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'

/**
 * The thread's state from everything that stands open about the person, also what one unit cannot see of another's. An
 * active thread stays active (function `settle_thread`).
 */
export async function settleThread(tx: Tx, threadId: string): Promise<void> {
  await sql`select settle_thread(${threadId})`.execute(tx)
}

/** The unit sees who the person is, and what is shared with it, from this day on. */
export async function holdThread(tx: Tx, threadId: string, unitId: number, from: CalendarDay): Promise<void> {
  await sql`select hold_thread(${threadId}, ${unitId}, ${from})`.execute(tx)
}

/** The unit lets go of a thread that nothing more binds it to; else it keeps it. */
export async function letGo(tx: Tx, threadId: string, unitId: number, lastDay: CalendarDay): Promise<void> {
  await sql`select let_go(${threadId}, ${unitId}, ${lastDay})`.execute(tx)
}

/**
 * Taken first by every command about a person, before any row: `alone` by one that changes who holds the thread or who may see
 * it, together with others by one that only writes. Held until the transaction ends; readers never wait. So two commands come
 * one after the other instead of each waiting for the other.
 */
export async function lockThread(tx: Tx, threadId: string, { alone = false } = {}): Promise<void> {
  await sql`select lock_thread(${threadId}, ${alone})`.execute(tx)
}

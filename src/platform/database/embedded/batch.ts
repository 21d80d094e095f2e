import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Lets the database's processes wait for their turn instead of taking the processor from the program each time one of them
 * wakes: the scheduling policy SCHED_BATCH of Linux (sched(7)), which every process the server starts later inherits. All of
 * the machine stays theirs, and the program is not stopped in the middle of a page (ADR 0050).
 *
 * Only a gain of speed: where there is no `chrt` (util-linux), or the system does not allow it, all stays as it was.
 */
export async function takeTurns(pid: number): Promise<void> {
  if (process.platform !== 'linux') return
  await promisify(execFile)('chrt', ['--batch', '--pid', '0', String(pid)]).catch(() => undefined)
}

import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** What `postmaster.pid` says: line 1 the process, line 5 the socket folder, line 8 how far it has come. */
export type Postmaster = { pid: number; socketFolder: string; ready: boolean }

export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, socketFolder: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' }
}

export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Is this process a PostgreSQL of this cluster? A process number says nothing by itself: after a restart of the
 * machine or container it may be anybody's. PostgreSQL's working folder is always its cluster. Where there is no
 * `/proc` the number has to do.
 */
export function runsIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return exists(pid)
  try {
    return (
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' &&
      readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    )
  } catch {
    return false
  }
}

/** The postmaster that runs in the cluster now, ready or not. */
export function livePostmaster(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster)
  return found && runsIn(found.pid, cluster) ? found : undefined
}

/** Server processes of the cluster, also those that outlived a killed postmaster. Empty where there is no `/proc`. */
export function processesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => runsIn(pid, cluster))
}

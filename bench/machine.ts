import { readdirSync, readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'

export type Machine = {
  cpu: string
  cores: number
  memoryGb: number
  system: string
  node: string
  postgres: string
  load: number
}

/** Where the figures come from. The load tells whether others worked on the machine meanwhile. */
export const machine = (postgres: string): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  postgres,
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
})

/** Processor milliseconds of one process, exactly; undefined where the system does not tell. */
export function exactCpu(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return undefined
  }
}

const TICKS_PER_SECOND = 100

type Stat = { pid: number; parent: number; ownSeconds: number; childSeconds: number }

function statOf(pid: number | string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold blanks.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const seconds = (at: number): number => ((fields[at] ?? 0) + (fields[at + 1] ?? 0)) / TICKS_PER_SECOND
    return { pid: Number(pid), parent: fields[1] ?? 0, ownSeconds: seconds(11), childSeconds: seconds(13) }
  } catch {
    return undefined
  }
}

const everyone = (): Stat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(pid) ?? [])

const childrenOf = (pid: number): Stat[] => everyone().filter(({ parent }) => parent === pid)

/** Processor seconds used so far by the server and by the database, whose processes come and go. Only on Linux. */
export function cpuSeconds(serverPid: number, postmasterPid: number): { server: number; database: number } | undefined {
  const server = statOf(serverPid)
  const postmaster = statOf(postmasterPid)
  if (!server || !postmaster) return undefined
  const database = childrenOf(postmasterPid).reduce(
    (sum, one) => sum + one.ownSeconds,
    postmaster.ownSeconds + postmaster.childSeconds,
  )
  return { server: server.ownSeconds, database }
}

const kbOf = (file: string, name: string): number | undefined => {
  try {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))
    return found ? Number(found[1]) : undefined
  } catch {
    return undefined
  }
}
const mb = (kb: number | undefined): number | null => (kb === undefined ? null : Math.round(kb / 1024))

export type Memory = { server: number | null; serverPeak: number | null; database: number | null }

/** Megabytes: what the server holds now and at most; the database with what its processes share counted once. */
export function memory(serverPid: number, postmasterPid: number): Memory {
  const status = `/proc/${serverPid}/status`
  const shares = [postmasterPid, ...childrenOf(postmasterPid).map(({ pid }) => pid)].map((pid) =>
    kbOf(`/proc/${pid}/smaps_rollup`, 'Pss'),
  )
  const known = shares.filter((kb) => kb !== undefined)
  return {
    server: mb(kbOf(status, 'VmRSS')),
    serverPeak: mb(kbOf(status, 'VmHWM')),
    database: known.length === 0 ? null : mb(known.reduce((sum, kb) => sum + kb, 0)),
  }
}

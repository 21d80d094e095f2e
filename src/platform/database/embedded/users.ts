import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exists } from './postmaster.ts'

/** A process number together with its start time: numbers are used again, the pair is not. */
export function identity(pid: number): string | undefined {
  if (!exists(pid)) return undefined
  if (process.platform !== 'linux') return `${pid}-0`
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; the start time is the 22nd field, the 20th after the name.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : `${pid}-${fields[19]}`
  } catch {
    return undefined
  }
}

export const isAlive = (name: string): boolean => {
  const [pid, start] = name.split('-')
  return identity(Number(pid)) === `${pid}-${start}`
}

const me = identity(process.pid) ?? `${process.pid}-0`
let handles = 0

/** Tells other processes that this one uses the database. Whoever leaves last turns it off. */
export function enter(dataDir: string): { leave(): boolean } {
  const folder = join(dataDir, 'users')
  const name = `${me}-${handles++}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, name), '')
  return {
    /** Takes the own name away. True when nobody else uses the database; names of killed processes are swept. */
    leave() {
      rmSync(join(folder, name), { force: true })
      // The whole data folder may have been removed meanwhile.
      const others = existsSync(folder) ? readdirSync(folder) : []
      const alive = others.filter(isAlive)
      for (const dead of others.filter((other) => !alive.includes(other))) rmSync(join(folder, dead), { force: true })
      return alive.length === 0
    },
  }
}

/** Who holds the lock: a symbolic link is made whole or not at all, and its target is the name. */
function holder(lock: string): string | undefined {
  try {
    return readlinkSync(lock)
  } catch {
    return undefined
  }
}

/** Runs `work` while no other process starts or stops the same cluster. A lock of a killed process does not count. */
export async function alone<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'starting.lock')
  const name = `${me}-${handles++}`
  let stolen = false
  for (;;) {
    try {
      symlinkSync(name, lock)
      // Two may have found the same dead lock: the slower one may just have removed ours.
      if (stolen) await sleep(20)
      if (holder(lock) === name) break
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      // Without the folder there is nothing to share: the database in it is being stopped.
      if (code === 'ENOENT') return work()
      if (code !== 'EEXIST') throw error
    }
    const other = holder(lock)
    if (other && isAlive(other)) await sleep(50)
    else if (other) {
      rmSync(lock, { force: true })
      stolen = true
    }
  }
  try {
    return await work()
  } finally {
    if (holder(lock) === name) rmSync(lock, { force: true })
  }
}

import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identity, isAlive } from '../../src/platform/database/embedded/users.ts'

const PREFIX = 'roda-traden-test-'
const mine = (): string => `${PREFIX}${identity(process.pid)}`

/** A temporary folder that bears this process's name: what a killed run leaves is swept by the next. */
export const testFolder = (name: string): string => mkdtempSync(join(tmpdir(), `${mine()}-${name}-`))

/** Processes that work in one of the folders: database servers, and programs started there. Linux only. */
function processesBelow(folders: string[]): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`)
        return folders.some((folder) => cwd.startsWith(`${folder}/`))
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Stops the servers and removes the folders of test runs that were killed. */
export async function sweepTestFolders(): Promise<void> {
  const dead = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX) && !isAlive(name.slice(PREFIX.length)))
    .map((name) => join(tmpdir(), name))
  if (dead.length === 0) return
  for (let attempt = 0; attempt < 50; attempt++) {
    const left = processesBelow(dead)
    if (left.length === 0) break
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
    await sleep(100)
  }
  for (const folder of dead) rmSync(folder, { recursive: true, force: true })
}

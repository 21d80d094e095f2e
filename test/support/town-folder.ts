import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { testFolder } from './folder.ts'

/** Makes something once for all files of a run, whichever needs it first; the others wait for it. */
async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('runFolder'), name)
  const [lock, done] = [`${folder}.lock`, `${folder}.done`]
  while (!existsSync(done)) {
    try {
      mkdirSync(lock)
    } catch {
      await sleep(100)
      continue
    }
    try {
      if (existsSync(done)) break
      await make(folder)
      writeFileSync(done, '')
    } finally {
      rmdirSync(lock)
    }
  }
  return folder
}

/**
 * A data folder with Demo Town in it, of its own: a copy of one that `write` wrote once for the whole run, by starting the
 * program in an empty folder and stopping it. That costs a third of writing it anew; the first start itself is tested in start.test.ts.
 */
export async function townFolder(write: (dataDir: string) => Promise<void>): Promise<string> {
  const town = await once('town', write)
  const dataDir = testFolder('story')
  // The owners are kept: as root the database belongs to a user of its own.
  execFileSync('cp', ['-a', `${town}/.`, dataDir])
  rmSync(join(dataDir, 'database', 'socket-folder'), { force: true })
  return dataDir
}

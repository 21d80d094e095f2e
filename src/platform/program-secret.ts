import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderFailure, notWritable } from './start-failure.ts'

/** The secret that signs cookies and forms: from the surroundings, else made once and kept beside the data. */
export function secretOf(dataDir: string): string {
  const given = process.env.SECRET
  if (given && given.length >= 32) return given
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    // On a disk that is read-only Node says that the folder is not there.
    if ((error as { code?: string }).code === 'ENOENT') throw notWritable(dataDir)
    throw folderFailure(error, dataDir)
  }
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}

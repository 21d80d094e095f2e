import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, found from this file upwards: the same from the source and from the bundle in dist/server. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'db', 'migrations'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('the folder db/migrations is missing beside package.json')
    folder = parent
  }
  return folder
}

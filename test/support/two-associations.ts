import { execFileSync } from 'node:child_process'
import { testFolder } from './folder.ts'
import { freePort, type RunningProgram, startProgram } from './running-program.ts'

/** The demo's association, and another with the same kinds of units and staff: `name@1.1.example`. */
export const [NORRBY, OTHER] = ['norrby.example', '1.1.example'] as const

/** The built program with two associations in one database. */
export async function startTwo(): Promise<RunningProgram> {
  const dataDir = testFolder('two')
  execFileSync(process.execPath, ['dist/server/cli.js', 'seed', '--scale', '2'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir },
    stdio: 'ignore',
  })
  return startProgram({}, { dataDir, port: await freePort() })
}

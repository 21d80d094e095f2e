// Plain JavaScript for Node 20 and later: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const inProject = (...parts) => join(root, ...parts)

/** Progress goes to stderr: stdout belongs to the program (`cli … --json`). */
export const say = (line) => process.stderr.write(`${line}\n`)

/** A fault a person can mend: the sentence alone, no stack. */
export class SetupFailure extends Error {}

/** Ends with the sentence of a SetupFailure and code 1; anything else is a bug and keeps its stack. */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    say(error instanceof SetupFailure ? error.message : String(error?.stack ?? error))
    process.exitCode = 1
  }
}

const MIN_NODE = 24
const runs = (file) => {
  const version = spawnSync(file, ['--version'], { encoding: 'utf8' })
  return version.status === 0 && Number(version.stdout.slice(1).split('.')[0]) >= MIN_NODE
}

let found
/** The Node that runs the program: the project's own, else the system's when it is new enough. */
export function projectNode() {
  const own = inProject('node_modules', '.bin', 'node')
  found ??= [own, process.execPath].find((file) => existsSync(file) && runs(file))
  if (found) return found
  throw new SetupFailure(
    `Programmet behöver Node ${MIN_NODE} eller senare, men här finns ${process.version}. Installera en nyare Node, eller kör: npm rebuild node --ignore-scripts=false\n` +
      `The program needs Node ${MIN_NODE} or later, but this is ${process.version}. The project's own Node is missing, probably because npm was told to ignore install scripts. Install a newer Node, or run: npm rebuild node --ignore-scripts=false`,
  )
}

/** Runs a program to its end with our terminal; signals are passed on. Resolves to its exit code. */
export function run(file, args, { ipc = false, env = {}, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...env },
      // The channel closes when this process is killed: the program then stops in order instead of living on alone.
      stdio: ipc ? [stdio, stdio, stdio, 'ipc'] : stdio,
    })
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const pass = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** Runs a script of a package on the project's Node. */
export const runScript = (script, args = [], options = {}) => run(projectNode(), [inProject(script), ...args], options)

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The process number in the lock; our own when it has just gone, so that it is asked for again. */
function holder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return process.pid
  }
}

/** One at a time, also between processes; the lock of a killed process does not count. */
export async function alone(work) {
  const lock = inProject('.setup.lock')
  const mine = `${lock}.${process.pid}`
  try {
    writeFileSync(mine, String(process.pid))
  } catch {
    throw new SetupFailure(
      `Mappen ${root} går inte att skriva i, och programmet är inte färdigt att köra. Kör npm start en gång som mappens ägare.\n` +
        `The folder ${root} cannot be written to, and the program is not ready to run. Run npm start once as the owner of the folder.`,
    )
  }
  try {
    for (;;) {
      try {
        linkSync(mine, lock)
        break
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      if (!alive(holder(lock))) rmSync(lock, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return await work()
  } finally {
    rmSync(mine, { force: true })
    if (holder(lock) === process.pid) rmSync(lock, { force: true })
  }
}

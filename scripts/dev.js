import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { ensureBuilt } from './build.js'
import { ensureInstalled } from './install.js'
import { inProject, main, projectNode, root, SetupFailure, say } from './project.js'

// Builds and starts again at every saved change. A build takes about a second, and what runs is what will run.

const QUIET_MS = 150
const WATCHED = ['src', 'seeds', 'db/migrations', 'public']

let server
async function stopServer() {
  if (!server || server.exitCode !== null) return
  server.kill('SIGTERM')
  await once(server, 'exit')
}

async function restart() {
  try {
    await ensureBuilt()
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    // The last good one goes on running while the fault is mended.
    say(error.message)
    return
  }
  await stopServer()
  server = spawn(projectNode(), [inProject('dist/server/main.js')], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
}

await main(async () => {
  await ensureInstalled()
  await restart()
  let timer
  let busy = Promise.resolve()
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      busy = busy.then(restart)
    }, QUIET_MS)
  }
  const watchers = WATCHED.map((folder) => watch(inProject(folder), { recursive: true }, changed))
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve)
  })
  for (const watcher of watchers) watcher.close()
  clearTimeout(timer)
  await busy
  await stopServer()
  return 0
})

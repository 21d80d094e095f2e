import { whenOrphaned } from './orphan.js'
import { main, runScript } from './project.js'
import { setUp } from './setup.js'

await main(async () => {
  await setUp()
  whenOrphaned(() => process.kill(process.pid, 'SIGTERM'))
  return runScript('dist/server/main.js', process.argv.slice(2), { ipc: true })
})

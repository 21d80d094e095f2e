import { main, runScript } from './project.js'
import { setUp } from './setup.js'

await main(async () => {
  await setUp()
  return runScript('bench/run.js', process.argv.slice(2))
})

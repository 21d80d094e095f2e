import { main, runScript } from './project.js'
import { setUp } from './setup.js'

// The long form of test/faults: ten times as many writes as in `npm test` while database and program are killed.
await main(async () => {
  await setUp()
  return runScript('node_modules/vitest/vitest.mjs', ['run', 'test/faults'], { env: { FAULTS: 'long' } })
})

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('types and written schema are what the migrations say', { timeout: 120_000 }, () => {
  const run = spawnSync(process.execPath, ['db/generate-types.ts', '--check'], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
})

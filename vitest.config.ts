import { defineConfig } from 'vitest/config'
import type { InlineConfig } from 'vitest/node'
import { LongestFirst } from './test/support/longest-first.ts'

const every = {
  setupFiles: ['test/support/seed.setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 120_000,
  pool: 'forks',
} satisfies InlineConfig

export default defineConfig({
  test: {
    // Once for both.
    globalSetup: ['test/support/database.global.ts'],
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    projects: [
      { test: { ...every, name: 'whole', include: ['test/**/*.test.ts'] } },
      // One after the other in the same two processes: loading the program anew for every file took half of their time.
      { test: { ...every, name: 'parts', include: ['{src,seeds}/**/*.test.{ts,tsx}'], isolate: false } },
    ],
  },
})

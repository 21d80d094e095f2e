import { join } from 'node:path'
import { runnerImport } from 'vite'

// The bench calls functions of the product, which import texts and pages as the build does: Vite reads them.
await runnerImport(join(import.meta.dirname, 'main.ts'), {
  configFile: false,
  root: join(import.meta.dirname, '..'),
  logLevel: 'error',
})

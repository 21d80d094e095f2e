import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.js'
import { inProject, main, runScript, say } from './project.js'
import { setUp } from './setup.js'

const STORIES = 'test/stories'

/** Vitest's own counts; a file that could not be loaded and an error outside any test count as failed. */
function countsOf(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const broken = report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0)
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

const storyFiles = () =>
  existsSync(inProject(STORIES))
    ? readdirSync(inProject(STORIES), { recursive: true }).filter((file) => file.endsWith('.test.ts')).length
    : 0

async function vitest(filters, browser) {
  const folder = mkdtempSync(join(tmpdir(), 'rt-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const exclude = browser ? [] : [`--exclude=${STORIES}/**`]
  try {
    const code = await runScript('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...exclude, ...filters], {
      env: { CHROMIUM: browser ?? '' },
    })
    const counts = countsOf(file, code)
    return browser ? counts : { ...counts, skipped: counts.skipped + storyFiles() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main(async () => {
  const filters = process.argv.slice(2)
  await setUp()
  const browser = findBrowser()
  const checks = {
    types: await runScript('node_modules/typescript/bin/tsc', ['--noEmit']),
    lint: await runScript('node_modules/@biomejs/biome/bin/biome', ['check', '.', '--diagnostic-level=error']),
  }
  const broken = Object.entries(checks).filter(([, code]) => code !== 0)
  const { passed, failed, skipped } = await vitest(filters, browser)
  for (const [name] of broken) say(`${name}: failed, see above`)
  const total = { passed: passed + Object.keys(checks).length - broken.length, failed: failed + broken.length }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  return total.failed > 0 ? 1 : 0
})

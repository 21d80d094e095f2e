import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

export type RunningProgram = { origin: string; dataDir: string; output(): string; stop(): Promise<void> }

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** The built program with Demo Town in a folder of its own, as people run it; answers when its database does. */
export async function startProgram(environment: Record<string, string> = {}): Promise<RunningProgram> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rt-story-'))
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, ['dist/server/main.js'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      SIGN_INS_PER_MINUTE: '1000',
      ...environment,
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = `http://localhost:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(15_000)])
    child.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`the program ended:\n${output}`)
    const answer = await fetch(`${origin}/health`).catch(() => undefined)
    if (answer?.ok) return { origin, dataDir, output: () => output, stop }
    await sleep(100)
  }
  await stop()
  throw new Error(`the program does not answer:\n${output}`)
}

/** Signs in from the demo's front page, as a visitor does. */
export async function signInAs(page: Page, origin: string, email: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${origin}/?lang=sv`)
  await page.locator(`form:has(input[name="email"][value="${email}"]) button`).click()
  await page.waitForURL(`${origin}/i-dag`)
}

/** Chooses the language of the signed-in user through the account menu's own form. */
export async function chooseLanguage(page: Page, origin: string, lang: 'sv' | 'en' | 'ar'): Promise<void> {
  await page.goto(`${origin}/i-dag`)
  if ((await page.locator('html').getAttribute('lang')) === lang) return
  await page.locator('.account > summary').click()
  await page.locator(`.account button[name="language"][value="${lang}"]`).click()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang)
}

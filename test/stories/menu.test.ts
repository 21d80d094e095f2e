import { afterAll, beforeAll, expect, test } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// The menus at the top fold without script, and never cover what has the focus (WCAG 2.4.11).

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program.stop()
})

const PHONE = { width: 360, height: 700 }
const KARIN = 'karin.lindmark@norrby.example'

test('a menu that was left does not cover what has the focus', async (context) => {
  const page = await browser.page(context, { viewport: PHONE })
  await signInAs(page, program.origin, KARIN)
  const panel = page.locator('.main-nav .fold-panel')
  await page.locator('.main-nav summary').focus()
  await page.keyboard.press('Enter')
  expect(await panel.isVisible()).toBe(true)
  expect(await page.locator('script').count(), 'no script is needed for it').toBe(0)
  await page.locator('main a').first().focus()
  await page.keyboard.press('Tab')
  expect(await panel.isVisible()).toBe(false)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// The menus at the top: closed by Escape and by leaving them, never over what has the focus (WCAG 2.4.11), with and without script.

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

test('Escape closes the menu and goes back to its button; leaving it closes it', async (context) => {
  const page = await browser.page(context, { viewport: PHONE })
  await signInAs(page, program.origin, KARIN)
  const menu = page.locator('.main-nav details')
  const button = menu.locator('summary')
  await button.focus()
  await page.keyboard.press('Enter')
  expect(await menu.getAttribute('open')).not.toBeNull()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  expect(await menu.getAttribute('open')).toBeNull()
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)

  await page.keyboard.press('Enter')
  for (let i = 0; i < 20 && (await menu.getAttribute('open')) !== null; i++) await page.keyboard.press('Tab')
  expect(await menu.getAttribute('open'), 'left with Tab').toBeNull()
  await button.click()
  await page.mouse.click(180, 650)
  expect(await menu.getAttribute('open'), 'left with the finger').toBeNull()
})

test('without script a menu that was left does not cover what has the focus', async (context) => {
  const page = await browser.page(context, { viewport: PHONE, javaScriptEnabled: false })
  await signInAs(page, program.origin, KARIN)
  const panel = page.locator('.main-nav .fold-panel')
  await page.locator('.main-nav summary').focus()
  await page.keyboard.press('Enter')
  expect(await panel.isVisible()).toBe(true)
  await page.locator('main a').first().focus()
  await page.keyboard.press('Tab')
  expect(await panel.isVisible()).toBe(false)
})

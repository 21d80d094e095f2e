import { afterAll, beforeAll, expect, test } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// Rating a person with the keyboard alone: quick with the keys of the form, and possible without any script.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
})

const RATER = 'farah.nouri@norrby.example'
/** A person is to be rated within 20 seconds; a hand needs less than a second for a key. */
const MOST_KEYS = 20

test('a person is rated with a few keys, and the next one stands there', async (context) => {
  const page = await browser.page(context)
  await signInAs(page, program.origin, RATER)
  await page.goto(`${program.origin}/kartlaggning`)
  await page.getByRole('link', { name: /2/ }).first().click()
  await page.getByRole('link', { name: 'Skatta nästa person' }).click()
  await page.waitForURL(/\/skatta\//)
  const first = await page.locator('h1').innerText()
  await page.locator('[data-keys="on"]').first().waitFor()
  // The focus is in the form at once.
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('reason')
  const keys = ['c', '1', '4', '4', '5', 'Enter']
  expect(keys.length).toBeLessThan(MOST_KEYS)
  for (const key of keys.slice(0, -1)) await page.keyboard.press(key)
  const chosen = () =>
    page.$$eval('input[name="reason"]:checked, input[name="barriers"]:checked', (all) =>
      all.map((one) => (one as HTMLInputElement).value),
    )
  expect(await chosen()).toEqual(['social_reasons', 'mental_ill_health', 'low_education'])
  // None of them, or some: never both.
  await page.keyboard.press('-')
  expect(await chosen()).toEqual(['social_reasons', 'none'])
  await page.keyboard.press('2')
  expect(await chosen()).toEqual(['social_reasons', 'lack_of_self_belief'])
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'är sparad' }).waitFor()
  expect(await page.locator('h1').innerText()).not.toBe(first)
  expect(await page.getByRole('status').innerText()).toContain(first.replace('Skatta ', ''))
  // In a field for text the keys are text.
  await page.locator('input[name="birthYear"]').fill('')
  await page.keyboard.type('1980')
  expect(await page.locator('input[name="birthYear"]').inputValue()).toBe('1980')
  expect(await page.locator('input[name="barriers"]:checked').count()).toBe(0)
})

test('without script the same with Tab, arrows, Space and Enter', async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false })
  await signInAs(page, program.origin, RATER)
  await page.goto(`${program.origin}/kartlaggning`)
  await page.getByRole('link', { name: /2/ }).first().click()
  await page.getByRole('link', { name: 'Skatta nästa person' }).click()
  await page.waitForURL(/\/skatta\//)
  const first = await page.locator('h1').innerText()
  await page.locator('input[name="reason"]').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'är sparad' }).waitFor()
  expect(await page.locator('h1').innerText()).not.toBe(first)
})

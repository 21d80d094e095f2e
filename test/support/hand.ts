import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Pictures of every step go here when the folder is named; for looking, not for comparing. */
const PICTURES = process.env.PICTURES
let taken = 0

/** Keeps a picture of the page as it stands, when pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  taken += 1
  const file = `${String(taken).padStart(3, '0')}-${name.replace(/[^\wåäö]+/gi, '-')}.png`
  await page.screenshot({ path: join(PICTURES, file), fullPage: true })
}

/** Fills in fields by their names: texts, one of several, ticks (`true`, or the values to tick), one of a list. */
export async function fillIn(page: Page, fields: Record<string, string | boolean | readonly string[]>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`)
    const kind = await field
      .first()
      .evaluate((element) => element.getAttribute('type') ?? element.tagName.toLowerCase())
    if (kind === 'radio') await page.locator(`main [name="${name}"][value="${value}"]`).check()
    else if (typeof value === 'boolean') await field.first().setChecked(value)
    else if (typeof value !== 'string')
      for (const one of value) await page.locator(`main [name="${name}"][value="${one}"]`).check()
    else if (kind === 'select') await field.selectOption(value)
    else await field.fill(value)
  }
}

/** Presses the button of the page's form; gives the status of the page that came back. */
export async function press(page: Page, button: string | RegExp): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && (one.status() < 300 || one.status() >= 400)),
    page.locator('main').getByRole('button', { name: button, exact: true }).last().click(),
  ])
  await page.waitForLoadState()
  return answer.status()
}

/** Follows a link of the page by its words. */
export async function follow(page: Page, link: string | RegExp): Promise<void> {
  await page.locator('main').getByRole('link', { name: link }).first().click()
  await page.waitForLoadState()
}

/** Sent wrongly, the page comes back: it says so in its title and first of all, and keeps what was typed. */
export async function expectRefused(
  page: Page,
  button: string | RegExp,
  kept: Record<string, string> = {},
): Promise<void> {
  expect(await press(page, button), page.url()).toBe(422)
  expect(await page.title()).toMatch(/^Fel:/)
  const summary = page.locator('.error-summary')
  expect(await summary.isVisible()).toBe(true)
  for (const link of await summary.locator('a').all())
    expect(await page.locator(String(await link.getAttribute('href'))).count()).toBe(1)
  for (const [name, value] of Object.entries(kept))
    expect(await page.locator(`main [name="${name}"]`).inputValue()).toBe(value)
}

/** What somebody else finds at the same address. */
export async function statusFor(page: Page, address: string): Promise<number> {
  return (await page.goto(address))?.status() ?? 0
}

/** The words of the page as they are read. */
export const wordsOn = (page: Page): Promise<string> => page.locator('main').innerText()

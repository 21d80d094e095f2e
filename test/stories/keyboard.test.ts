import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/shared/calendar-day.ts'
import { useBrowser } from '../support/browser.ts'
import { type RunningProgram, startProgram } from '../support/running-program.ts'

// The main steps with Tab, Enter, Space and arrows alone: what has the focus is always seen, and a form that comes back
// puts it on what is wrong.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
})

const MOST_TABS = 250

type Focused = { tag: string; name: string; value: string; words: string; seen: boolean; inView: boolean }

/** What has the focus, and whether one can see that it has. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { name?: string; value?: string }
    const label = element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null
    const marked = [element, label, element.parentElement].some((one) => {
      if (!one) return false
      const style = getComputedStyle(one)
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    })
    const box = element.getBoundingClientRect()
    return {
      tag: element.tagName.toLowerCase(),
      name: element.name ?? '',
      value: element.value ?? '',
      words: (element.innerText || label?.textContent || '').trim(),
      seen: marked,
      inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    }
  })

/** Presses Tab until something of these words or this name has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, wanted: { words?: RegExp; name?: string }): Promise<Focused> {
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    if (here.tag === 'body') continue
    expect(
      here.seen && here.inView,
      `${page.url()}: focus on <${here.tag}> "${here.words || here.name}" is not seen`,
    ).toBe(true)
    if (wanted.words?.test(here.words) || (wanted.name !== undefined && here.name === wanted.name)) return here
  }
  throw new Error(`${page.url()}: no way to ${wanted.words ?? wanted.name} with Tab`)
}

async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${program.origin}/?lang=sv`)
  await page.keyboard.press('Tab')
  const skip = await focused(page)
  expect(skip, 'the first stop leads past the navigation').toMatchObject({ tag: 'a', seen: true, inView: true })
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).not.toBe('')
  await tabTo(page, { words: new RegExp(name) })
  await enter(page)
  expect(new URL(page.url()).pathname).toBe('/i-dag')
}

const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text)

test('a referral is written, mended, sent and received', { timeout: 180_000 }, async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 1000, height: 800 } })
  await signIn(page, 'Karin')
  await tabTo(page, { words: /^Remisser/ })
  await enter(page)
  await tabTo(page, { words: /^Ny remiss/ })
  await enter(page)

  await tabTo(page, { name: 'givenName' })
  await type(page, 'Tove')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  const summary = page.locator('.error-summary')
  expect(await summary.evaluate((element) => element === document.activeElement), 'the summary has the focus').toBe(
    true,
  )
  expect(await page.title()).toMatch(/^Fel:/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const wrong = await focused(page)
  expect(wrong.tag, 'the summary leads to the field').toBe('input')

  await page.goto(page.url().split('#')[0] ?? '')
  await tabTo(page, { name: 'noNumber' })
  await page.keyboard.press('Space')
  await tabTo(page, { name: 'givenName' })
  await type(page, 'Tove')
  await tabTo(page, { name: 'familyName' })
  await type(page, 'Tangent')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'reason' })
  await type(page, 'Vill börja arbeta igen.')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'check-mind' })
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  expect((await focused(page)).value).toBe('no')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'toUnitId' })
  await page.keyboard.press('Space')
  await tabTo(page, { words: /^Spara och fortsätt/ })
  await enter(page)
  await tabTo(page, { name: 'agreedHow' })
  await page.keyboard.press('Space')
  await tabTo(page, { words: /^Skicka till/ })
  await enter(page)
  const referral = new URL(page.url()).pathname
  expect(await page.locator('main').innerText()).toContain('Skickad')

  await page.context().clearCookies()
  await signIn(page, 'Petra')
  await tabTo(page, { words: /^Remisser/ })
  await enter(page)
  await tabTo(page, { words: /Tove/ })
  await enter(page)
  expect(new URL(page.url()).pathname).toBe(referral)
  expect(await page.locator('main').innerText()).toContain(dayAt(new Date()).slice(0, 4))
  await tabTo(page, { words: /^Boka studiebesök/ })
  await enter(page)
  await tabTo(page, { name: 'studyVisitOn' })
  await page.keyboard.press('ControlOrMeta+a')
  await type(page, '2026-02-31')
  await enter(page)
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect((await focused(page)).name).toBe('studyVisitOn')
})

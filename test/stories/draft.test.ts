import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, useBrowser } from '../support/browser.ts'
import { fillIn, follow, press } from '../support/hand.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// A draft is saved as it is written: by itself where script runs, by its buttons where it does not.

const KARIN = 'karin.lindmark@norrby.example'
let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program?.stop()
})

async function begin(page: Page, familyName: string): Promise<string> {
  await signInAs(page, program.origin, KARIN)
  await page.goto(`${program.origin}/remisser/ny`)
  await fillIn(page, { noNumber: true, givenName: 'Prov', familyName })
  await press(page, 'Spara och fortsätt')
  return page.url().split('?')[0] ?? ''
}
const status = (page: Page) => page.locator('draft-island [role=status]')
const saved = (page: Page) => page.waitForResponse((one) => one.request().method() === 'POST' && one.status() === 200)

test('with script: saved by itself, and every way on finds what was typed', { timeout: 120_000 }, async (context) => {
  const page = await browser.page(context, { locale: 'sv-SE' })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  const address = await begin(page, 'Självsparare')

  await Promise.all([saved(page), page.locator('[name=reason]').pressSequentially('Vill arbeta')])
  await status(page)
    .getByText(/^Sparat \d\d:\d\d\.$/)
    .waitFor()
  await expectNoAxeViolations(page)
  await page.reload()
  expect(await page.locator('[name=reason]').inputValue()).toBe('Vill arbeta')

  await page.locator('[name=reason]').fill('Vill arbeta halvtid')
  await follow(page, 'Läget')
  await page.waitForURL(/laget/)
  await Promise.all([saved(page), page.locator('[name=check-mind][value=yes]').check()])
  expect(await press(page, 'Spara utkast'), 'the version of the form is the one that was saved').toBe(200)
  await page.getByText('Utkastet är sparat').waitFor()

  await page.goto(address.replace('varfor', 'vart'))
  await Promise.all([saved(page), page.locator('[name=wishedStart]').fill('2026-02-31')])
  await status(page).getByText('Önskad start').waitFor()
  await page.goto(address)
  expect(await page.locator('[name=reason]').inputValue()).toBe('Vill arbeta halvtid')

  // Pressed before the background had its turn, twice: one save, no text against itself.
  await page.locator('[name=ownWords]').fill('Jag vill börja med hunddagis')
  await page.waitForTimeout(1_450)
  await page.getByRole('button', { name: 'Spara och fortsätt' }).dblclick()
  await page.waitForURL(/laget/)
  await page.goto(address)
  expect(await page.locator('[name=ownWords]').inputValue()).toBe('Jag vill börja med hunddagis')

  // A wrong date, sent before the background had its turn: mending it is no conflict with oneself.
  await page.goto(address.replace('varfor', 'vart'))
  await page.locator('[name=toUnitId]').last().check()
  await fillIn(page, { wishedStart: '2026-02-31' })
  expect(await press(page, 'Spara och fortsätt')).toBe(422)
  await fillIn(page, { wishedStart: '2026-12-07' })
  expect(await press(page, 'Spara och fortsätt')).toBe(200)
  expect(page.url()).toMatch(/granska|skicka/)

  await page.goto(address)
  const source = await page.locator('script[src*="draft.island"]').getAttribute('src')
  const script = await (await page.request.get(`${program.origin}${source}`)).body()
  expect(gzipSync(script).length).toBeLessThanOrEqual(15_000)
  expect(faults).toEqual([])
})

test('with script: no connection, and somebody else in the draft: said, and nothing is lost', {
  timeout: 120_000,
}, async (context) => {
  const page = await browser.page(context, { locale: 'sv-SE' })
  const address = await begin(page, 'Avbruten')
  await page.context().setOffline(true)
  await page.locator('[name=reason]').fill('Skrivet utan nät')
  await status(page).getByText('Ingen kontakt just nu').waitFor()
  expect(await page.locator('[name=reason]').inputValue()).toBe('Skrivet utan nät')
  await Promise.all([saved(page), page.context().setOffline(false)])
  await status(page).getByText('Sparat').waitFor()

  const other = await page.context().newPage()
  await other.goto(address)
  expect(await other.locator('[name=reason]').inputValue()).toBe('Skrivet utan nät')
  await fillIn(other, { reason: 'Skrivet i det andra fönstret' })
  await press(other, 'Spara utkast')
  await other.close()

  await page.locator('[name=reason]').fill('Skrivet i det första')
  await status(page).getByText('Någon annan har ändrat utkastet').waitFor()
  expect(await page.locator('[name=reason]').inputValue()).toBe('Skrivet i det första')
  expect(await press(page, 'Spara utkast')).toBe(409)
  const both = await page.locator('main').innerText()
  for (const words of ['Skrivet i det första', 'Skrivet i det andra fönstret']) expect(both).toContain(words)
  expect(await page.locator('script[src*="draft.island"]').count()).toBe(0)
  expect(await press(page, 'Spara utkast')).toBe(200)
})

test('without script: the buttons save, and nothing is said of saving by itself', {
  timeout: 60_000,
}, async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false, locale: 'sv-SE' })
  const address = await begin(page, 'Utan skript')
  await fillIn(page, { reason: 'Sparas med knappen' })
  expect(await status(page).innerText()).toBe('')
  await page.goto(address)
  expect(await page.locator('[name=reason]').inputValue(), 'not saved until it is sent').toBe('')
  await fillIn(page, { reason: 'Sparas med knappen' })
  expect(await press(page, 'Spara utkast')).toBe(200)
  await page.goto(address)
  expect(await page.locator('[name=reason]').inputValue()).toBe('Sparas med knappen')
})

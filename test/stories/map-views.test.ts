import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { chooseLanguage, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// The map in pictures, as a steering group and a caseworker read them, without script; and what nobody finds there.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program.stop()
})

const HEAD = 'agneta.holm@norrby.example'
const CASEWORKER = 'karin.lindmark@norrby.example'
const plain = { javaScriptEnabled: false, viewport: { width: 1200, height: 900 } }
const said = (page: Page) => page.locator('main').innerText()
const statusOf = async (page: Page, path: string) => (await page.goto(program.origin + path))?.status()
const follow = (page: Page, name: string | RegExp) => page.locator('main').getByRole('link', { name }).first().click()

describe('the association’s head', () => {
  test('sees in words where somebody is missing, and why', { timeout: 120_000 }, async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, HEAD)
    await page.getByRole('link', { name: 'Kartan' }).first().click()
    await follow(page, 'Bilder')
    await follow(page, 'Täckning')
    await follow(page, 'Beroende, Sjöberga: ingen')
    expect(await said(page)).toContain('Målgrupp: Beroende')
    expect(await said(page)).toMatch(/Ingen tar emot 16–65 år .* i Sjöberga\./)
    await follow(page, '16–17 år, stort stödbehov, Sjöberga: ingen tar emot')
    expect(await said(page)).toContain('Ingen tar emot 16–17 år med stort stödbehov i Sjöberga.')
    await follow(page, 'Till täckningen')
    // The choice goes along to the other pictures, and can be taken away.
    await follow(page, 'Åldrar')
    expect(await said(page)).toContain('Målgrupp: Beroende')
    await page.getByRole('link', { name: /Ta bort valet Målgrupp/ }).click()
    expect(await said(page)).not.toContain('Målgrupp: Beroende')
    await page.getByRole('link', { name: /Ta bort valet Ort/ }).click()
    await follow(page, 'Jobbcoach för unga')
    expect(await page.locator('h1').innerText()).toContain('Jobbcoach för unga')
  })

  test('compares two days, and is told what is wrong with a day', { timeout: 120_000 }, async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, HEAD)
    await page.goto(`${program.origin}/karta/vyer/jamfor`)
    await page.getByLabel('Från').fill('i våras')
    await page.getByRole('button', { name: 'Jämför' }).click()
    expect(await page.title()).toMatch(/^Fel:/)
    expect(await page.getByLabel('Från').inputValue()).toBe('i våras')
    await page.getByLabel('Från').fill('2025-06-01')
    await page.getByRole('button', { name: 'Jämför' }).click()
    expect(await said(page)).toContain('Luckor som är fyllda')
  })
})

describe('a caseworker', () => {
  test('chooses somebody of seventeen, and sees the ways that were measured', { timeout: 120_000 }, async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, CASEWORKER)
    await page.goto(`${program.origin}/karta/vyer/alder`)
    await page.locator('summary', { hasText: 'Välj vad som visas' }).click()
    await page.getByLabel('Ålder', { exact: true }).fill('sjutton')
    await page.getByRole('button', { name: 'Visa', exact: true }).click()
    expect(await page.title()).toMatch(/^Fel:/)
    await page.getByLabel('Ålder', { exact: true }).fill('17')
    await page.getByRole('button', { name: 'Visa', exact: true }).click()
    expect(page.url()).toContain('alder=17')
    expect(await said(page)).not.toContain('Utbildning till truckförare')
    await follow(page, 'Vägar')
    await follow(page, 'Uppmätta det senaste året')
    for (const [, people] of (await said(page)).matchAll(/: (\d+) personer/g))
      expect(Number(people)).toBeGreaterThanOrEqual(5)
  })

  test('finds no cell that is none, and nobody finds a picture without signing in', async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, CASEWORKER)
    expect(await statusOf(page, '/karta/vyer/tackning/18-19/large?plats=Norrby')).toBe(200)
    for (const none of ['18-21/large?plats=Norrby', '18-19/huge?plats=Norrby', '18-19/large?plats=Atlantis'])
      expect(await statusOf(page, `/karta/vyer/tackning/${none}`)).toBe(404)
    const stranger = await browser.page(context, plain)
    for (const path of ['', '/tackning', '/alder', '/vagar', '/jamfor']) {
      await stranger.goto(`${program.origin}/karta/vyer${path}`)
      expect(stranger.url()).toContain('/logga-in')
    }
  })
})

const VIEWS = [
  '/karta/vyer',
  '/karta/vyer/tackning',
  '/karta/vyer/tackning?visa=platser&malgrupp=mental_ill_health',
  '/karta/vyer/tackning/18-19/large?plats=Norrby',
  '/karta/vyer/alder',
  '/karta/vyer/alder?alder=x&ort=Atlantis',
  '/karta/vyer/huvudman',
  '/karta/vyer/utforare',
  '/karta/vyer/behov',
  '/karta/vyer/vagar',
  '/karta/vyer/vagar?visa=uppmatt',
  '/karta/vyer/jamfor?fran=2025-06-01',
]

test('every picture is accessible, and fits a phone in Arabic', { timeout: 300_000 }, async (context) => {
  const page = await browser.page(context, { viewport: { width: 1200, height: 900 } })
  await signInAs(page, program.origin, HEAD)
  for (const path of VIEWS) {
    await page.goto(program.origin + path)
    await expectNoAxeViolations(page)
  }
  await chooseLanguage(page, program.origin, 'ar')
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of VIEWS) {
    await page.goto(program.origin + path)
    await expectNoAxeViolations(page)
    await expectNoHorizontalScroll(page)
  }
})

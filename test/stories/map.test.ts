import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { openBehind, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// The map as staff meet it, without script: found, referred to, written, kept; and what each of them is refused.

let program: RunningProgram
const browser = useBrowser()
const ids = new Map<string, string>()
beforeAll(async () => {
  program = await startProgram()
  const behind = openBehind(program.dataDir)
  const { rows } = await behind.query('select name, entry_id from map_entry order by version desc')
  await behind.end()
  for (const { name, entry_id } of rows) ids.set(name, entry_id)
})
afterAll(async () => {
  await program.stop()
})

const KARIN = 'karin.lindmark@norrby.example'
const MAJA = 'maja.wikander@norrby.example'
const AGNETA = 'agneta.holm@norrby.example'

const plain = { javaScriptEnabled: false, viewport: { width: 1200, height: 900 } }
const entry = (name: string, more = '') => `${program.origin}/karta/post/${ids.get(name)}${more}`
const statusOf = async (page: Page, address: string) => (await page.goto(address))?.status()
const press = (page: Page, text: string | RegExp) => page.locator('main').getByRole('button', { name: text }).click()
const said = (page: Page) => page.locator('main').innerText()
/** What the open search of the same map answers somebody who is not signed in and has not asked before: browsers keep it for a minute. */
const toEverybody = async (context: Parameters<typeof browser.page>[0], name: string) =>
  statusOf(await browser.page(context, plain), `${program.origin}/hitta/1/${ids.get(name)}`)

describe('a caseworker', () => {
  test('finds what there is for somebody of seventeen, and refers straight from the map', {
    timeout: 120_000,
  }, async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, KARIN)
    await page.getByRole('link', { name: 'Kartan' }).first().click()
    await page.getByLabel('Sök').fill('praktiken')
    await page.getByLabel('Ålder').fill('17')
    await press(page, 'Visa')
    expect(page.url()).toContain('alder=17')
    expect(await said(page)).not.toContain('Utbildning till truckförare')
    await page.getByRole('link', { name: 'Praktikplatser i kommunen' }).click()
    for (const words of ['23 lediga platser', 'Uppgivet', '08-465 004 11']) expect(await said(page)).toContain(words)
    await page.getByRole('link', { name: 'Remittera hit' }).click()
    expect(await said(page)).toContain('Yrke att pröva')
    await page.getByLabel('Personen har inget nummer, eller så vet jag det inte').check()
    await page.getByLabel('Förnamn').fill('Prov')
    await page.getByLabel('Efternamn').fill('Kartresa')
    await press(page, 'Spara och fortsätt')
    expect(await said(page)).toContain('Remiss till Praktikplatser i kommunen')
    await page.goto(page.url().replace(/varfor.*/, 'vart'))
    expect(await page.locator('[name=toIntervention]').inputValue()).toBe('Praktikplatser i kommunen')
  })

  test('is refused what is another authority’s to change, and the keeper’s switch', async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, MAJA)
    expect(await statusOf(page, entry('Cykelverkstaden'))).toBe(200)
    expect(await page.getByRole('link', { name: 'Ändra' }).count()).toBe(0)
    for (const more of ['/andra', '/lage']) expect(await statusOf(page, entry('Cykelverkstaden', more))).toBe(404)
    expect(await statusOf(page, `${program.origin}/karta/kvalitet`)).toBe(200)
    expect(await said(page)).not.toContain('Vem får läsa kartan?')
    await signInAs(page, program.origin, AGNETA)
    expect(await statusOf(page, entry('Cykelverkstaden', '/remiss'))).toBe(404)
  })
})

describe('those who keep the map', () => {
  test('are asked what it is and whether it is there already; everybody finds it at once, and not when it is hidden', {
    timeout: 120_000,
  }, async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, KARIN)
    await page.goto(`${program.origin}/karta/ny`)
    expect(await said(page)).toContain(
      'Är det här något som leder till utveckling, något man gör, eller någon som gör det?',
    )
    await page.getByRole('link', { name: 'Något man gör: en aktivitet' }).click()
    await press(page, 'Spara på kartan')
    expect(await page.title()).toMatch(/^Fel:/)
    await page.getByLabel('Namn', { exact: true }).fill('Språkcaféet')
    await page.getByLabel('Alla åldrar').check()
    await press(page, 'Spara på kartan')
    expect(await said(page)).toContain('Finns den redan?')
    await page.getByLabel('Namn', { exact: true }).fill('Sagostund på fyra språk')
    await page.getByLabel('På svenska').fill('Vi läser högt.')
    await press(page, /spara/i)
    expect(await said(page)).toContain('Posten finns nu på kartan')
    const id = /post\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
    ids.set('Sagostund', id)

    expect(await toEverybody(context, 'Sagostund')).toBe(200)
    await page.goto(entry('Sagostund', '/andra'))
    await page.getByLabel(/Visa för alla/).uncheck()
    await press(page, 'Spara på kartan')
    expect(await said(page)).toContain('Visas bara för personal')
    expect(await toEverybody(context, 'Sagostund')).toBe(404)
    expect(await toEverybody(context, 'Skyddat boende')).toBe(404)
    const stranger = await browser.page(context, plain)
    expect((await stranger.goto(entry('Sagostund')))?.url()).toContain('/logga-in')
  })

  test('two at once: nobody’s words are lost', { timeout: 120_000 }, async (context) => {
    const [first, second] = [await browser.page(context, plain), await browser.page(context, plain)]
    await signInAs(first, program.origin, KARIN)
    await signInAs(second, program.origin, AGNETA)
    await first.goto(entry('Utegruppen', '/andra'))
    await second.goto(entry('Utegruppen', '/andra'))
    await second.getByLabel('Andra namn').fill('Skogsgruppen')
    await press(second, 'Spara på kartan')
    await first.getByLabel('Villkor för att få komma').fill('Ta med stövlar')
    await press(first, 'Spara på kartan')
    expect(await said(first)).toContain('Någon annan har ändrat')
    expect(await first.getByLabel('Andra namn').inputValue()).toBe('Skogsgruppen')
    await press(first, 'Spara på kartan')
    expect(await said(first)).toContain('Ta med stövlar')
    await first.goto(`${program.origin}/karta?sok=skogsgruppen`)
    expect(await said(first)).toContain('Utegruppen')
  })

  test('the keeper mends what the map lacks, and closes it for everybody', { timeout: 120_000 }, async (context) => {
    const page = await browser.page(context, plain)
    await signInAs(page, program.origin, AGNETA)
    await page.goto(`${program.origin}/karta/kvalitet?visa=noContact`)
    await page.getByRole('link', { name: 'Anhöriggrupp' }).click()
    await page.getByRole('link', { name: 'Ändra' }).first().click()
    await page.getByLabel('E-post').fill('karin.berg@bron.example')
    await press(page, 'Spara på kartan')
    expect(await said(page)).toContain('en persons brevlåda')
    await page.getByLabel('E-post').fill('grupper@bron.example')
    await press(page, 'Spara på kartan')
    expect(await said(page)).toContain('Aktuell')
    await page.goto(`${program.origin}/karta/kvalitet?visa=noContact`)
    expect(await said(page)).not.toContain('Anhöriggrupp')

    expect(await toEverybody(context, 'Cykelverkstaden')).toBe(200)
    await press(page, 'Stäng för allmänheten')
    expect(await page.locator('[role=status]').innerText()).toContain('bara för inloggad personal')
    expect(await toEverybody(context, 'Cykelverkstaden')).toBe(404)
    await press(page, 'Öppna för alla')
    expect(await page.locator('[role=status]').innerText()).toContain('öppen för alla')
    expect(await toEverybody(context, 'Cykelverkstaden')).toBe(200)
  })
})

describe('the pages of the map', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`in three languages, ${colorScheme}: axe is silent and nothing runs out of a phone`, {
      timeout: 180_000,
    }, async (context) => {
      const page = await browser.page(context, { colorScheme, viewport: { width: 320, height: 700 } })
      await signInAs(page, program.origin, KARIN)
      for (const lang of ['sv', 'en', 'ar'])
        for (const path of [
          '/karta?sok=stöd',
          `/karta/post/${ids.get('Smärtskola')}`,
          `/karta/post/${ids.get('Cykelverkstaden')}/andra`,
          '/karta/ny',
          '/karta/kvalitet',
          '/karta/platser',
        ]) {
          await page.goto(`${program.origin}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
          await expectNoAxeViolations(page)
          await expectNoHorizontalScroll(page)
        }
    })
})

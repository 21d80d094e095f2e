import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { openBehind, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// The open search as people meet it, without script and without an account: misspelt, in four ways of saying things, on paper.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram({ NEIGHBOUR_LOOPBACK: 'yes' })
})
afterAll(async () => {
  await program.stop()
})

const search = async (page: Page, text: string) => {
  await page.locator('[name=sok]').fill(text)
  await page.locator('.ask button').click()
}

describe('somebody who is not signed in', () => {
  test('finds with a misspelt word, narrows, reads how to get in, and prints a sheet', {
    timeout: 120_000,
  }, async (context) => {
    const page = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } })
    await page.goto(`${program.origin}/?lang=sv`)
    await page.getByRole('link', { name: 'Sök på kartan utan att logga in' }).click()
    expect(await page.locator('h1').innerText()).toBe('Hitta stöd')

    await search(page, 'praktikk')
    expect(await page.locator('.told').innerText()).toMatch(/\d+ träffar/)
    const all = await page.locator('.found > li').count()
    expect(all).toBeGreaterThan(2)

    await page.locator('summary', { hasText: 'Välj mer' }).click()
    await page.getByLabel('Ålder').fill('nitton')
    await page.locator('details button').click()
    expect(await page.locator('#alder-fel').innerText()).toContain('med siffror')
    expect(await page.getByLabel('Ålder').inputValue()).toBe('nitton')
    await page.getByLabel('Ålder').fill('17')
    await page.locator('details button').click()
    expect(await page.getByLabel('Vad behöver du hjälp med?').inputValue()).toBe('praktikk')
    const fewer = await page.locator('.found > li').count()
    expect(fewer).toBeGreaterThan(0)
    expect(fewer).toBeLessThan(all)

    const name = await page.locator('.found h3').first().innerText()
    await page.locator('.found h3 a').first().click()
    expect(await page.locator('h1').innerText()).toBe(name)
    const said = await page.locator('main').innerText()
    for (const part of ['För vem?', 'Hur kommer jag in?', 'Kontakt']) expect(said).toContain(part)
    await page.getByRole('link', { name: 'Blad att skriva ut' }).click()
    expect(await page.locator('h1').innerText()).toBe(name)
    expect(await page.locator('svg.code').count()).toBe(1)
    expect(await page.context().cookies()).toEqual([])
  })

  test('is helped on where nothing fits', async (context) => {
    const page = await browser.page(context, { javaScriptEnabled: false })
    await page.goto(`${program.origin}/hitta?lang=sv-latt`)
    await search(page, 'rymdfarkost')
    expect(await page.locator('main').innerText()).toContain('Vi hittade inget')
    await page.getByRole('link', { name: 'Visa allt' }).click()
    expect(await page.locator('.found > li').count()).toBe(20)
    await page.getByRole('link', { name: 'Nästa' }).click()
    expect(await page.locator('.pages').innerText()).toContain('Sida 2')
  })

  test('finds nothing of what is hidden or of a closed map', async (context) => {
    const page = await browser.page(context, { javaScriptEnabled: false })
    const behind = openBehind(program.dataDir)
    const { rows } = await behind.query(
      "select entry_id, association_id, name from map_entry where not is_public and status <> 'removed' order by entry_id limit 1",
    )
    const [one] = rows
    await page.goto(`${program.origin}/hitta?sok=${encodeURIComponent(one.name)}`)
    expect(await page.locator('.found h3').allInnerTexts()).not.toContain(one.name)
    const statusOf = async (path: string) => (await page.goto(program.origin + path))?.status()
    expect(await statusOf(`/hitta/${one.association_id}/${one.entry_id}`)).toBe(404)
    await behind.query('update association set map_public = false')
    expect(await statusOf(`/hitta/${one.association_id}?sok=praktik`)).toBe(404)
    await behind.query('update association set map_public = true')
    await behind.end()
  })
})

describe('the open pages', () => {
  test.for(['sv', 'sv-latt', 'en', 'ar'])(
    'in %s: no violation, nothing to scroll sideways, light enough for a slow phone',
    { timeout: 120_000 },
    async (lang, context) => {
      const page = await browser.page(context, {
        viewport: { width: 320, height: 640 },
        colorScheme: lang === 'en' || lang === 'ar' ? 'dark' : 'light',
      })
      const first = `${program.origin}/hitta?lang=${lang}`
      await page.goto(first)
      const entry = await page.locator('.found h3 a').nth(3).getAttribute('href')
      const [path = '', query = ''] = (entry ?? '').split('?')
      for (const address of [
        first,
        `${first}&sok=svneska`,
        `${first}&sok=rymdfarkost&alder=x`,
        `${program.origin}${entry}`,
        `${program.origin}${path}/blad?${query}`,
      ]) {
        const answer = await page.goto(address)
        expect(answer?.status(), address).toBe(200)
        expect(await page.locator('h1').count(), address).toBe(1)
        await expectNoAxeViolations(page)
        await expectNoHorizontalScroll(page)
        const html = (await answer?.text()) ?? ''
        const css = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
        const style = await (await fetch(program.origin + css)).text()
        expect(gzipSync(html).length + gzipSync(style).length, address).toBeLessThan(20_000)
      }
      await page.emulateMedia({ media: 'print' })
      await expectNoHorizontalScroll(page)
    },
  )
})

describe('a neighbour', () => {
  test('is named by the keeper, fetched, found and marked, and can be changed by nobody', {
    timeout: 120_000,
  }, async (context) => {
    const keeper = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } })
    await signInAs(keeper, program.origin, 'agneta.holm@norrby.example')
    await keeper.goto(`${program.origin}/karta`)
    await keeper.getByRole('link', { name: 'Grannar' }).click()
    const add = async (name: string, address: string) => {
      await keeper.getByLabel('Namn').fill(name)
      await keeper.getByLabel('Adress till gränssnittet').fill(address)
      await keeper.getByRole('button', { name: 'Lägg till' }).click()
    }
    await add('Sundbys katalog', 'http://10.0.0.1/hsds')
    expect(await keeper.title()).toMatch(/^Fel:/)
    expect(await keeper.getByLabel('Namn').inputValue()).toBe('Sundbys katalog')
    expect(await keeper.getByLabel('Adress till gränssnittet').inputValue()).toBe('http://10.0.0.1/hsds')
    await expectNoHorizontalScroll(keeper)
    await add('Sundbys katalog', `${program.origin}/hsds`)
    await add('Trasig katalog', `${program.origin}/finns-inte`)
    const fetched = async (text: RegExp) => {
      for (let attempt = 0; attempt < 60; attempt++) {
        await keeper.goto(`${program.origin}/karta/grannar`)
        if (text.test(await keeper.locator('main').innerText())) return true
        await keeper.waitForTimeout(500)
      }
      return false
    }
    expect(await fetched(/Hämtad .*: \d\d poster/)).toBe(true)
    expect(await fetched(/Den andra katalogen svarade med ett fel\./)).toBe(true)

    const page = await browser.page(context)
    await page.goto(`${program.origin}/hitta?lang=sv&sok=cykelverkstaden`)
    const hit = page.locator('.found > li', { hasText: 'Från Sundbys katalog' }).first()
    await hit.locator('a').click()
    expect(await page.locator('main').innerText()).toContain('Vi kan inte ändra i den.')
    await expectNoAxeViolations(page)
    const item = new URL(page.url()).pathname.split('/').at(-1)
    for (const path of [`/karta/post/${item}`, `/karta/post/${item}/andra`])
      expect((await keeper.goto(program.origin + path))?.status(), path).toBe(404)

    await keeper.goto(`${program.origin}/karta/grannar`)
    await keeper.locator('main summary', { hasText: 'Ta bort' }).first().click()
    await keeper.locator('form[action$="/ta-bort"] button').first().click()
    // Another address: the browser keeps a page for a minute.
    await page.goto(`${program.origin}/hitta?lang=sv&sok=cykelverkstad`)
    expect(await page.locator('main').innerText()).not.toContain('Från Sundbys katalog')
    for (const lang of ['en', 'ar']) {
      await keeper.goto(`${program.origin}/karta/grannar?lang=${lang}`)
      await expectNoHorizontalScroll(keeper)
    }
  })

  test('is not for others to name', async (context) => {
    const page = await browser.page(context)
    await signInAs(page, program.origin, 'karin.lindmark@norrby.example')
    expect((await page.goto(`${program.origin}/karta/grannar`))?.status()).toBe(404)
  })
})

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayAt } from '../../src/shared/calendar-day.ts'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { testFolder } from '../support/folder.ts'
import { chooseLanguage, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// An authority brings its matrix in, chooses whose words stay, and takes it back; a round in which each looks through its own.

let program: RunningProgram
const folder = testFolder('sheets')
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await program.stop()
})

const MUNICIPAL = 'karin.lindmark@norrby.example'
const REGIONAL = 'maja.wikander@norrby.example'
const HEAD = 'agneta.holm@norrby.example'
/** As a municipality has it: a title, its own headings, words and numbers as they come, Latin-1. */
const MATRIX = Buffer.from(
  [
    'Matris över insatser 16-29 år;;;;;',
    'Insats;Utförare;Ålder;Målgrupp;Tid i insats;Övrigt',
    'Cykelverkstaden;Arbetsmarknadsenheten;16-29 år;Unga, psykisk ohälsa;ca 3 mån;Ring först',
    '"Odlarna\nvid ån";;gymnasieålder;kosmonauter;en termin;',
    ';;18+;;;Raden har inget namn',
  ].join('\r\n'),
  'latin1',
)

async function upload(page: Page, bytes: Buffer, name = 'matris.csv'): Promise<void> {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  await page.goto(`${program.origin}/karta/kalkylblad`)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Ladda upp' }).click()
}
const FOUND = 'sok=Odlarna'
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('a matrix comes in, with a choice for each field; nothing before a yes; all of it back', {
  timeout: 180_000,
}, async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 1200, height: 900 } })
  await signInAs(page, program.origin, MUNICIPAL)
  await upload(page, MATRIX)
  await heading(page, 'Vad betyder kolumnerna?')
  await press(page, 'Visa vad som händer')
  await heading(page, 'Det här händer')
  const run = page.url()
  expect(await page.locator('main').innerText()).toMatch(/Lämnas ute/)

  await press(page, 'Läs in i kartan')
  expect(await page.title()).toMatch(/^Fel:/)
  await page.goto(`${run}?visa=olasta`)
  for (const said of ['gymnasieålder', 'kosmonauter', 'en termin'])
    expect(await page.getByText(said, { exact: true }).count(), said).toBe(1)

  await page.getByRole('link', { name: 'Gå igenom en i taget' }).click()
  await heading(page, 'Cykelverkstaden')
  await press(page, 'Spara valen')
  expect(await page.title()).toMatch(/^Fel:/)
  for (const group of await page.getByRole('radiogroup').all()) await group.locator('input[value=ours]').check()
  await page.locator('input[name=f-ages][value=theirs]').check()
  await press(page, 'Spara valen')
  await heading(page, 'Det här händer')
  await press(page, 'Läs in i kartan')
  await heading(page, 'Kartan är uppdaterad')

  await page.goto(`${program.origin}/karta?${FOUND}`)
  await page.getByRole('link', { name: 'Odlarna vid ån' }).click()
  expect(await page.locator('main').innerText()).toMatch(/kosmonauter/)

  // The same file again: nothing left to bring in, and nothing asked again.
  await upload(page, MATRIX, 'igen.csv')
  await press(page, 'Visa vad som händer')
  expect(await page.locator('main').innerText()).toMatch(/Det finns inget att läsa in/)
  expect(await page.getByRole('button', { name: 'Läs in i kartan' }).count()).toBe(0)

  await page.goto(run)
  await press(page, 'Ångra hela inläsningen')
  await heading(page, 'Inläsningen är ångrad')
  await page.goto(`${program.origin}/karta?${FOUND}`)
  expect(await page.getByRole('link', { name: 'Odlarna vid ån' }).count()).toBe(0)

  // Another authority's staff finds neither the upload nor a way over the municipality's entries.
  await signInAs(page, program.origin, REGIONAL)
  for (const address of [run, `${run}/kolumner`, `${run}/rad/3`, `${run}/anmarkningar.csv`])
    expect((await page.goto(address))?.status(), address).toBe(404)
  await upload(page, Buffer.from('Namn;Huvudman;Metod\nCykelverkstaden;Norrby kommun;Kapat\n'))
  await press(page, 'Visa vad som händer')
  expect(await page.locator('main').innerText()).toMatch(/hör till en annan huvudman/)
  expect(await page.getByRole('button', { name: 'Läs in i kartan' }).count()).toBe(0)
})

test('files that are none: a clear answer', { timeout: 120_000 }, async (context) => {
  const page = await browser.page(context)
  await signInAs(page, program.origin, MUNICIPAL)
  for (const [name, buffer, answer] of [
    ['tom.csv', Buffer.from(' '), 'tomt'],
    ['trasig.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'skadad'],
    ['bild.pdf', Buffer.from('%PDF-1.7'), 'varken Excel'],
    ['för stor.csv', Buffer.alloc(50_000_000, 'abc;'), 'larger than 20 MB|större än 20 MB'],
  ] as const) {
    await upload(page, buffer, name)
    expect(await page.title(), name).toMatch(/^(Fel|Error):/)
    expect(await page.locator('main').innerText(), name).toMatch(new RegExp(answer))
  }
})

test('a round: the keeper starts it, each authority confirms its own', { timeout: 120_000 }, async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false })
  await signInAs(page, program.origin, HEAD)
  await page.goto(`${program.origin}/karta/genomgangar/ny`)
  await page.locator('input[name=dueOn]').fill('i går')
  await press(page, 'Starta')
  expect(await page.title()).toMatch(/^Fel:/)
  await page.locator('input[name=dueOn]').fill(addDays(dayAt(new Date()), 20))
  await press(page, 'Starta')
  await page.waitForURL(/genomgangar\/[0-9a-f-]{36}\?klart=startad$/)
  expect(await page.locator('main').innerText()).toContain('Genomgången är startad.')
  const [round = ''] = page.url().split('?')

  await signInAs(page, program.origin, REGIONAL)
  await page.getByText('Kartan väntar på er').waitFor()
  await page.getByRole('link', { name: 'Titta igenom' }).first().click()
  await heading(page, 'Stämmer posterna?')
  const rows = page.url()
  const left = async () => Number(/(\d+) poster är kvar/.exec(await page.locator('main').innerText())?.[1])
  const before = await left()
  await page
    .getByRole('button', { name: /^Stämmer/ })
    .first()
    .click()
  expect(await left()).toBe(before - 1)
  await press(page, 'Kontrollera alla')
  expect(await page.title()).toMatch(/^Fel:/)
  await page.locator('input[name=sure]').check()
  await press(page, 'Kontrollera alla')
  expect(await page.locator('main').innerText()).toMatch(/Alla är kontrollerade/)

  await signInAs(page, program.origin, MUNICIPAL)
  expect((await page.goto(rows))?.status()).toBe(404)
  expect((await page.goto(`${program.origin}/karta/genomgangar/ny`))?.status()).toBe(404)
  expect((await page.goto(round))?.status()).toBe(200)
})

test('every step is accessible and fits a phone, also from right to left', { timeout: 240_000 }, async (context) => {
  const page = await browser.page(context, { viewport: { width: 320, height: 640 } })
  await signInAs(page, program.origin, MUNICIPAL)
  const look = async () => {
    await expectNoAxeViolations(page)
    await expectNoHorizontalScroll(page)
  }
  await page.goto(`${program.origin}/karta/kalkylblad`)
  await look()
  await upload(page, MATRIX)
  await look()
  await press(page, 'Visa vad som händer')
  await heading(page, 'Det här händer')
  const run = page.url()
  for (const view of ['olika', 'olasta', 'utan']) {
    await page.goto(`${run}?visa=${view}`)
    await look()
  }
  await page.goto(`${run}/rad/3`)
  await look()
  await chooseLanguage(page, program.origin, 'ar')
  await page.goto(`${run}/rad/3`)
  await look()
  await page.goto(`${program.origin}/karta/genomgangar`)
  await look()
  await page.locator('main table a').first().click()
  await look()
  await page.locator('main table a').first().click()
  await look()
  await chooseLanguage(page, program.origin, 'sv')
})

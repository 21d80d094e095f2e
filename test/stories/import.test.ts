import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { testFolder } from '../support/folder.ts'
import { type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// An existing team brings its list in, without script; what others try is not there.

let program: RunningProgram
const folder = testFolder('lists')
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await program.stop()
})

const LEADER = 'oskar.brandt@norrby.example'
const OTHER_LEADER = 'petra.nyholm@norrby.example'
const MEMBER = 'leila.rahmani@norrby.example'
const HEADINGS = 'Namn;Personnr;Skonummer;Remissdatum;Inskriven;Handläggare;Insats;Timmar;Start'
const ROWS = [
  'Åsa Provare;19890201-2387;39;2025-01-13;2025-02-03;Leila Rahmani;Odling;10;2025-02-10',
  ';;;;;;Snickeri;1,5;2025-03-10',
  'Bo Provare;19890201-2388;;31 februari;;Karin;Odling;1,3;',
]
const listOf = (rows: string[]): Buffer => Buffer.from([HEADINGS, ...rows].join('\r\n'), 'latin1')

async function upload(page: Page, bytes: Buffer, name = 'lista.csv'): Promise<void> {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  await page.goto(`${program.origin}/deltagare/importera`)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Ladda upp' }).click()
}
/** Pages that say they are working load themselves again. */
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 60_000 })

test('a list with errors, corrected by leaving them out; the same list again changes nothing', {
  timeout: 180_000,
}, async (context) => {
  const page = await browser.page(context, { javaScriptEnabled: false, viewport: { width: 1200, height: 900 } })
  await signInAs(page, program.origin, LEADER)
  await upload(page, listOf(ROWS))
  await heading(page, 'Vad betyder kolumnerna?')
  expect(await page.getByText('En kolumn kände vi inte igen').count()).toBe(1)

  await page.getByRole('button', { name: 'Kontrollera listan' }).click()
  expect(await page.title()).toMatch(/^Fel:/)
  await page.locator('select[name=k2]').selectOption('skip')
  await page.getByRole('button', { name: 'Kontrollera listan' }).click()
  await heading(page, 'Det här händer')
  const run = page.url()
  for (const wrong of [
    'Datumet finns inte i kalendern',
    'Ingen i teamet heter så',
    'kontrollsiffran är fel',
    'hela kvartar',
  ])
    expect(await page.getByText(wrong).count(), wrong).toBe(1)

  await page.getByRole('button', { name: 'Läs in en person' }).click()
  expect(await page.title()).toMatch(/^Fel:/)
  await page.locator('input[name=leaveOut]').check()
  await page.getByRole('button', { name: 'Läs in en person' }).click()
  await heading(page, 'Deltagarna är inlästa')

  await page.goto(`${program.origin}/deltagare`)
  await page.getByRole('link', { name: 'Åsa Provare' }).click()
  await heading(page, 'Åsa Provare')
  for (const there of ['Odling', 'Snickeri', 'Leila Rahmani'])
    expect(await page.getByText(there).count(), there).toBeGreaterThan(0)

  await upload(page, listOf(ROWS.slice(0, 2)), 'igen.csv')
  await page.locator('input[name=leaveRest]').check()
  await page.getByRole('button', { name: 'Kontrollera listan' }).click()
  await heading(page, 'Det här händer')
  expect(await page.getByText('Alla i listan finns redan').count()).toBe(1)

  for (const who of [OTHER_LEADER, MEMBER]) {
    await signInAs(page, program.origin, who)
    expect((await page.goto(run))?.status(), who).toBe(404)
    expect((await page.goto(`${run}/anmarkningar.csv`))?.status(), who).toBe(404)
  }
  expect((await page.goto(`${program.origin}/deltagare/importera`))?.status()).toBe(404)
})

test('every step is accessible and fits a phone', { timeout: 180_000 }, async (context) => {
  const page = await browser.page(context, { viewport: { width: 320, height: 640 } })
  await signInAs(page, program.origin, LEADER)
  const look = async () => {
    await expectNoAxeViolations(page)
    await expectNoHorizontalScroll(page)
  }
  await upload(page, listOf(ROWS))
  await look()
  await page.getByRole('button', { name: 'Kontrollera listan' }).click()
  await look()
  await page.locator('select[name=k2]').selectOption('skip')
  await page.getByRole('button', { name: 'Kontrollera listan' }).click()
  await heading(page, 'Det här händer')
  for (const view of ['fel', 'anmarkningar', 'rader']) {
    await page.goto(`${page.url().split('?')[0]}?visa=${view}`)
    await look()
  }
})

test('files that are none: a clear answer', { timeout: 180_000 }, async (context) => {
  const page = await browser.page(context)
  await signInAs(page, program.origin, LEADER)
  for (const [name, buffer, answer] of [
    ['tom.csv', Buffer.from(' '), 'tomt'],
    ['trasig.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'skadad'],
    ['bild.pdf', Buffer.from('%PDF-1.7'), 'varken Excel'],
    ['stor.csv', Buffer.alloc(22_000_000, 'abc;'), 'större än 20 MB'],
    ['för stor.csv', Buffer.alloc(50_000_000, 'abc;'), 'larger than 20 MB|större än 20 MB'],
  ] as const) {
    await upload(page, buffer, name)
    expect(await page.title(), name).toMatch(/^(Fel|Error):/)
    expect(await page.locator('main').innerText(), name).toMatch(new RegExp(answer))
  }
})

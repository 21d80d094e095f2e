import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'
import { chooseLanguage, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// A thread on paper: A4, upright, nothing cut at the side.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program.stop()
})

/** What A4 leaves between the margins of print.css, in CSS pixels. */
const BETWEEN_MARGINS = { width: Math.floor(((210 - 2 * 16) / 25.4) * 96), height: 980 }
const SHEET_PT = { width: 595, height: 842 }

test.for([
  ['sv', 'petra.nyholm@norrby.example'],
  ['ar', 'samir.haddad@norrby.example'],
] as const)('threads fit the paper (%s)', async ([lang, email], context) => {
  const page = await browser.page(context, { viewport: BETWEEN_MARGINS })
  await signInAs(page, program.origin, email)
  await chooseLanguage(page, program.origin, lang)
  const listed = async (state: string, most: number) => {
    await page.goto(`${program.origin}/deltagare?lage=${state}`)
    const links = page.locator('main table a[href^="/deltagare/"]')
    const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(found.length, state).toBeGreaterThanOrEqual(most)
    return found.slice(0, most)
  }
  const threads = new Set([
    ...(await listed('all', 6)),
    ...(await listed('discharged', 2)),
    ...(await listed('queued', 1)),
  ])
  for (const thread of threads) {
    await page.goto(program.origin + thread)
    await page.emulateMedia({ media: 'print' })
    await expectNoHorizontalScroll(page)
    const cut = await page.locator('main svg:visible, main table:visible').evaluateAll((drawn) =>
      drawn.flatMap((one) => {
        const { left, right } = one.getBoundingClientRect()
        return left < -1 || right > innerWidth + 1 ? [`${one.outerHTML.slice(0, 80)} ${left}–${right}`] : []
      }),
    )
    expect(cut, thread).toEqual([])
    expect(await page.locator('main svg:visible').count(), 'the picture is printed').toBeGreaterThan(0)
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sheets = [...paper.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)]
    expect(sheets.length, thread).toBeGreaterThan(0)
    expect(sheets.length, 'a thread is a few sheets, not one a row').toBeLessThanOrEqual(10)
    for (const [, width, height] of sheets)
      expect({ width: Math.round(Number(width)), height: Math.round(Number(height)) }).toEqual(SHEET_PT)
    await page.emulateMedia({ media: 'screen' })
  }
})

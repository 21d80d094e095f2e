import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoAxeViolations, expectNoHorizontalScroll, expectTextGrows, useBrowser } from '../support/browser.ts'
import { chooseLanguage, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'

// Every page a role can reach by links, once for each kind of page: axe in three languages, light and dark, 320 px, and text at 200 %.

let program: RunningProgram
const browser = useBrowser()
beforeAll(async () => {
  program = await startProgram()
})
afterAll(async () => {
  await program.stop()
})

const ROLES = [
  ['caseworker', 'karin.lindmark@norrby.example'],
  ['team leader', 'petra.nyholm@norrby.example'],
  ['team member', 'leila.rahmani@norrby.example'],
  ['care', 'maja.wikander@norrby.example'],
  ['association head', 'agneta.holm@norrby.example'],
  ['administrator', 'tomas.ek@norrby.example'],
  ['log reviewer', 'inger.falk@norrby.example'],
  ['head of a unit with a survey', 'gunnel.westin@norrby.example'],
  ['caseworker who rates', 'farah.nouri@norrby.example'],
] as const
const MOST_PAGES = 60
/** Not pages to look at: downloads. */
/** Files and the open interface: for programs, not for people. */
const LEFT_OUT = /\.(csv|xlsx|json|ics|pdf)$|^\/hsds\/|\/fil\//
const WIDE = { width: 1200, height: 900 }
const NARROW = { width: 320, height: 640 }

/** Kinds of pages that an earlier role has had looked at. */
const seen = new Set<string>()

/** Lists and pictures of the map and reports of a survey have a filter of many fields: chosen or not makes two kinds, not one for each combination. */
const FILTERED = /^\/(karta|hitta|kartlaggning\/:id\/rapport)/

/** `/deltagare/018f…/insats/ny` → `/deltagare/:id/insats/ny`; the query's keys without their values. */
const kindOf = ({ pathname, search, searchParams }: URL): string => {
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d+/g, ':n')
  if (!search) return path
  return FILTERED.test(path) ? `${path}?` : `${path}?${[...searchParams.keys()].sort().join('&')}`
}

async function look(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address)
  expect(answer?.status(), address).toBeLessThan(500)
  // The open interface answers other programs, not people.
  if (!answer?.headers()['content-type']?.startsWith('text/html')) return
  expect(await page.locator('h1').count(), `${address}: one h1`).toBe(1)
  await expectNoAxeViolations(page)
}

/** The open page on a small phone, and with text at 200 %; afterwards the window is wide again. */
async function expectToFit(page: Page): Promise<void> {
  await page.setViewportSize(NARROW)
  await expectNoHorizontalScroll(page)
  await expectTextGrows(page, 320, 360)
  await page.setViewportSize(WIDE)
}

/** Where the links of the open page lead, also in pictures, where an address is no text. */
const linksIn = (page: Page): Promise<string[]> =>
  page
    .locator('a[href]')
    .evaluateAll((all) => all.map((one) => new URL(one.getAttribute('href') ?? '', document.baseURI).href))

/** The same of a page that is only walked through: asked for as the same person, and not drawn. */
async function linksOf(page: Page, address: string): Promise<string[]> {
  const answer = await page.request.get(address)
  const html = answer.headers()['content-type']?.startsWith('text/html') ? await answer.text() : ''
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(
    ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), answer.url()).href,
  )
}

/** Goes where the links lead, nearest first, one page for each kind not seen before, and looks at each. */
async function reach(page: Page, origin: string): Promise<string[]> {
  const found: string[] = []
  const mine = new Set<string>()
  const waiting = [`${origin}/i-dag`]
  while (waiting.length > 0 && found.length < MOST_PAGES) {
    const address = waiting.shift()!
    const kind = kindOf(new URL(address))
    if (mine.has(kind)) continue
    mine.add(kind)
    // The start page is another for every role; what else has been looked at leads on, but is not looked at twice.
    const known = seen.has(kind) && !kind.startsWith('/i-dag')
    if (!known) {
      seen.add(kind)
      await look(page, address)
      found.push(address)
    }
    const links = known ? await linksOf(page, address) : await linksIn(page)
    if (!known) await expectToFit(page)
    for (const link of links) {
      const url = new URL(link)
      url.hash = ''
      if (url.origin === origin && !LEFT_OUT.test(url.pathname)) waiting.push(url.href)
    }
  }
  return found
}

test.for(ROLES)('%s: every page is accessible and fits', { timeout: 600_000 }, async ([, email], context) => {
  const { origin } = program
  const page = await browser.page(context, { viewport: WIDE })
  await signInAs(page, origin, email)
  await chooseLanguage(page, origin, 'sv')
  const pages = await reach(page, origin)
  expect(pages.length).toBeGreaterThan(0)

  await page.emulateMedia({ colorScheme: 'dark' })
  await chooseLanguage(page, origin, 'en')
  for (const address of pages) await look(page, address)

  await page.setViewportSize(NARROW)
  await chooseLanguage(page, origin, 'ar')
  for (const [index, address] of pages.entries()) {
    await page.setViewportSize(NARROW)
    await page.emulateMedia({ colorScheme: index % 2 === 0 ? 'light' : 'dark' })
    await look(page, address)
    await expectNoHorizontalScroll(page)
    await expectTextGrows(page, 320, 360)
  }
})

test.for(['/', '/logga-in', '/tillganglighet', '/personuppgifter', '/finns-inte', '/hitta'])(
  '%s, signed out: in three languages',
  async (path, context) => {
    const page = await browser.page(context, { viewport: NARROW })
    for (const lang of ['sv', 'en', 'ar']) {
      await page.emulateMedia({ colorScheme: lang === 'ar' ? 'dark' : 'light' })
      await page.setViewportSize(NARROW)
      await look(page, `${program.origin}${path}?lang=${lang}`)
      await expectNoHorizontalScroll(page)
      await expectTextGrows(page, 320, 360)
    }
  },
)

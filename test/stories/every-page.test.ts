import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routesOf } from '../../src/routes.tsx'
import { type AllForms, allForms, patternOf } from '../support/all-forms.ts'
import {
  expectContrast,
  expectNoAxeViolations,
  expectNoHorizontalScroll,
  expectTextGrows,
  useBrowser,
} from '../support/browser.ts'
import { ISLANDS, scriptsIn, tooHeavy } from '../support/page-weight.ts'
import { chooseLanguage, type RunningProgram, signInAs, startProgram } from '../support/running-program.ts'
import { FILES, NO_PAGE } from './every-page.left-out.ts'

// Every page a role can reach by links, once for each kind of page: axe in three languages, light and dark, 320 px, and text at 200 %.

const ROLES = [
  ['caseworker', 'karin.lindmark'],
  ['team leader', 'petra.nyholm'],
  ['team member', 'leila.rahmani'],
  ['care', 'maja.wikander'],
  ['association head', 'agneta.holm'],
  ['administrator', 'tomas.ek'],
  ['log reviewer', 'inger.falk'],
  ['head of a unit with a survey', 'gunnel.westin'],
  ['caseworker who rates', 'farah.nouri'],
] as const
/** Where nobody is signed in. Codes and invitations of their own have stories of their own. */
const SIGNED_OUT = [
  ...['/', '/logga-in', '/tillganglighet', '/personuppgifter', '/finns-inte'],
  ...['/hitta', '/hsds/profil', '/svara', '/inbjudan/finns-inte'],
]
const WIDE = { width: 1200, height: 900 }
const NARROW = { width: 320, height: 640 }

let program: RunningProgram
const browser = useBrowser()
/** Kinds of which one may lead elsewhere than another. */
const SEVERAL: Readonly<Record<string, number>> = {
  '/deltagare/:id': 8,
  '/deltagare/:id/spar/:id/paus': 3,
  '/forvaltning/personer/:id': 3,
  '/forvaltning/personer/:id/stang': 3,
  '/karta/post/:id': 4,
  '/ko/:id/kalla': 4,
  '/remisser/:id': 8,
}

/** Which pages each role has to look at: the first of its kind, by whoever meets it first, and one's own start page. */
const toLookAt = new Map<string, string[]>()
/** What those pages are made of. */
const sources = new Map<string, string>()
let all: AllForms

/** Lists and pictures of the map and reports of a survey have a filter of many fields: chosen or not makes two kinds, not one for each combination. */
const FILTERED = /^\/(karta|hitta|kartlaggning\/:id\/rapport)/

/** `/deltagare/018f…/insats/ny` → `/deltagare/:id/insats/ny`; the query's keys without their values. */
const kindOf = (address: string, origin: string): string => {
  const { pathname, search, searchParams } = new URL(address, origin)
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d+/g, ':n')
  if (!search) return path
  return FILTERED.test(path) ? `${path}?` : `${path}?${[...searchParams.keys()].sort().join('&')}`
}

beforeAll(async () => {
  program = await startProgram()
  all = await allForms(
    program,
    ROLES.map(([, name]) => name),
    { each: (kind) => SEVERAL[kind] ?? 1, kind: kindOf },
  )
  const seen = new Set<string>()
  // Linked to only where an entry has had many changes.
  const histories = all.pages
    .filter(({ page }) => patternOf('/karta/post/:id').test(page))
    .map(({ browser: owner, page }) => ({ browser: owner, page: `${page}/historik` }))
  for (const { browser: owner, page } of [...all.pages, ...histories]) {
    // The start page is another for every role.
    const kind = kindOf(page, program.origin) + (page.startsWith('/i-dag') ? owner.name : '')
    if (seen.has(kind) || FILES.test(page.split('?')[0] ?? '')) continue
    const { status, html } = await owner.get(page)
    if (status !== 200) continue
    seen.add(kind)
    sources.set(page, html)
    toLookAt.set(owner.name, [...(toLookAt.get(owner.name) ?? []), page])
  }
}, 300_000)
afterAll(async () => {
  await program?.stop()
})

test('every link leads to a page', () => {
  expect(all.closed).toEqual([])
})

test('every page of the program is reached by links, or said why not', () => {
  const paths = [...[...toLookAt.values()].flat(), ...SIGNED_OUT].map((page) => page.split('?')[0] ?? '')
  const unseen = routesOf({} as Parameters<typeof routesOf>[0])
    .filter((route) => route.method === 'get' && !FILES.test(route.path))
    .map((route) => route.path)
    .filter((path) => !paths.some((one) => patternOf(path).test(one)))
  expect(unseen.toSorted()).toEqual(Object.keys(NO_PAGE).toSorted())
})

test('no page is heavier than thirty kilobytes or loads a script that is not for it', async () => {
  for (const page of SIGNED_OUT) sources.set(page, await (await fetch(program.origin + page)).text())
  expect([...sources].flatMap(([page, html]) => tooHeavy(page, html))).toEqual([])
  const loaded = new Set([...sources.values()].flatMap(scriptsIn))
  expect([...loaded].toSorted()).toEqual(Object.keys(ISLANDS).toSorted())
})

/** The page in these colours by every rule. */
async function lookOnce(page: Page, address: string, colours: 'light' | 'dark', status = 200): Promise<void> {
  await page.emulateMedia({ colorScheme: colours })
  const answer = await page.goto(address)
  expect(answer?.status(), address).toBe(status)
  expect(await page.locator('h1').count(), `${address}: one h1`).toBe(1)
  await expectNoAxeViolations(page)
}

/** The same, and in the other colours by the rule that colours decide. */
async function look(page: Page, address: string, colours: 'light' | 'dark', status = 200): Promise<void> {
  await lookOnce(page, address, colours, status)
  await page.emulateMedia({ colorScheme: colours === 'light' ? 'dark' : 'light' })
  await expectContrast(page)
}

/** The open page on a small phone, and with text at 200 %. */
async function expectToFit(page: Page): Promise<void> {
  await page.setViewportSize(NARROW)
  await expectNoHorizontalScroll(page)
  await expectTextGrows(page, 320, 360)
}

test.for(ROLES)('%s: every page is accessible and fits', { timeout: 600_000 }, async ([, name], context) => {
  const { origin } = program
  const pages = toLookAt.get(name) ?? []
  expect(pages.length).toBeGreaterThan(0)
  const page = await browser.page(context, { viewport: WIDE })
  await signInAs(page, origin, `${name}@norrby.example`)
  await chooseLanguage(page, origin, 'sv')
  for (const path of pages) {
    await look(page, origin + path, 'light')
    await expectToFit(page)
    await page.setViewportSize(WIDE)
  }
  await chooseLanguage(page, origin, 'en')
  // Dark by every rule; in light it has the colours and the direction that Swedish was looked at in.
  for (const path of pages) await lookOnce(page, origin + path, 'dark')
  await chooseLanguage(page, origin, 'ar')
  for (const [index, path] of pages.entries()) {
    await page.setViewportSize(NARROW)
    await look(page, origin + path, index % 2 === 0 ? 'light' : 'dark')
    await expectToFit(page)
  }
})

test.for(SIGNED_OUT)('%s, signed out: in three languages', async (path, context) => {
  const page = await browser.page(context, { viewport: NARROW })
  for (const lang of ['sv', 'en', 'ar']) {
    await page.setViewportSize(NARROW)
    await look(
      page,
      `${program.origin}${path}?lang=${lang}`,
      lang === 'ar' ? 'dark' : 'light',
      path.includes('finns-inte') ? 404 : 200,
    )
    await expectToFit(page)
  }
})

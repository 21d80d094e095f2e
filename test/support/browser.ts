import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, expect, type TestContext } from 'vitest'

/** Where a Chromium usually is; `CHROMIUM_PATH` or `CHROMIUM` come first. */
const places = [
  process.env.CHROMIUM_PATH,
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Offline and quiet: a test browser asks nobody but our own server. */
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const browserPath = (): string | undefined => places.find((path) => path !== undefined && existsSync(path))

export const missingBrowser = 'no Chromium on this machine (set CHROMIUM_PATH)'

/** Starts the browser, or gives `undefined` when there is none. A browser that is there but does not start is an error. */
export const launchBrowser = async (): Promise<Browser | undefined> => {
  const executablePath = browserPath()
  return executablePath ? chromium.launch({ executablePath, args: quiet }) : undefined
}

let whole = false

/** A click ends when the page it leads to has begun; now when all of it is there, so that what is read next is not half a page. */
function clickToTheEnd(page: Page): void {
  if (whole) return
  whole = true
  const prototype: Pick<Locator, 'click'> = Object.getPrototypeOf(page.locator('html'))
  const { click } = prototype
  prototype.click = async function (this: Locator, options) {
    await click.call(this, options)
    if (!this.page().isClosed()) await this.page().waitForLoadState('domcontentloaded')
  }
}

/**
 * One browser for a test file, a fresh context for every page asked for, all closed by itself.
 * Without a browser the test is reported as skipped, with the reason.
 */
export const useBrowser = () => {
  let browser: Promise<Browser | undefined> | undefined
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()))
  })
  afterAll(async () => {
    await (await browser)?.close()
  })
  return {
    page: async (context: Pick<TestContext, 'skip'>, options: BrowserContextOptions = {}): Promise<Page> => {
      browser ??= launchBrowser()
      const started = await browser
      if (!started) return context.skip(missingBrowser)
      const opened = await started.newContext(options)
      closing.push(() => opened.close())
      const page = await opened.newPage()
      clickToTheEnd(page)
      return page
    },
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type AxeResult = { violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }

/** WCAG 2.2 AA and good practice as axe sees them, contrast and size of targets included. `within` narrows it to one part. */
export const expectNoAxeViolations = async (page: Page, within = 'html'): Promise<void> => {
  await page.evaluate(axeSource)
  const options = {
    runOnly: { type: 'tag', values: standards },
    rules: { 'target-size': { enabled: true } },
    // Where it all holds is not asked: naming every element of a large page took most of the time. No rule of these needs the style sheets.
    resultTypes: ['violations'],
    preload: false,
  }
  await expectNone(page, within, options)
}

/** The one rule that the colours decide, on a page that was looked at whole in the other ones. Call it after `expectNoAxeViolations`. */
export const expectContrast = async (page: Page): Promise<void> => {
  // Colours that fade into the other ones have arrived.
  await page.evaluate(() => {
    for (const one of document.getAnimations()) one.finish()
  })
  await expectNone(page, 'html', { runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false })
}

async function expectNone(page: Page, within: string, options: object): Promise<void> {
  const result = (await page.evaluate(`axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)})`)) as AxeResult
  const told = result.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.slice(0, 4).map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }))
  expect(told, page.url()).toEqual([])
}

/** Nothing sticks out sideways; says which elements do. */
export const expectNoHorizontalScroll = async (page: Page): Promise<void> => {
  const found = await page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect()
      return element.checkVisibility() && box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1)
    })
    return [`page ${root.scrollWidth} > ${root.clientWidth}`, ...out.map((element) => element.outerHTML.slice(0, 120))]
  })
  expect(found.slice(0, 8), page.url()).toEqual([])
}

/** Text alone at 200 % (WCAG 1.4.4), on screens of these widths: still nothing sticks out sideways. */
export const expectTextGrows = async (page: Page, ...widths: number[]): Promise<void> => {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 })
    await expectNoHorizontalScroll(page)
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
}

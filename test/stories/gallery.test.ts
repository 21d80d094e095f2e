import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { jsx } from 'hono/jsx'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Gallery, GalleryPlain, type GalleryProps } from '../../src/ui/gallery.tsx'
import { GalleryArabic } from '../../src/ui/gallery-arabic.tsx'
import { expectNoAxeViolations, expectNoHorizontalScroll, useBrowser } from '../support/browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'gallery-'))
const requested: string[] = []
let server: Server
let origin = ''
let css = ''

const render = async (Piece: (props: GalleryProps) => unknown, props: GalleryProps): Promise<string> =>
  String(await jsx(Piece as never, props))

beforeAll(async () => {
  await build({
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, rollupOptions: { input: 'src/style.css' } },
  })
  const style = readdirSync(join(folder, 'assets')).find((file) => file.endsWith('.css')) ?? ''
  css = readFileSync(join(folder, 'assets', style), 'utf8')
  const assets = { css: `/assets/${style}` }
  const pages: Record<string, string> = {
    '/sv': await render(Gallery, { assets }),
    '/ar': await render(GalleryArabic, { assets }),
    '/mirrored': await render(Gallery, { assets, dir: 'rtl' }),
    '/plain': await render(GalleryPlain, { assets }),
    '/dark': await render(GalleryPlain, { assets, colorScheme: 'dark' }),
  }
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    requested.push(path)
    const page = pages[path]
    if (page) return response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    if (!path.startsWith('/assets/')) return response.writeHead(404).end()
    if (path.endsWith('.css')) response.setHeader('content-type', 'text/css')
    return response.end(readFileSync(join(folder, path)))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const browser = useBrowser()

describe('every piece in a real browser', () => {
  for (const path of ['/sv', '/ar', '/mirrored', '/plain']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${path} in ${colorScheme}: accessible, wide and at 320 px`, async (context) => {
        const page = await browser.page(context, { colorScheme, viewport: { width: 1280, height: 900 } })
        await page.goto(origin + path)
        await expectNoAxeViolations(page)
        await expectNoHorizontalScroll(page)
        await page.setViewportSize({ width: 320, height: 800 })
        await expectNoAxeViolations(page)
        await expectNoHorizontalScroll(page)
      })
    }
  }

  test('twice as large text still fits on a phone', async (context) => {
    const page = await browser.page(context, { viewport: { width: 360, height: 800 } })
    for (const path of ['/sv', '/ar']) {
      await page.goto(origin + path)
      await page.addStyleTag({ content: 'html { font-size: 200% }' })
      await expectNoHorizontalScroll(page)
    }
  })

  test('without script: the menu opens, the error summary has the focus, a link in it leads to its field', async (context) => {
    const page = await browser.page(context, { viewport: { width: 360, height: 800 }, javaScriptEnabled: false })
    await page.goto(`${origin}/sv`)
    await expect.poll(() => page.locator('.error-summary:focus').count(), { timeout: 10_000 }).toBe(1)
    await page.locator('.error-summary a').nth(1).click()
    expect(page.url()).toContain('#f-e-start')
    const nav = page.getByRole('navigation', { name: 'Huvudmeny' })
    expect(await nav.getByRole('link', { name: 'Grupper' }).count()).toBe(0)
    await nav.locator('summary').click()
    await nav.getByRole('link', { name: 'Grupper' }).click()
    expect(page.url()).toContain('#grupper')
  })

  test('on a wide page the ways stand in a row without opening anything', async (context) => {
    const page = await browser.page(context, { viewport: { width: 1280, height: 800 } })
    await page.goto(`${origin}/sv`)
    const nav = page.getByRole('navigation', { name: 'Huvudmeny' })
    expect(await nav.getByRole('link').allInnerTexts()).toEqual(['I dag', 'Deltagare', 'Grupper', 'Kartan'])
    expect(await nav.locator('summary').isVisible()).toBe(false)
  })

  test('a table stays a table for screen readers when it looks like cards', async (context) => {
    const page = await browser.page(context, { viewport: { width: 360, height: 800 } })
    await page.goto(`${origin}/sv`)
    const table = page.getByRole('table', { name: 'Deltagare' })
    expect(await table.getByRole('row').count()).toBe(4)
    expect(await table.getByRole('columnheader').first().textContent()).toBe('Namn')
    expect(await table.getByRole('rowheader').count()).toBe(3)
  })

  test("the person's choice of dark goes before the device's, and paper is white", async (context) => {
    const page = await browser.page(context, { colorScheme: 'light' })
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.goto(`${origin}/plain`)
    expect(await background()).toBe('rgb(251, 248, 242)')
    await page.goto(`${origin}/dark`)
    expect(await background()).toBe('rgb(26, 24, 21)')
    await page.emulateMedia({ media: 'print' })
    expect(await background()).toBe('rgb(255, 255, 255)')
  })

  test('a Swedish page does not fetch the Arabic letters, an Arabic one does', async (context) => {
    const page = await browser.page(context)
    requested.length = 0
    await page.goto(`${origin}/plain`, { waitUntil: 'networkidle' })
    expect(requested.filter((path) => path.includes('atkinson'))).toHaveLength(1)
    expect(requested.filter((path) => path.includes('arabic'))).toEqual([])
    await page.goto(`${origin}/ar`, { waitUntil: 'networkidle' })
    expect(requested.filter((path) => path.includes('arabic')).length).toBeGreaterThan(0)
  })
})

describe('the stylesheet', () => {
  test('is at most 34 kB gzipped', () => {
    expect(gzipSync(css).length).toBeLessThanOrEqual(34_000)
  })

  test('every token the parts of the design system ask for is given by the theme', () => {
    const asked = [...css.matchAll(/var\((--ds-[\w-]+)\)/g)].map((match) => match[1] ?? '')
    const given = new Set([...css.matchAll(/(--ds-[\w-]+):/g)].map((match) => match[1]))
    const lacking = [...new Set(asked)].filter((token) => !given.has(token))
    expect(lacking).toEqual([])
  })
})

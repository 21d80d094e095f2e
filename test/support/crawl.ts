import { formsIn, type HtmlForm } from './html-form.ts'
import type { PlainBrowser } from './plain-browser.ts'

/** A form and the page it stands on. */
export type FoundForm = { browser: PlainBrowser; page: string; form: HtmlForm }

/** Not pages: downloads. */
const LEFT_OUT = /\.(csv|xlsx|json|ics|pdf|svg)$|^\/assets\//

/** `/deltagare/018f…/insats/ny?brev=sv` → `/deltagare/:id/insats/ny?brev`. */
export const kindOf = (address: string, origin: string): string => {
  const url = new URL(address, origin)
  const path = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d+/g, ':n')
  return url.search ? `${path}?${[...url.searchParams.keys()].sort().join('&')}` : path
}

const linksOf = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)].map(([, href]) => String(href).replaceAll('&amp;', '&'))

/** Threads differ in what may be done with them; of everything else a few are enough. */
const FEW = (kind: string): number => (kind === '/deltagare/:id' ? 18 : 3)

export type Crawl = {
  from?: string
  each?: (kind: string) => number
  most?: number | undefined
  kind?: (address: string, origin: string) => string
}

/**
 * Every form somebody finds by following links from a page, nearest first: at most `each(kind)` pages of a kind, `most` in all.
 * Pages that cannot be opened are told to `closed`.
 */
export async function crawl(
  browser: PlainBrowser,
  { from = '/i-dag', each = FEW, most = 400, kind: kindBy = kindOf }: Crawl = {},
): Promise<{ pages: string[]; closed: string[]; forms: FoundForm[] }> {
  const pages: string[] = []
  const closed: string[] = []
  const forms: FoundForm[] = []
  const seen = new Set<string>()
  const kinds = new Map<string, number>()
  const waiting = [from]
  for (let at = 0; at < waiting.length && pages.length < most; at++) {
    const page = waiting[at]!
    const kind = kindBy(page, browser.origin)
    const before = kinds.get(kind) ?? 0
    if (seen.has(page) || before >= each(kind)) continue
    seen.add(page)
    kinds.set(kind, before + 1)
    const { status, html, location } = await browser.get(page)
    if (status !== 200) {
      if (status === 303 && location) waiting.push(location)
      if (status >= 400) closed.push(`${page}: ${status}`)
      continue
    }
    pages.push(page)
    for (const form of formsIn(html)) forms.push({ browser, page, form })
    waiting.push(...linksOf(html).filter((href) => !LEFT_OUT.test(href)))
  }
  return { pages, closed, forms }
}

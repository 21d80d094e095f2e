import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Smaller than this a page fits one packet as it is. */
const WORTH_PACKING = 1400
/** Of a page of forty kilobytes a higher level saves a tenth, for twice the time. */
const LEVEL = 3

/**
 * A finished page as it is sent, packed where the browser takes it. Packed here in one piece: through the streams of a
 * general middleware it cost more than making the page.
 */
export function pageAnswer(c: Context, html: string, status: ContentfulStatusCode): Response {
  c.header('content-type', 'text/html; charset=UTF-8')
  if (html.length < WORTH_PACKING) return c.body(html, status)
  c.header('vary', 'accept-encoding', { append: true })
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(html, status)
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(gzipSync(html, { level: LEVEL })), status)
}

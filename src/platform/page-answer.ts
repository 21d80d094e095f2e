import { createHash } from 'node:crypto'
import { constants, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Smaller than this a page fits one packet as it is. */
const WORTH_PACKING = 1400
/** A page that is packed each time: of forty kilobytes the next levels save a twentieth, for a third more time. */
const LEVEL = 1
/** Half the time of gzip, and a little smaller too. Browsers of 2024 and later take it, over https. */
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
/** A page that is packed once and sent often. */
const KEPT_LEVEL = 3

/** A finished page, packed where that is worth it, with the tag it is known again by. */
export type PackedPage = { tag: string; body: { html: string } | { gzip: Uint8Array<ArrayBuffer> } }

export const packPage = (html: string): PackedPage => ({
  tag: `W/"${createHash('sha1').update(html).digest('base64url')}"`,
  body: html.length < WORTH_PACKING ? { html } : { gzip: new Uint8Array(gzipSync(html, { level: KEPT_LEVEL })) },
})

const takes = (c: Context, encoding: 'gzip' | 'zstd'): boolean =>
  c.req.header('accept-encoding')?.includes(encoding) ?? false

/**
 * A page that is the same for everybody and may be kept by anybody who asks each time whether it still is: whoever has it
 * already is only told so.
 */
export function keptPageAnswer(c: Context, { tag, body }: PackedPage): Response {
  c.header('content-type', 'text/html; charset=UTF-8')
  c.header('cache-control', 'public, no-cache')
  c.header('vary', 'accept-language')
  c.header('etag', tag)
  if ('gzip' in body) c.header('vary', 'accept-encoding', { append: true })
  if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304)
  if ('html' in body) return c.body(body.html)
  if (!takes(c, 'gzip')) return c.body(gunzipSync(body.gzip).toString())
  c.header('content-encoding', 'gzip')
  return c.body(body.gzip)
}

/**
 * A finished page as it is sent, packed where the browser takes it. Packed here in one piece: through the streams of a
 * general middleware it cost more than making the page.
 */
export function pageAnswer(c: Context, html: string, status: ContentfulStatusCode): Response {
  c.header('content-type', 'text/html; charset=UTF-8')
  if (html.length < WORTH_PACKING) return c.body(html, status)
  c.header('vary', 'accept-encoding', { append: true })
  if (takes(c, 'zstd')) {
    c.header('content-encoding', 'zstd')
    return c.body(new Uint8Array(zstdCompressSync(html, ZSTD)), status)
  }
  if (!takes(c, 'gzip')) return c.body(html, status)
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(gzipSync(html, { level: LEVEL })), status)
}

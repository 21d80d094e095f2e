import type { Context } from 'hono'

/** A form is sent from our own pages: by Origin, or by Sec-Fetch-Site where a browser leaves Origin out. */
export function fromHere(c: Context, origin: string): boolean {
  const sent = c.req.header('origin')
  if (sent && sent !== 'null') return sent === origin || new URL(c.req.url).origin === sent
  return c.req.header('sec-fetch-site') === 'same-origin'
}

/**
 * Where a request comes from: the socket's other end, or what the outermost of our own proxies saw there. What a request says
 * of itself beyond that does not count.
 */
export function clientAddress(c: Context, proxies: number): string {
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
  const seen = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  const outermost = proxies > 0 ? seen.at(-proxies) : undefined
  return outermost || socket?.remoteAddress || '127.0.0.1'
}

/** The account library counts requests by address. */
export function withAddress(c: Context, address: string): Request {
  const request = new Request(c.req.raw)
  request.headers.set('x-real-client', address)
  return request
}

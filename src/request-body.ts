import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { FormProblem } from './visit.ts'

/** What is read and thrown away of a body that nobody wants; whoever sends more than this loses the line. */
const MOST_THROWN_AWAY = 64 * 1024 * 1024

/** Takes no more than `maxSize` bytes of body; more is a page that says so (413), the form's own where it has one. */
export const takeAtMost = (maxSize: number, page?: FormProblem['page']): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new FormProblem('too-large', page)
    },
  })

/**
 * A browser reads the answer only after it has sent everything: answered earlier (too large, signed out meanwhile, sent
 * from elsewhere) it would show a broken line instead of the page that says what to do. So the rest is read first.
 */
export const readToEnd: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !c.req.raw.bodyUsed) await throwAway(c.req.raw.body)
}

async function throwAway(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let read = 0
  try {
    for await (const part of body ?? []) {
      read += part.byteLength
      if (read > MOST_THROWN_AWAY) return
    }
  } catch {
    // Read by somebody after all, or the sender has gone.
  }
}

/** A body that is no form is told so before a page reads it (the library keeps what it read). */
export async function mustBeForm(c: Context): Promise<void> {
  try {
    await c.req.parseBody()
  } catch {
    throw new FormProblem('broken')
  }
}

/** No database keeps NUL, and no address of ours has one: there is no such page, and no such question. */
export const noNul: MiddlewareHandler = async (c, next) => {
  const [path = '', query = ''] = c.req.url.split('?', 2)
  if (path.includes('%00')) return c.notFound()
  if (query.includes('%00')) throw new FormProblem('broken')
  await next()
}

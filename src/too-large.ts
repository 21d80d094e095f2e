import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { FormProblem } from './visit.ts'

/** What is read and thrown away of a body that is too large; whoever sends more than this loses the line. */
const MOST_THROWN_AWAY = 64 * 1024 * 1024

/**
 * Takes no more than `maxSize` bytes of body. A browser reads the answer only after it has sent everything: answered at
 * once, it would show a broken line instead of the page that says what to do. So the rest is read first, and forgotten.
 */
export const takeAtMost = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: async (c) => {
      await throwAway(c.req.raw.body)
      throw new FormProblem('too-large')
    },
  })

async function throwAway(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let read = 0
  try {
    for await (const part of body ?? []) {
      read += part.byteLength
      if (read > MOST_THROWN_AWAY) return
    }
  } catch {
    // Already read by somebody, or the sender has gone.
  }
}

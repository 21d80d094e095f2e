/** A database becomes a demo, or is one no longer, while the program runs only by seeding or restoring: asked again after so long. */
const KNOWN_FOR_MS = 10_000

/**
 * Whether the database is a demo, for the banner of every page: asked once, and again from time to time without anybody waiting
 * for it. What was known last stays while the database does not answer, so that the page that says so carries the banner too.
 */
export function demoKnown(ask: () => Promise<boolean>, now: () => Date): () => Promise<boolean> {
  let known: boolean | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const learn = async () => {
    try {
      known = await ask()
      askedAt = now().getTime()
    } catch {
      // The next page asks again.
    } finally {
      asking = undefined
    }
  }
  return async () => {
    if (Math.abs(now().getTime() - askedAt) >= KNOWN_FOR_MS) asking ??= learn()
    if (known === undefined) await asking
    return known ?? false
  }
}

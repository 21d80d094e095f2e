/** A second Ctrl-C this much later means: now. (The first one arrives twice: from the terminal and from the starter.) */
const IMPATIENT_MS = 2_000

/**
 * Calls `stop` once when the program is told to end: Ctrl-C, SIGTERM, the terminal closed, or the starter
 * (`scripts/start.js`) killed. Then ends with code 0. An impatient second Ctrl-C ends at once.
 */
export function whenToldToStop(stop: () => Promise<void>): void {
  let since: number | undefined
  const told = (): void => {
    if (since !== undefined) {
      if (Date.now() - since > IMPATIENT_MS) process.exit(1)
      return
    }
    since = Date.now()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told)
  if (process.connected) {
    process.on('disconnect', told)
    // Only listened to: the channel alone does not keep the program running.
    process.channel?.unref()
  }
}

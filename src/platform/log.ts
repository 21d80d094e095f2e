/** Personal numbers, with or without dash, never reach a log line. */
const NUMBER = /\b(\d{6}|\d{8})[-+]?\d{4}\b/g

type Level = 'info' | 'warn' | 'error'

const write = (level: Level, message: string, facts: Record<string, unknown> = {}): void => {
  const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...facts }, (_key, value) =>
    value instanceof Error
      ? { name: value.name, message: value.message, stack: value.stack, cause: value.cause }
      : value,
  )
  process.stdout.write(`${line.replace(NUMBER, '[number]')}\n`)
}

/** JSON lines on standard output, for those who run the program. Never about a participant: ids only. */
export const log = {
  info: (message: string, facts?: Record<string, unknown>) => write('info', message, facts),
  warn: (message: string, facts?: Record<string, unknown>) => write('warn', message, facts),
  error: (message: string, facts?: Record<string, unknown>) => write('error', message, facts),
}

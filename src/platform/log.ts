import { AsyncLocalStorage } from 'node:async_hooks'

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40, silent: 99 } as const
export type LogLevel = keyof typeof LEVELS

/** What goes with a line: identifiers, counts, states. Never names, texts or search terms. */
export type LogFields = Readonly<Record<string, unknown>>

export type Log = {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** An `error` among the fields is written with its name, code, message and stack, without the values in it. */
  error(event: string, fields?: LogFields): void
}

const scope = new AsyncLocalStorage<LogFields>()

/** Every line logged while `run` is under way carries the fields: `withLogFields({ requestId }, () => answer(request))`. */
export const withLogFields = <T>(fields: LogFields, run: () => T): T =>
  scope.run({ ...scope.getStore(), ...fields }, run)

const LONGEST = 2_000
const DEEPEST = 4
/** A UUID is left alone; what looks like a personal number or an address within the rest is not. */
const PERSONAL =
  /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)|[^\s"'<>()]+@[^\s"'<>()]+/gi

/** The text without personal numbers and mail addresses. A safety net: what is personal should not get here at all. */
export const masked = (text: string): string =>
  text.slice(0, LONGEST).replace(PERSONAL, (found, uuid) => uuid ?? (found.includes('@') ? '[mail]' : '[number]'))

/**
 * A log of JSON lines (time, level, event, then the fields) on stdout. Anything that looks like a personal number or
 * a mail address is masked. Logging never throws.
 */
export function openLog(options: { level?: LogLevel; write?: (line: string) => void } = {}): Log {
  const least = LEVELS[options.level ?? 'info']
  const write = options.write ?? ((line: string) => process.stdout.write(line))
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LEVELS[level] < least) return
      const head = { time: new Date().toISOString(), level, event: masked(event) }
      const line = { ...clean(scope.getStore() ?? {}, 0), ...clean(fields, 0), ...head }
      write(`${JSON.stringify({ ...head, ...line })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function clean(fields: object, depth: number): Record<string, unknown> {
  const safe: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    const written = cleanValue(value, depth)
    if (written !== undefined) safe[masked(key)] = written
  }
  return safe
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return masked(value)
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = masked(String(value))
    return text === String(value) && typeof value === 'number' ? value : text
  }
  if (value === null || typeof value === 'boolean') return value
  if (typeof value !== 'object') return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
  if (depth === DEEPEST) return '…'
  if (value instanceof Error) return errorFields(value, depth)
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => cleanValue(item, depth + 1) ?? null)
  return clean(value, depth + 1)
}

/** PostgreSQL quotes what was typed in errors of class 22 ("invalid input syntax … "x""), and rows in `detail`. */
function errorFields(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const message = code?.startsWith('22') ? error.message.replace(/"[^"]*"/g, '"…"') : error.message
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    message: masked(message),
    ...(code ? { code } : {}),
    ...(error.cause === undefined ? {} : { cause: cleanValue(error.cause, depth + 1) }),
    stack: masked(
      frames
        .slice(0, 15)
        .map((line) => line.trim())
        .join('\n'),
    ),
  }
}

const isLevel = (text: string | undefined): text is LogLevel => text !== undefined && Object.hasOwn(LEVELS, text)

/** The log of this program: `LOG_LEVEL` (debug, info, warn, error, silent) chooses what is written; info otherwise. */
export const log: Log = openLog(isLevel(process.env.LOG_LEVEL) ? { level: process.env.LOG_LEVEL } : {})

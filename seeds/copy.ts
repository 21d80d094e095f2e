import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const SPECIAL = /[\\\t\n\r]/
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (one) => ESCAPED[one]!) : text

/** A value in the text form of COPY. Lists hold numbers or words without quotes or commas. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (Array.isArray(value)) return `{${value.join(',')}}`
  return escaped(JSON.stringify(value))
}

export function copyLine(row: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  let line = cell(row[keys[0]!])
  for (let i = 1; i < keys.length; i++) line += `\t${cell(row[keys[i]!])}`
  return `${line}\n`
}

/** Writes lines made by `copyLine` into a table. */
export async function copyInto(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(Readable.from(chunks(lines)), stream)
}

/** Pieces of some hundred kilobytes: one write a line would cost more than the line. */
function* chunks(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 1000) yield lines.slice(at, at + 1000).join('')
}

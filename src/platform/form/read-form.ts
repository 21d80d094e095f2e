import type { z } from 'zod'

/** A form read: its values, or the problem of each field by the field's name, in the order of the schema. */
export type ReadForm<T> = { ok: true; value: T } | { ok: false; problems: Record<string, string> }

/**
 * Reads the fields of a form by a schema. The first problem of a field counts. Messages of the schema are keys of texts, not
 * sentences.
 */
export function readForm<S extends z.ZodType>(
  schema: S,
  fields: Readonly<Record<string, unknown>>,
): ReadForm<z.output<S>> {
  const read = schema.safeParse(fields)
  if (read.success) return { ok: true, value: read.data }
  const problems: Record<string, string> = {}
  for (const issue of read.error.issues) {
    const name = issue.path.join('.') || 'form'
    problems[name] ??= issue.message
  }
  return { ok: false, problems }
}

import type { z } from 'zod'

export type JobOptions = {
  /** Times it is tried again after a failure, with growing pauses. 5 when left out. */
  retryLimit?: number
  /** Longest time a run may take before it counts as failed. 900 when left out. */
  expireInSeconds?: number
  /** When to run by itself: a cron expression, clock of Stockholm. The data are `{}`. */
  cron?: string
}

/** Which try of a job this is. `isLast`: nobody tries again when it fails. */
export type Try = { isLast: boolean }

/**
 * A kind of work done beside the pages. `run` may be called twice for the same job (a process can die after the work
 * and before it is ticked off), so doing it again must change nothing.
 */
export type Job<Data, Tools> = {
  readonly name: string
  readonly options: Required<Omit<JobOptions, 'cron'>> & Pick<JobOptions, 'cron'>
  /** The data checked; throws when they do not hold. */
  parse(data: unknown): Data
  run(data: Data, tools: Tools, at?: Try): Promise<void>
}

/** A job of any data, for lists of jobs: what its `parse` gives fits its `run`. */
export type AnyJob<Tools> = Pick<Job<never, Tools>, 'name' | 'options' | 'run'> & { parse(data: unknown): object }

/**
 * Defines a kind of work. `name` is `feature.what-it-does` and stays for ever: jobs in the database refer to it.
 * The data hold identifiers, days and counts only; no policies protect them, so never a name or a text about a person.
 * `tools` is what the program gives every job at start (database, mailer, clock …).
 */
export function defineJob<Data extends object, Tools>(
  name: string,
  schema: z.ZodType<Data>,
  run: (data: Data, tools: Tools, at: Try) => Promise<void>,
  options: JobOptions = {},
): Job<Data, Tools> {
  if (!/^[a-z]+(?:[.-][a-z0-9]+)+$/.test(name)) throw new Error(`a job is called feature.what-it-does: ${name}`)
  return {
    name,
    options: { retryLimit: 5, expireInSeconds: 900, ...options },
    parse: (data) => schema.parse(data),
    run: (data, tools, at = { isLast: false }) => run(data, tools, at),
  }
}

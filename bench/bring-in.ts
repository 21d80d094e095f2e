import type { Result } from '../src/shared/result.ts'

// What the figures of bringing in a list and a sheet share.

/** One of several, in turn. */
export const pick = (all: readonly string[], number: number): string => all[number % all.length] ?? ''

/** What a command answered; a refusal ends the measuring. */
export const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** Does a piece of work and adds its whole milliseconds to the figure of that name. */
export const timedInto =
  <Name extends string>(figures: Record<Name, number>) =>
  async <T>(what: Name, work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const answer = await work()
    figures[what] += Math.round(performance.now() - began)
    return answer
  }

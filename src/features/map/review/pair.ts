import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { foldName } from '../../../shared/text.ts'
import type { Entry } from '../entry.ts'

/** Two entries, the lesser id first: a pair is told once. */
export type Pair = { entryId: string; otherId: string }

/** Somebody said that two entries which look alike are not the same. `compared` is what they were called then. */
export type SaidPair = Pair & { compared: string; saidBy: string | null; saidOn: CalendarDay }

type Named = Pick<Entry, 'entryId' | 'name' | 'providerId'>

const inOrder = (a: Named, b: Named): [Named, Named] => (a.entryId < b.entryId ? [a, b] : [b, a])

export const pairOf = (a: Named, b: Named): Pair => {
  const [first, second] = inOrder(a, b)
  return { entryId: first.entryId, otherId: second.entryId }
}

/** What the answer was about: the names and providers of both. Where one changes, the answer counts no more. */
export const comparedOf = (a: Named, b: Named): string =>
  JSON.stringify(inOrder(a, b).map(({ name, providerId }) => [foldName(name), providerId]))

/** Whether two entries were said not to be the same, as they are called now. */
export function saidApart(said: readonly SaidPair[]): (a: Named, b: Named) => boolean {
  const known = new Set(said.map(({ entryId, otherId, compared }) => `${entryId} ${otherId} ${compared}`))
  return (a, b) => {
    const { entryId, otherId } = pairOf(a, b)
    return known.has(`${entryId} ${otherId} ${comparedOf(a, b)}`)
  }
}

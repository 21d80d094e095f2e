import { foldName, words } from '../../../shared/text.ts'
import type { TargetGroup } from '../code.ts'
import type { Entry, EntryLink } from '../entry.ts'
import { ageSpan } from '../entry-age.ts'
import type { AgeGroup, Cell, Coverer } from './coverage.ts'

/** What overlap needs to know of an entry, beside what coverage does. */
export type Doer = Coverer & Pick<Entry, 'method'> & { links: readonly Pick<EntryLink, 'toEntryId'>[] }

/** What two entries do alike: the same group, or the same method. */
export type Alike = { kind: 'target'; target: TargetGroup } | { kind: 'method'; method: string }

/** Several that do the same for the same people. */
export type Overlap<E> = { alike: Alike; entries: E[] }

/** A method however it is spelt: letters and digits only. */
export const methodKey = (method: string): string => words(foldName(method)).join(' ')

/** The things an entry may have alike with another; interventions and activities are never alike. */
function keysOf(entry: Doer): [string, Alike][] {
  const method = methodKey(entry.method)
  return [
    ...entry.targetGroups
      .filter((target) => target !== 'everyone')
      .map((target): [string, Alike] => [`${entry.kind} target ${target}`, { kind: 'target', target }]),
    ...(method
      ? [[`${entry.kind} method ${method}`, { kind: 'method', method: entry.method }] as [string, Alike]]
      : []),
  ]
}

/** One leads on to the other, or they are said to run at the same time: their owners know of each other. */
const areLinked = (a: Doer, b: Doer): boolean =>
  a.links.some((link) => link.toEntryId === b.entryId) || b.links.some((link) => link.toEntryId === a.entryId)

/** Ages meet within the group. */
function meetWithin(a: Doer, b: Doer, ages: AgeGroup): boolean {
  const [one, other] = [ageSpan(a), ageSpan(b)]
  if (!one || !other) return false
  return Math.max(one.from, other.from, ages.from) <= Math.min(one.to, other.to, ages.to)
}

/**
 * The rule. In one cell (same need, same area) two entries do the same when they are of the same kind, their ages meet, they
 * are for the same target group (two for everyone need not be alike) or use the same method, and neither names the other as
 * the way onward or as something that runs in parallel.
 */
export const doTheSame = (a: Doer, b: Doer, ages: AgeGroup): boolean =>
  a.entryId !== b.entryId &&
  a.kind === b.kind &&
  meetWithin(a, b, ages) &&
  !areLinked(a, b) &&
  keysOf(a).some(([key]) => keysOf(b).some(([other]) => key === other))

const keys = new WeakMap<Doer, [string, Alike][]>()
const knownKeys = (entry: Doer): [string, Alike][] => {
  let known = keys.get(entry)
  if (!known) {
    known = keysOf(entry)
    keys.set(entry, known)
  }
  return known
}

/** What is done by several in a cell, most first. Each group holds those with at least one other in it that does the same. */
export function overlapsOf<E extends Doer>(cell: Pick<Cell<E>, 'takes' | 'ages'>): Overlap<E>[] {
  const groups = new Map<string, Overlap<E>>()
  for (const entry of cell.takes)
    for (const [key, alike] of knownKeys(entry)) {
      const group = groups.get(key)
      if (group) group.entries.push(entry)
      else groups.set(key, { alike, entries: [entry] })
    }
  return [...groups.values()]
    .filter(({ entries }) => entries.length > 1)
    .map(({ alike, entries }) => ({
      alike,
      entries: entries.filter((one) =>
        entries.some((other) => one !== other && meetWithin(one, other, cell.ages) && !areLinked(one, other)),
      ),
    }))
    .filter(({ entries }) => entries.length > 1)
    .sort((a, b) => b.entries.length - a.entries.length)
}

/** Those of a cell who do the same as somebody else. */
export const doublesIn = <E extends Doer>(cell: Pick<Cell<E>, 'takes' | 'ages'>): Set<E> =>
  new Set(overlapsOf(cell).flatMap(({ entries }) => entries))

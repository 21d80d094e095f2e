import type { Entry } from '../entry.ts'
import { ageSpan, isAllAges } from '../entry-age.ts'
import { ELDEST, YOUNGEST } from './coverage.ts'

type Ages = Pick<Entry, 'ageFrom' | 'ageTo'>

/** How the ages of an entry are drawn between 16 and 65. `outside`: only younger, or only older. */
export type AgeBar =
  | { kind: 'span'; from: number; to: number; before: boolean; after: boolean }
  | { kind: 'all' | 'none' | 'outside' }

export function ageBar(ages: Ages): AgeBar {
  const span = ageSpan(ages)
  if (!span) return { kind: 'none' }
  if (isAllAges(ages)) return { kind: 'all' }
  if (span.to < YOUNGEST || span.from > ELDEST) return { kind: 'outside' }
  return {
    kind: 'span',
    from: Math.max(span.from, YOUNGEST),
    to: Math.min(span.to, ELDEST),
    before: span.from < YOUNGEST,
    after: span.to > ELDEST,
  }
}

/** How many take each age from 16 to 65; only what runs now. */
export function curveOf(entries: readonly (Ages & Pick<Entry, 'status'>)[]): number[] {
  const counts = Array.from({ length: ELDEST - YOUNGEST + 1 }, () => 0)
  for (const entry of entries) {
    const span = entry.status === 'active' ? ageSpan(entry) : undefined
    if (!span) continue
    for (let age = Math.max(span.from, YOUNGEST); age <= Math.min(span.to, ELDEST); age++) counts[age - YOUNGEST]!++
  }
  return counts
}

const ORDER = { span: 0, all: 1, none: 2, outside: 3 }

/** The youngest first, what is for all ages and what does not say after them; then by name. */
export function sortByAge<E extends Ages & Pick<Entry, 'name' | 'entryId'>>(entries: readonly E[]): E[] {
  const keys = new Map(
    entries.map((entry) => {
      const bar = ageBar(entry)
      const span = ageSpan(entry)
      return [entry, [ORDER[bar.kind], span?.from ?? 0, span?.to ?? 0] as const]
    }),
  )
  return [...entries].sort((a, b) => {
    const [one, other] = [keys.get(a)!, keys.get(b)!]
    return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || a.name.localeCompare(b.name, 'sv')
  })
}

/** Where ages with the most and the fewest are: the first run of each. */
export function extremes(curve: readonly number[]): { most: number; mostAt: Run; least: number; leastAt: Run } {
  const [most, least] = [Math.max(...curve), Math.min(...curve)]
  return { most, mostAt: runOf(curve, most), least, leastAt: runOf(curve, least) }
}

export type Run = { from: number; to: number }
function runOf(curve: readonly number[], value: number): Run {
  const from = curve.indexOf(value)
  let to = from
  while (curve[to + 1] === value) to++
  return { from: from + YOUNGEST, to: to + YOUNGEST }
}

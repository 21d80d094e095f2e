import type { NeedLevel } from '../code.ts'
import type { AgeGroup, Cell } from './coverage.ts'
import { type Alike, type Doer, methodKey, type Overlap, overlapsOf } from './overlap.ts'

/** The same entries doing the same, with every cell of the coverage it is seen in. */
export type MapOverlap<E> = {
  alike: Alike
  entries: E[]
  needs: NeedLevel[]
  areas: string[]
  ages: AgeGroup
}

const alikeKey = (alike: Alike): string =>
  alike.kind === 'target' ? `target ${alike.target}` : `method ${methodKey(alike.method)}`

const add = <T>(list: T[], one: T): void => {
  if (!list.includes(one)) list.push(one)
}

/**
 * Overlaps of all cells: the same entries with the same thing alike are told once, and those that are all within a larger one
 * are seen in the cells. Those with most entries first.
 */
export function overlapsInMap<E extends Doer>(coverage: {
  cells: readonly (Cell<E> & { overlaps?: readonly Overlap<E>[] })[]
}): MapOverlap<E>[] {
  const all = new Map<string, MapOverlap<E> & { cells: number }>()
  for (const cell of coverage.cells)
    for (const { alike, entries } of cell.overlaps ?? overlapsOf(cell)) {
      const key = `${alikeKey(alike)} ${entries.map((entry) => entry.entryId).join(' ')}`
      const known = all.get(key)
      if (known) {
        add(known.needs, cell.need)
        add(known.areas, cell.area)
        known.ages = { from: Math.min(known.ages.from, cell.ages.from), to: Math.max(known.ages.to, cell.ages.to) }
        known.cells++
      } else all.set(key, { alike, entries, needs: [cell.need], areas: [cell.area], ages: { ...cell.ages }, cells: 1 })
    }
  const sorted = [...all.values()].sort((a, b) => b.entries.length - a.entries.length || b.cells - a.cells)
  const kept = new Map<string, Set<E>[]>()
  return sorted.filter(({ alike, entries }) => {
    const key = alikeKey(alike)
    const larger = kept.get(key) ?? []
    if (larger.some((set) => entries.every((entry) => set.has(entry)))) return false
    larger.push(new Set(entries))
    kept.set(key, larger)
    return true
  })
}

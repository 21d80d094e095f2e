import { changedFacts, type Entry, type EntryFacts, isOpen } from '../entry.ts'
import type { Coverage } from './coverage.ts'

/** An entry that is there on both days and says something else. */
export type ChangedEntry = { before: Entry; after: Entry; fields: (keyof EntryFacts)[] }

/** What happened to the map between two days. */
export type Comparison = {
  added: Entry[]
  /** As they were; `now` where the entry is still known (closed), undefined where it was taken away. */
  gone: { before: Entry; now: Entry | undefined }[]
  changed: ChangedEntry[]
  same: number
}

/**
 * Compares the map of two days. An entry is there while it is planned, runs or rests: what was closed is gone, what was opened
 * again is new. Every entry of either day is in exactly one of the four.
 */
export function compareMaps(before: readonly Entry[], after: readonly Entry[]): Comparison {
  const then = new Map(before.map((entry) => [entry.entryId, entry]))
  const now = new Map(after.map((entry) => [entry.entryId, entry]))
  const comparison: Comparison = { added: [], gone: [], changed: [], same: 0 }
  for (const entry of after) {
    const old = then.get(entry.entryId)
    if (!isOpen(entry)) continue
    if (!old || !isOpen(old)) {
      comparison.added.push(entry)
      continue
    }
    const fields = changedFacts(old, entry)
    if (fields.length === 0) comparison.same++
    else comparison.changed.push({ before: old, after: entry, fields })
  }
  for (const entry of before) {
    const left = now.get(entry.entryId)
    if (isOpen(entry) && !(left && isOpen(left))) comparison.gone.push({ before: entry, now: left })
  }
  return comparison
}

/** How coverage changed: only the ages that became a gap, or ceased to be one. The same shape as a coverage, so that it is told alike. */
export function coverageChange(before: Coverage, after: Coverage): { opened: Coverage; closed: Coverage } {
  const key = (cell: Coverage['cells'][number]) => `${cell.ages.from} ${cell.need} ${cell.area}`
  const then = new Map(before.cells.map((cell) => [key(cell), cell]))
  const now = new Map(after.cells.map((cell) => [key(cell), cell]))
  const only = (from: Coverage, other: typeof then): Coverage => ({
    areas: from.areas,
    cells: from.cells.map((cell) => {
      const there = other.get(key(cell))
      return { ...cell, missing: there ? cell.missing.filter((age) => !there.missing.includes(age)) : [] }
    }),
  })
  return { opened: only(after, then), closed: only(before, now) }
}

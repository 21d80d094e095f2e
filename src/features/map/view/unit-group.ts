import { ENTRY_KINDS, type EntryKind } from '../code.ts'
import type { Entry } from '../entry.ts'

/** What one unit has on the map; null: no unit is stated. */
export type UnitGroup<E> = { unitId: number | null; entries: E[]; counts: Record<EntryKind, number> }

/** By unit in the order given, those without one last. */
export function byUnit<E extends Pick<Entry, 'unitId' | 'kind'>>(
  entries: readonly E[],
  order: readonly number[],
): UnitGroup<E>[] {
  const of = new Map<number | null, E[]>()
  for (const entry of entries) {
    const list = of.get(entry.unitId)
    if (list) list.push(entry)
    else of.set(entry.unitId, [entry])
  }
  const place = (unitId: number | null) =>
    unitId === null ? order.length + 1 : order.indexOf(unitId) + 1 || order.length
  return [...of]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([unitId, list]) => ({
      unitId,
      entries: list,
      counts: Object.fromEntries(
        ENTRY_KINDS.map((kind) => [kind, list.filter((entry) => entry.kind === kind).length]),
      ) as Record<EntryKind, number>,
    }))
}

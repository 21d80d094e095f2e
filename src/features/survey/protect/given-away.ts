import type { QuantityId } from '../core/quantity.ts'
import { type Atom, atomsOf, type Release } from './release.ts'
import { NotExact, RowSpace } from './row-space.ts'

/**
 * Numbers of a new report that the reports before it tell already, whether it shows them or not: the report is a combination of reports that all show the
 * number. Nothing in it is hidden behind such a number.
 */
export function knownBefore(saved: readonly Release[], next: Release): Set<QuantityId> {
  const atoms = atomsOf([...saved, next])
  const ids = new Set(saved.flatMap(({ printed }) => [...printed]))
  const known = new Set<QuantityId>()
  for (const [tellers, same] of byTellers(saved, ids))
    if (isCombination(atoms, saved.length, tellers)) for (const id of same) known.add(id)
  return known
}

/**
 * Numbers that the new report must not show, because with it a report before it could be computed in a number that is hidden there: what that report keeps
 * back may be all that hides a smaller number in it.
 */
export function givenAway(saved: readonly Release[], next: Release): Set<QuantityId> {
  const atoms = atomsOf([...saved, next])
  const away = new Set<QuantityId>()
  for (const [tellers, same] of byTellers(saved, next.printed)) {
    const told = new Set(tellers)
    const isGiven = saved.some(
      ({ people }, at) =>
        people.size > 0 &&
        !told.has(at) &&
        isCombination(atoms, at, [...tellers, saved.length]) &&
        !isCombination(atoms, at, tellers),
    )
    if (isGiven) for (const id of same) away.add(id)
  }
  return away
}

/** Is a report some combination of others, atom by atom? Where that cannot be computed exactly it counts as one. */
function isCombination(atoms: readonly Atom[], report: number, others: readonly number[]): boolean {
  const left = new Set(others)
  const isLeft = (one: number) => one === report || left.has(one)
  // An atom of a single report keeps it out of every combination that is asked for.
  for (let before = -1; before !== left.size; ) {
    before = left.size
    for (const { reports } of atoms) {
      const inside = [...reports].filter(isLeft)
      if (inside.length !== 1) continue
      if (inside[0] === report) return false
      left.delete(inside[0]!)
    }
  }
  if (left.size === 0) return false
  const places = atoms.filter(({ reports }) => [...reports].some(isLeft))
  const rowOf = (one: number) => Float64Array.from(places, ({ reports }) => (reports.has(one) ? 1 : 0))
  try {
    return new RowSpace([...left].map(rowOf), [...places.keys()]).gives(rowOf(report))
  } catch (error) {
    if (error instanceof NotExact) return true
    throw error
  }
}

/** Numbers by the reports that show them. */
function byTellers(saved: readonly Release[], ids: Iterable<QuantityId>): Iterable<[number[], QuantityId[]]> {
  const found = new Map<string, [number[], QuantityId[]]>()
  for (const id of ids) {
    const tellers = saved.flatMap(({ printed }, at) => (printed.has(id) ? [at] : []))
    const key = tellers.join()
    const known = found.get(key)
    if (known) known[1].push(id)
    else found.set(key, [tellers, [id]])
  }
  return found.values()
}

import type { QuantityId } from '../core/quantity.ts'

/**
 * A report that has been saved, or is about to be: whom it tells of and which numbers it shows. `people` are lines: what counts is who is in
 * a report and what it says of them, not what its filter is called.
 */
export type Release = {
  name: string
  people: ReadonlySet<number>
  /** Numbers of people that it shows. */
  shown: ReadonlySet<QuantityId>
  /** Every number that it shows: sums of marks and missing answers too, and what is 0. */
  printed: ReadonlySet<QuantityId>
  /** Cut from the same round as the new one. */
  sameRound: boolean
}

/** A report that left a unit: whom it tells of (`toldOf`), and which numbers it shows and hides; what is in neither is 0. */
export type SavedRelease = {
  name: string
  /** The rounds it is cut from. */
  rounds: readonly string[]
  people: readonly string[]
  shown: ReadonlySet<QuantityId>
  hidden: ReadonlySet<QuantityId>
}

/** A line: whose it is, and the numbers it counts in. The same person may have several, one for each way reports told of them. */
export type Line = { person: number; counted: ReadonlySet<QuantityId> }
export type LineOf = (line: number) => Line

/** Lines that are in exactly the same reports. */
export type Atom = { reports: ReadonlySet<number>; lines: readonly number[] }

export function atomsOf(releases: readonly Release[]): Atom[] {
  const reportsOf = new Map<number, number[]>()
  for (const [at, { people }] of releases.entries())
    for (const line of people) {
      const known = reportsOf.get(line)
      if (known) known.push(at)
      else reportsOf.set(line, [at])
    }
  const atoms = new Map<string, { reports: Set<number>; lines: number[] }>()
  for (const [line, reports] of reportsOf) {
    const key = reports.join()
    const atom = atoms.get(key)
    if (atom) atom.lines.push(line)
    else atoms.set(key, { reports: new Set(reports), lines: [line] })
  }
  return [...atoms.values()]
}

/** Atoms as they are told apart by some of the reports alone; lines in none of them are left out. */
export function coarser(atoms: readonly Atom[], reports: ReadonlySet<number>): Atom[] {
  const found = new Map<string, { reports: Set<number>; lines: number[] }>()
  for (const atom of atoms) {
    const own = [...atom.reports].filter((one) => reports.has(one))
    if (own.length === 0) continue
    const key = own.join()
    const known = found.get(key)
    if (known) known.lines.push(...atom.lines)
    else found.set(key, { reports: new Set(own), lines: [...atom.lines] })
  }
  return [...found.values()]
}

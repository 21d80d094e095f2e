import { fewSearch, type Heads } from './few-search.ts'
import type { Atom } from './release.ts'
import { NotExact, RowSpace } from './row-space.ts'

/** A combination of reports, with whole factors: the reports it is made of, and the atoms it stands on (in all others it is 0). */
export type Combination = { reports: readonly number[]; stands: readonly { atom: number; factor: number }[] }

/**
 * Whether some combination of reports stands on few people alone. Reports are rows, atoms are columns; the sum of any combination can be
 * computed by whoever reads the reports, and nothing else can. Only combinations with the report `next` count: the others can be made without it.
 *
 * `heads`: the people of an atom that count here; with none, an atom neither helps nor hides. `isTold` judges what stands on a set of
 * at most `most` people: the combinations that span all others on it.
 */
export function jointGuard(
  atoms: readonly Atom[],
  next: number,
  heads: Heads,
  most: number,
  isTold: (combinations: readonly Combination[]) => boolean,
): 'safe' | 'told' | 'too-many' {
  const reports = mixed(atoms, next, (at) => heads[at]!.length > most)
  if (!reports.has(next)) return 'safe'
  try {
    return judge(atoms, [...reports].filter((one) => one !== next).concat(next), heads, most, isTold)
  } catch (error) {
    if (error instanceof NotExact) return 'too-many'
    throw error
  }
}

/** The reports that may be part of a combination that is 0 on every big atom: an atom of a single report keeps it out. */
function mixed(atoms: readonly Atom[], next: number, isBig: (atom: number) => boolean): ReadonlySet<number> {
  const left = new Set(atoms.flatMap(({ reports }) => [...reports]))
  const big = atoms.flatMap(({ reports }, at) => (isBig(at) ? [[...reports]] : []))
  for (let before = -1; before !== left.size && left.has(next); ) {
    before = left.size
    for (const reports of big) {
      const inside = reports.filter((one) => left.has(one))
      if (inside.length === 1) left.delete(inside[0]!)
    }
  }
  return left
}

function judge(
  atoms: readonly Atom[],
  reports: readonly number[],
  heads: Heads,
  most: number,
  isTold: (combinations: readonly Combination[]) => boolean,
): 'safe' | 'told' | 'too-many' {
  const touched = atoms.flatMap(({ reports: own }, at) => (reports.some((one) => own.has(one)) ? [at] : []))
  const few = touched.filter((at) => heads[at]!.length > 0 && heads[at]!.length <= most)
  const big = touched.filter((at) => heads[at]!.length > most)
  const none = touched.filter((at) => heads[at]!.length === 0)
  const columns = [...few, ...none]
  // After the atoms: how much of each report is in a combination. Last the big atoms, on which it must be 0.
  const [own, end] = [columns.length, columns.length + reports.length]
  const rows = reports.map((report, line) => {
    const row = new Float64Array(end + big.length)
    for (const [at, atom] of columns.entries()) if (atoms[atom]!.reports.has(report)) row[at] = 1
    for (const [at, atom] of big.entries()) if (atoms[atom]!.reports.has(report)) row[end + at] = 1
    row[own + line] = 1
    return row
  })
  const space = new RowSpace(rows, [...big.keys()].map((at) => end + at).concat([...few.keys()]))
  const small = linked(
    space.part((pivot) => pivot < end, end),
    few.length,
  )
  const withNext = (row: Float64Array) => row[end - 1] !== 0
  const isEmpty = (row: Float64Array) => row.subarray(0, own).every((factor) => factor === 0)
  // Nothing new: others together already say what this one says.
  if (space.spare.some((row) => withNext(row) && isEmpty(row))) return 'safe'
  const combination = (row: Float64Array): Combination => ({
    reports: reports.filter((_, line) => row[own + line] !== 0),
    stands: columns.flatMap((atom, at) => (row[at] === 0 ? [] : [{ atom, factor: row[at]! }])),
  })
  const silent = space.spare.filter((row) => !isEmpty(row))
  const result = fewSearch(
    small,
    few.map((atom) => heads[atom]!),
    most,
    (found) => found.some(withNext) && isTold([...found, ...silent].map(combination)),
  )
  return result === 'none' ? 'safe' : result === 'found' ? 'told' : 'too-many'
}

/** Only the rows that share a column, or a chain of columns, with one that has the new report in it: others cannot help it to tell. */
function linked(space: RowSpace, columns: number): RowSpace {
  const seen = new Set(space.rows.flatMap((row, at) => (row.at(-1) !== 0 ? [at] : [])))
  for (const at of seen)
    for (const [other, row] of space.rows.entries())
      if (
        !seen.has(other) &&
        row.subarray(0, columns).some((factor, column) => factor !== 0 && space.rows[at]![column] !== 0)
      )
        seen.add(other)
  return space.part((pivot) => seen.has(space.pivots.indexOf(pivot)))
}

import { RowSpace } from './row-space.ts'

/** With so few rows it is not worth while to look for a way around trying. */
const FEW_ROWS = 2

/** What combinations of rows may stand on: whom each column is about. Columns beyond these are carried along. */
export type Heads = readonly (readonly number[])[]

/**
 * Searches every set of at most `most` people: is there a combination of the rows that is 0 everywhere but in columns about them alone?
 * `found` gets, for such a set, rows that span all such combinations, and says whether that is what is looked for.
 *
 * Every combination but 0 is not 0 at some row's pivot; if a set is all there is in it, it holds the people of that pivot. So it is enough to
 * keep the pivots outside the set and to add the people of one of them, at most `most` times. `budget`: sets that are tried at most.
 */
export function fewSearch(
  space: RowSpace,
  heads: Heads,
  most: number,
  found: (rows: readonly Float64Array[]) => boolean,
  budget = 3_000,
): 'found' | 'none' | 'too-many' {
  const tried = new Set<string>()
  return within(space, [])

  function within(space: RowSpace, chosen: readonly number[]): 'found' | 'none' | 'too-many' {
    const key = chosen.join()
    if (tried.has(key)) return 'none'
    if (tried.size >= budget) return 'too-many'
    tried.add(key)
    const isInside = (column: number) => heads[column]!.every((one) => chosen.includes(one))
    const stuck: Float64Array[] = []
    const free: number[] = []
    for (const [at, pivot] of space.pivots.entries()) {
      if (!isInside(pivot)) {
        free.push(at)
        continue
      }
      const other = outermost(space.rows[at]!, heads, isInside)
      if (other === undefined) stuck.push(space.rows[at]!)
      else {
        space.move(at, other)
        free.push(at)
      }
    }
    if (stuck.length > 0 && found(stuck)) return 'found'
    if (free.length > FEW_ROWS && areOutOfReach(space, free, heads, chosen, most - chosen.length)) return 'none'
    for (const at of free) {
      const wider = union(chosen, heads[space.pivots[at]!]!)
      if (wider.length > most) continue
      const result = wider.length === most ? last(space, wider) : within(space.part(), wider)
      if (result !== 'none') return result
    }
    return 'none'
  }

  /** A set that cannot grow: only the rows whose pivots are inside it can be in a combination that stands on it. */
  function last(space: RowSpace, chosen: readonly number[]): 'found' | 'none' | 'too-many' {
    const key = chosen.join()
    if (tried.has(key)) return 'none'
    if (tried.size >= budget) return 'too-many'
    tried.add(key)
    const isInside = (column: number) => heads[column]!.every((one) => chosen.includes(one))
    const rows = space.rows.filter((_, at) => isInside(space.pivots[at]!))
    const outside = heads.flatMap((_, column) =>
      rows.some((row) => row[column] !== 0) && !isInside(column) ? [column] : [],
    )
    const { spare } = new RowSpace(rows, outside)
    return spare.length > 0 && found(spare) ? 'found' : 'none'
  }
}

/**
 * Whether every combination with one of these rows must stand on more than so many people beside those chosen: it is not 0 somewhere on each set of columns that tells
 * all rows apart, and there are more such sets than that, no two about the same person.
 */
function areOutOfReach(
  space: RowSpace,
  free: readonly number[],
  heads: Heads,
  chosen: readonly number[],
  most: number,
): boolean {
  const used = new Set(chosen)
  const rows = free.map((at) => space.rows[at]!)
  // The pivots are the first such set; the others must be found.
  let pivots = free.map((at) => space.pivots[at]!)
  for (let sets = 1; sets <= most; sets++) {
    for (const pivot of pivots) for (const one of heads[pivot]!) used.add(one)
    const open = heads.flatMap((people, column) => (people.some((one) => used.has(one)) ? [] : [column]))
    const next = new RowSpace(rows, open)
    if (next.rows.length < rows.length) return false
    pivots = next.pivots
  }
  return true
}

/** The column with most people in which a row is not 0 and that is not inside the set. */
function outermost(row: Float64Array, heads: Heads, isInside: (column: number) => boolean): number | undefined {
  let best: number | undefined
  for (let column = 0; column < heads.length; column++)
    if (row[column] !== 0 && (best === undefined || heads[column]!.length > heads[best]!.length) && !isInside(column))
      best = column
  return best
}

const union = (some: readonly number[], more: readonly number[]): number[] =>
  [...new Set([...some, ...more])].sort((a, b) => a - b)

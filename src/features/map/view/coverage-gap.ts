import { NEED_LEVELS, type NeedLevel } from '../code.ts'
import { type Coverage, type Coverer, ELDEST, YOUNGEST } from './coverage.ts'

/** Nobody takes these ages with these needs in these areas. */
export type Gap = {
  from: number
  to: number
  needs: NeedLevel[]
  areas: string[]
  /** Every area of the map. */
  everywhere: boolean
}

type Hole = { from: number; to: number; need: NeedLevel; area: string }

/** Runs of ages, told year by year: where an intervention begins at 17, only 16 is a gap. */
function holesOf({ cells, areas }: Coverage): Hole[] {
  const missing = new Map<string, boolean[]>()
  const key = (need: NeedLevel, area: string) => `${need} ${area}`
  for (const cell of cells) {
    const ages = missing.get(key(cell.need, cell.area)) ?? []
    for (const age of cell.missing) ages[age] = true
    missing.set(key(cell.need, cell.area), ages)
  }
  return areas.flatMap((area) =>
    NEED_LEVELS.flatMap((need) => {
      const ages = missing.get(key(need, area)) ?? []
      const holes: Hole[] = []
      for (let age = YOUNGEST; age <= ELDEST; age++) {
        if (!ages[age]) continue
        const last = holes.at(-1)
        if (last && last.to === age - 1) last.to = age
        else holes.push({ from: age, to: age, need, area })
      }
      return holes
    }),
  )
}

/** Those with the same key become one that names all. */
function joined<T, M>(items: readonly T[], key: (item: T) => string, member: (item: T) => M): { of: T; all: M[] }[] {
  const groups = new Map<string, { of: T; all: M[] }>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.all.push(member(item))
    else groups.set(key(item), { of: item, all: [member(item)] })
  }
  return [...groups.values()]
}

/**
 * The gaps as few sentences: the same ages and need in several areas are one, the same ages and areas for several needs are
 * one. By age, then by how many needs they are about.
 */
export function gapsOf<E extends Coverer>(coverage: Coverage<E>): Gap[] {
  const byArea = joined(
    holesOf(coverage as unknown as Coverage),
    ({ from, to, need }) => `${from} ${to} ${need}`,
    ({ area }) => area,
  )
  const byNeed = joined(
    byArea,
    ({ of, all }) => `${of.from} ${of.to} ${all.join('\n')}`,
    ({ of }) => of.need,
  )
  return byNeed
    .map(({ of: { of, all: areas }, all: needs }) => ({
      from: of.from,
      to: of.to,
      needs,
      areas,
      everywhere: areas.length === coverage.areas.length,
    }))
    .sort(
      (a, b) => a.from - b.from || b.to - a.to || b.needs.length - a.needs.length || b.areas.length - a.areas.length,
    )
}

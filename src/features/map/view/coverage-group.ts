import { NEED_LEVELS, TARGET_GROUPS, type TargetGroup } from '../code.ts'
import { ageSpan } from '../entry-age.ts'
import { reachesArea } from '../entry-reach.ts'
import {
  AGE_GROUPS,
  areasToTell,
  type CellState,
  type Coverer,
  coversAtAll,
  ELDEST,
  WHOLE,
  YOUNGEST,
} from './coverage.ts'

/** A target group in an area: how many are for them, and in how many cells of need and age nobody is. */
export type GroupCell = {
  target: TargetGroup
  area: string
  takes: number
  gaps: number
  cells: number
  state: CellState
}

/** Every group but everyone. */
export const TOLD_GROUPS: readonly TargetGroup[] = TARGET_GROUPS.filter((target) => target !== 'everyone')

/**
 * Coverage of each target group in each area, by group: what is for everyone is for no group in particular and fills no gap
 * here, just as in the matrix of the group.
 */
export function coverageByGroup<E extends Coverer>(
  entries: readonly E[],
  areas: readonly string[],
  targets: readonly TargetGroup[] = TOLD_GROUPS,
): { target: TargetGroup; cells: GroupCell[] }[] {
  const told = areasToTell(areas)
  const years = ELDEST - YOUNGEST + 1
  // For each group and area how many there are, and for each need which ages are taken.
  const sums = new Map(
    targets.map((target) => [
      target,
      told.map(() => ({ takes: 0, taken: NEED_LEVELS.map(() => new Uint8Array(years)) })),
    ]),
  )
  for (const entry of entries) {
    if (entry.status !== 'active' || !coversAtAll(entry)) continue
    const span = ageSpan(entry)
    for (const target of new Set(entry.targetGroups))
      for (const [at, area] of told.entries()) {
        const sum = sums.get(target)?.[at]
        if (!sum || !(area === WHOLE || reachesArea(entry, area) === 'yes')) continue
        sum.takes++
        for (const [row, need] of NEED_LEVELS.entries())
          if (span && entry.needLevels.includes(need))
            sum.taken[row]!.fill(1, Math.max(0, span.from - YOUNGEST), Math.max(0, span.to - YOUNGEST + 1))
      }
  }
  return targets.map((target) => ({
    target,
    cells: told.map((area, at): GroupCell => {
      const { takes, taken } = sums.get(target)![at]!
      const gaps = taken.reduce(
        (count, ages) =>
          count +
          AGE_GROUPS.filter(({ from, to }) => !ages.subarray(from - YOUNGEST, to - YOUNGEST + 1).includes(1)).length,
        0,
      )
      const incomplete = taken.some((ages) => ages.includes(0))
      return {
        target,
        area,
        takes,
        gaps,
        cells: NEED_LEVELS.length * AGE_GROUPS.length,
        state: takes === 0 ? 'gap' : incomplete ? 'partly' : 'covered',
      }
    }),
  }))
}

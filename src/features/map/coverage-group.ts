import { TARGET_GROUPS, type TargetGroup } from './code.ts'
import { areasToTell, type CellState, type Coverer, coverageOf, coversAtAll, WHOLE } from './coverage.ts'
import { reachesArea, reachesTarget } from './entry-reach.ts'

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
  return targets.map((target) => {
    const those = entries.filter((entry) => reachesTarget(entry, target) === 'yes')
    const { cells } = coverageOf(those, areas)
    return {
      target,
      cells: areasToTell(areas).map((area) => {
        const here = cells.filter((cell) => cell.area === area)
        const gaps = here.filter((cell) => cell.takes.length === 0).length
        const incomplete = here.some((cell) => cell.missing.length > 0)
        const takes = those.filter(
          (entry) =>
            coversAtAll(entry) && entry.status === 'active' && (area === WHOLE || reachesArea(entry, area) === 'yes'),
        ).length
        return {
          target,
          area,
          takes,
          gaps,
          cells: here.length,
          state: takes === 0 ? 'gap' : incomplete ? 'partly' : 'covered',
        }
      }),
    }
  })
}

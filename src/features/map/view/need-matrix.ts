import { NEED_LEVELS, type NeedLevel, WORK_DISTANCES, type WorkDistance } from '../code.ts'
import { type Entry, isOffer } from '../entry.ts'

/** Entries by need and distance to work; null: the entry does not say. An entry is in every cell that it names. */
export type NeedCell<E> = { need: NeedLevel | null; distance: WorkDistance | null; entries: E[] }
export type NeedMatrix<E> = { needs: (NeedLevel | null)[]; distances: (WorkDistance | null)[]; cells: NeedCell<E>[][] }

/** The row or column of what is not stated is there only where something is in it. */
export function needMatrix<E extends Pick<Entry, 'kind' | 'needLevels' | 'workDistances'>>(
  entries: readonly E[],
): NeedMatrix<E> {
  const offers = entries.filter(isOffer)
  const needs: (NeedLevel | null)[] = [...NEED_LEVELS]
  if (offers.some((entry) => entry.needLevels.length === 0)) needs.push(null)
  const distances: (WorkDistance | null)[] = [...WORK_DISTANCES]
  if (offers.some((entry) => entry.workDistances.length === 0)) distances.push(null)
  const says = <T>(list: readonly T[], one: T | null) => (one === null ? list.length === 0 : list.includes(one))
  return {
    needs,
    distances,
    cells: needs.map((need) =>
      distances.map((distance) => ({
        need,
        distance,
        entries: offers.filter((entry) => says(entry.needLevels, need) && says(entry.workDistances, distance)),
      })),
    ),
  }
}

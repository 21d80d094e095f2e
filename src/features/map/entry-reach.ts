import { type Certainty, certain } from './certainty.ts'
import type { NeedLevel, TargetGroup, WorkDistance } from './code.ts'
import type { Entry } from './entry.ts'
import { ageSpan, takesAge } from './entry-age.ts'
import type { Place } from './place.ts'

/** For whom an entry is: what the pictures of the map are made of. */
export type Reach = Pick<Entry, 'ageFrom' | 'ageTo' | 'needLevels' | 'workDistances' | 'targetGroups'> & {
  places: readonly Pick<Place, 'kind' | 'area'>[]
}

const among = <T>(list: readonly T[], one: T): Certainty => certain(list.length === 0 ? undefined : list.includes(one))

export const reachesAge = (entry: Reach, age: number): Certainty => certain(takesAge(entry, age))

/** Takes somebody of these ages, both included. */
export function reachesAges(entry: Reach, from: number, to: number): Certainty {
  const span = ageSpan(entry)
  return certain(span && span.from <= to && from <= span.to)
}

export const reachesNeed = (entry: Reach, need: NeedLevel): Certainty => among(entry.needLevels, need)
export const reachesDistance = (entry: Reach, distance: WorkDistance): Certainty => among(entry.workDistances, distance)

/** What is for everyone is for no group in particular: it may suit them, and fills no gap. */
export function reachesTarget(entry: Reach, target: TargetGroup): Certainty {
  const named = among(entry.targetGroups, target)
  return named === 'no' && entry.targetGroups.includes('everyone') ? 'unsure' : named
}

/** By telephone or on a screen reaches every area; a place without an area, or no place, says nothing. */
export function reachesArea(entry: Reach, area: string): Certainty {
  if (entry.places.some((place) => place.kind === 'virtual' || place.area === area)) return 'yes'
  return entry.places.length > 0 && entry.places.every((place) => place.area !== '') ? 'no' : 'unsure'
}

import type { Entry, EntryLink } from '../entry.ts'
import type { Measured } from '../measure.ts'
import type { Place } from '../place.ts'

/** What the pictures need of an entry: not its texts, contacts and openings, which are most of it. */
export type DrawnEntry = Pick<
  Entry,
  | 'entryId'
  | 'kind'
  | 'name'
  | 'status'
  | 'authorityId'
  | 'unitId'
  | 'providerId'
  | 'ageFrom'
  | 'ageTo'
  | 'needLevels'
  | 'workDistances'
  | 'targetGroups'
  | 'method'
  | 'waysIn'
  | 'intakeUnitId'
  | Measured
> & {
  places: readonly Pick<Place, 'kind' | 'area'>[]
  links: readonly Pick<EntryLink, 'toEntryId' | 'kind'>[]
}

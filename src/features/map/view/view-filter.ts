import { typedDay } from '../../../platform/form/typed-day.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { latinDigits } from '../../../shared/text.ts'
import type { MapBodies } from '../body.ts'
import { allOf, type Certainty } from '../certainty.ts'
import {
  ENTRY_KINDS,
  type EntryKind,
  type EntryStatus,
  NEED_LEVELS,
  type NeedLevel,
  OPEN_STATUSES,
  TARGET_GROUPS,
  type TargetGroup,
  WORK_DISTANCES,
  type WorkDistance,
} from '../code.ts'
import { type Entry, isOffer, isOpen } from '../entry.ts'
import { OLDEST } from '../entry-age.ts'
import { type Reach, reachesAge, reachesArea, reachesDistance, reachesNeed, reachesTarget } from '../entry-reach.ts'

/** Which entries the pictures of the map are about. null: all. */
export type ViewFilter = {
  authority: number | 'none' | null
  unit: number | null
  kind: EntryKind | null
  target: TargetGroup | null
  age: number | null
  need: NeedLevel | null
  distance: WorkDistance | null
  area: string | null
  /** null: what is open now (planned, running, resting). */
  status: EntryStatus | null
  /** The map as it was at the end of this day; null: as it is. */
  on: CalendarDay | null
}

export const NO_FILTER: ViewFilter = {
  authority: null,
  unit: null,
  kind: null,
  target: null,
  age: null,
  need: null,
  distance: null,
  area: null,
  status: null,
  on: null,
}

/** What each choice is called in an address. */
export const FILTER_NAMES: Record<keyof ViewFilter, string> = {
  authority: 'huvudman',
  unit: 'enhet',
  kind: 'typ',
  target: 'malgrupp',
  age: 'alder',
  need: 'behov',
  distance: 'avstand',
  area: 'ort',
  status: 'lage',
  on: 'datum',
}
export const FILTER_KEYS = Object.keys(FILTER_NAMES) as (keyof ViewFilter)[]

/** What is wrong with a choice: not to be read, or no longer on the map. */
export type FilterProblem = 'age' | 'day' | 'future' | 'gone'

export type ReadFilter = {
  /** Choices that could be read; the others do not filter. */
  filter: ViewFilter
  /** As it was typed. */
  typed: Partial<Record<keyof ViewFilter, string>>
  problems: Partial<Record<keyof ViewFilter, FilterProblem>>
}

const one = <T extends string>(list: readonly T[], text: string): T | undefined => list.find((code) => code === text)

/** What is chosen in an address. */
export function readFilter(
  query: (name: string) => string | undefined,
  known: { bodies: MapBodies; areas: readonly string[]; today: CalendarDay },
): ReadFilter {
  const typed: ReadFilter['typed'] = {}
  const problems: ReadFilter['problems'] = {}
  const read = <T>(key: keyof ViewFilter, of: (text: string) => T | FilterProblem | undefined): T | null => {
    const text = latinDigits((query(FILTER_NAMES[key]) ?? '').trim())
    if (text === '') return null
    typed[key] = text
    const value = of(text)
    if (value === undefined) problems[key] = 'gone'
    else if (PROBLEMS.has(value)) problems[key] = value as FilterProblem
    else return value as T
    return null
  }
  const filter: ViewFilter = {
    authority: read('authority', (text) =>
      text === 'none'
        ? 'none'
        : known.bodies.authorities.find(({ authorityId }) => String(authorityId) === text)?.authorityId,
    ),
    unit: read('unit', (text) => known.bodies.units.find(({ unitId }) => String(unitId) === text)?.unitId),
    kind: read('kind', (text) => one(ENTRY_KINDS, text)),
    target: read('target', (text) => one(TARGET_GROUPS, text)),
    age: read('age', (text) => (/^\d{1,3}$/.test(text) && Number(text) <= OLDEST ? Number(text) : 'age')),
    need: read('need', (text) => one(NEED_LEVELS, text)),
    distance: read('distance', (text) => one(WORK_DISTANCES, text)),
    area: read('area', (text) => known.areas.find((area) => area === text)),
    status: read('status', (text) => one(OPEN_STATUSES, text)),
    on: read('on', (text): CalendarDay | FilterProblem => {
      const day = typedDay(text, known.today)
      return day === undefined ? 'day' : day > known.today ? 'future' : day
    }),
  }
  if (filter.on === known.today) filter.on = null
  return { filter, typed, problems }
}
const PROBLEMS: ReadonlySet<unknown> = new Set<FilterProblem>(['age', 'day', 'future', 'gone'])

type Filtered = Reach & Pick<Entry, 'authorityId' | 'unitId' | 'kind' | 'status'>

/** Does an entry belong to what is chosen? Who it is for is asked of what one can take part in, not of providers. */
export function matches(entry: Filtered, filter: ViewFilter): Certainty {
  if (filter.authority !== null && entry.authorityId !== (filter.authority === 'none' ? null : filter.authority))
    return 'no'
  if (filter.unit !== null && entry.unitId !== filter.unit) return 'no'
  if (filter.kind !== null && entry.kind !== filter.kind) return 'no'
  if (filter.status === null ? !isOpen(entry) : entry.status !== filter.status) return 'no'
  const answers: Certainty[] = []
  if (filter.area !== null) answers.push(reachesArea(entry, filter.area))
  if (isOffer(entry)) {
    if (filter.target !== null) answers.push(reachesTarget(entry, filter.target))
    if (filter.age !== null) answers.push(reachesAge(entry, filter.age))
    if (filter.need !== null) answers.push(reachesNeed(entry, filter.need))
    if (filter.distance !== null) answers.push(reachesDistance(entry, filter.distance))
  }
  return allOf(answers)
}

/** Those that surely belong, and those whose entry does not say enough. */
export function chosen<E extends Filtered>(entries: readonly E[], filter: ViewFilter): { those: E[]; doubtful: E[] } {
  const those: E[] = []
  const doubtful: E[] = []
  for (const entry of entries) {
    const answer = matches(entry, filter)
    if (answer !== 'no') (answer === 'yes' ? those : doubtful).push(entry)
  }
  return { those, doubtful }
}

/** An address with the same choices, and some changed. Keys of a view's own come after. */
export function addressWith(
  path: string,
  filter: ViewFilter,
  changed: Partial<ViewFilter> = {},
  own: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams()
  const all = { ...filter, ...changed }
  for (const key of FILTER_KEYS) if (all[key] !== null) query.set(FILTER_NAMES[key], String(all[key]))
  for (const [name, value] of Object.entries(own)) if (value !== undefined) query.set(name, value)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** How many choices are made. */
export const choices = (filter: ViewFilter): number => FILTER_KEYS.filter((key) => filter[key] !== null).length

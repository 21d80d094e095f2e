import { foldName } from '../../shared/text.ts'
import { authorityName, type MapBodies, ownerKind } from './body.ts'
import {
  ENTRY_KINDS,
  type EntryKind,
  NEED_LEVELS,
  type NeedLevel,
  OPEN_STATUSES,
  OWNER_KINDS,
  type OwnerKind,
  TARGET_GROUPS,
  type TargetGroup,
  WORK_DISTANCES,
  type WorkDistance,
} from './code.ts'
import type { Entry } from './entry.ts'
import { takesAge } from './entry-age.ts'
import { figureOf, type Measures } from './measure.ts'

/** What of the map is shown. It lives in the address, in Swedish words. */
export type EntryFilter = {
  text: string
  age: number | null
  area: string
  owner: OwnerKind | ''
  kind: EntryKind | ''
  need: NeedLevel | ''
  distance: WorkDistance | ''
  group: TargetGroup | ''
  status: (typeof OPEN_STATUSES)[number] | ''
  room: boolean
}

/** The names in the address. */
export const FILTER_NAMES = {
  text: 'sok',
  age: 'alder',
  area: 'ort',
  owner: 'vem',
  kind: 'slag',
  need: 'behov',
  distance: 'avstand',
  group: 'grupp',
  status: 'lage',
  room: 'ledigt',
} as const satisfies Record<keyof EntryFilter, string>

type Ask = (name: string) => string | undefined

const oneOf = <T extends string>(values: readonly T[], given: string | undefined): T | '' =>
  values.find((one) => one === given) ?? ''

/** Reads the filter of an address; what is no choice counts as none. */
export function filterOf(ask: Ask): EntryFilter {
  const of = (name: keyof EntryFilter) => ask(FILTER_NAMES[name])
  const age = of('age') ?? ''
  return {
    text: (of('text') ?? '').slice(0, 200).trim(),
    age: /^\d{1,3}$/.test(age) && Number(age) <= 120 ? Number(age) : null,
    area: (of('area') ?? '').slice(0, 100),
    owner: oneOf(OWNER_KINDS, of('owner')),
    kind: oneOf(ENTRY_KINDS, of('kind')),
    need: oneOf(NEED_LEVELS, of('need')),
    distance: oneOf(WORK_DISTANCES, of('distance')),
    group: oneOf(TARGET_GROUPS, of('group')),
    status: oneOf(OPEN_STATUSES, of('status')),
    room: of('room') === 'ja',
  }
}

/** The filter as it stands in an address. */
export function queryOf(filter: EntryFilter): URLSearchParams {
  const query = new URLSearchParams()
  for (const [key, name] of Object.entries(FILTER_NAMES) as [keyof EntryFilter, string][]) {
    const value = filter[key]
    if (value === true) query.set(name, 'ja')
    else if (value !== '' && value !== null && value !== false) query.set(name, String(value))
  }
  return query
}

export const isEmptyFilter = (filter: EntryFilter): boolean => queryOf(filter).size === 0

/** Swedish endings that words are found without: "praktiken", "praktikplatser". Short words are compared whole. */
const stem = (word: string): string => {
  const cut = word.replace(/(arna|erna|orna|ande|ende|are|het|ens|en|et|ar|er|or|na|a|e|s|n|t)$/, '')
  return cut.length >= 4 ? cut : word
}

/** Everything of an entry that is searched, folded. */
const searched = (entry: Entry, providers: ReadonlyMap<string, string>, bodies: MapBodies): string =>
  foldName(
    [
      entry.name,
      ...entry.otherNames,
      ...entry.searchWords,
      entry.providerId ? (providers.get(entry.providerId) ?? '') : '',
      authorityName(bodies, entry.authorityId) ?? '',
      entry.about.sv,
      entry.about.easy,
      entry.about.en,
      entry.about.ar,
      entry.method,
      entry.conditions,
      ...entry.places.flatMap((place) => [place.name, place.area]),
    ].join(' '),
  )

/** How well an entry answers the words; 0 where some word is not there. A word in the name weighs most. */
function weigh(entry: Entry, haystack: string, words: readonly string[]): number {
  const name = foldName([entry.name, ...entry.otherNames].join(' '))
  let weight = 0
  for (const word of words) {
    if (!haystack.includes(word)) return 0
    weight += name.startsWith(word) ? 4 : name.includes(word) ? 3 : 1
  }
  return weight
}

/** The entries that pass, those that answer the words best first; otherwise in the order given. */
export function passing(
  entries: readonly Entry[],
  filter: EntryFilter,
  bodies: MapBodies,
  measures: Measures,
): Entry[] {
  const words = foldName(filter.text).split(' ').filter(Boolean).map(stem)
  const providers = new Map(
    entries.filter((entry) => entry.kind === 'provider').map((entry) => [entry.entryId, entry.name]),
  )
  const fits = (entry: Entry): boolean =>
    (filter.kind === '' || entry.kind === filter.kind) &&
    (filter.status === '' ? entry.status !== 'closed' : entry.status === filter.status) &&
    (filter.owner === '' || ownerKind(bodies, entry) === filter.owner) &&
    (filter.age === null || takesAge(entry, filter.age) === true) &&
    (filter.area === '' || entry.places.some((place) => place.area === filter.area)) &&
    (filter.need === '' || entry.needLevels.includes(filter.need)) &&
    (filter.distance === '' || entry.workDistances.includes(filter.distance)) &&
    (filter.group === '' || entry.targetGroups.includes(filter.group)) &&
    (!filter.room || (figureOf(entry, 'freePlaces', measures)?.value ?? 0) > 0)
  const chosen = entries.filter(fits)
  if (words.length === 0) return chosen
  return chosen
    .map((entry) => ({ entry, weight: weigh(entry, searched(entry, providers, bodies), words) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ entry }) => entry)
}

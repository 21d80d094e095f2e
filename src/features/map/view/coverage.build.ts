import fc from 'fast-check'
import { day } from '../../../shared/calendar-day.ts'
import { ENTRY_KINDS, NEED_LEVELS, OPEN_STATUSES, type TargetGroup, WORK_DISTANCES } from '../code.ts'
import { EMPTY_FACTS, type Entry, type EntryFacts } from '../entry.ts'
import { EMPTY_PLACE, type Place } from '../place.ts'

/** A place of an area; without one when the area is ''. */
export const placeIn = (area: string, kind: Place['kind'] = 'physical'): Place => ({
  ...EMPTY_PLACE,
  placeId: `place-${area}-${kind}`,
  version: 1,
  name: area || 'Okänd plats',
  area,
  kind,
})

/** An entry as it is read, without a database. */
export const readEntry = (entryId: string, facts: Partial<EntryFacts> & { places?: Place[] } = {}): Entry => ({
  ...EMPTY_FACTS,
  name: entryId,
  places: [],
  verifiedOn: null,
  verifiedBy: null,
  createdOn: day('2026-01-01'),
  changedAt: '2026-01-01T00:00:00Z',
  version: 1,
  ...facts,
  entryId,
})

export const ANY_AREAS = ['Norrby', 'Åbro', 'Söderhult'] as const
const TARGETS: readonly TargetGroup[] = ['everyone', 'young', 'mental_ill_health', 'newcomer']
const METHODS = ['', 'Arbetsträning', 'arbetsträning ', 'MI']

const anyAges: fc.Arbitrary<Pick<EntryFacts, 'ageFrom' | 'ageTo'>> = fc.oneof(
  fc.constant({ ageFrom: null, ageTo: null }),
  fc.constant({ ageFrom: 0, ageTo: null }),
  fc
    .record({ ageFrom: fc.integer({ min: 0, max: 70 }), more: fc.option(fc.integer({ min: 0, max: 40 })) })
    .map(({ ageFrom, more }) => ({ ageFrom, ageTo: more === null ? null : ageFrom + more })),
  fc.integer({ min: 10, max: 90 }).map((ageTo) => ({ ageFrom: null, ageTo })),
)

const some = <T>(of: readonly T[]) => fc.subarray([...of])

/** Entries of all sorts, with what is not stated and with links between them. */
export const anyEntries = (most = 12): fc.Arbitrary<Entry[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom(...ENTRY_KINDS),
        status: fc.constantFrom(...OPEN_STATUSES),
        authorityId: fc.constantFrom(null, 1, 2, 3),
        ages: anyAges,
        needLevels: some(NEED_LEVELS),
        workDistances: some(WORK_DISTANCES),
        targetGroups: some(TARGETS),
        method: fc.constantFrom(...METHODS),
        places: fc.uniqueArray(
          fc.oneof(
            fc.constantFrom(...ANY_AREAS).map((area) => placeIn(area)),
            fc.constantFrom(placeIn(''), placeIn('', 'virtual')),
          ),
          { maxLength: 2, selector: (place) => place.placeId },
        ),
        links: fc.uniqueArray(fc.nat(most - 1), { maxLength: 2 }),
      }),
      { maxLength: most },
    )
    .map((all) =>
      all.map(({ ages, links, ...facts }, at) =>
        readEntry(`e${at}`, {
          ...facts,
          ...ages,
          name: `Post ${at}`,
          links: links
            .filter((to) => to !== at && to < all.length)
            .map((to) => ({ toEntryId: `e${to}`, kind: 'onward' as const, note: '' })),
        }),
      ),
    )

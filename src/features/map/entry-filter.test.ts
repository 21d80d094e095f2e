import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someEntry, someProvider } from './entry.build.ts'
import type { Entry, EntryFacts } from './entry.ts'
import { FILTER_NAMES, filterOf, passing, queryOf } from './entry-filter.ts'
import { NO_MEASURES } from './measure.ts'

const BODIES = { authorities: [], units: [] }
const entry = (facts: EntryFacts, entryId = facts.name): Entry => ({
  ...facts,
  entryId,
  places: [],
  verifiedOn: null,
  verifiedBy: null,
  createdOn: '2026-01-01' as Entry['createdOn'],
  changedAt: '',
  version: 1,
})
const all = [
  entry(someEntry({ name: 'Praktikplatser', ageFrom: 16, ageTo: 24 })),
  entry(someEntry({ name: 'Verkstaden', searchWords: ['praktik'], providerId: 'Handslaget' })),
  entry(someEntry({ name: 'Öppet hus', ageFrom: 0, ageTo: null, about: { sv: '', easy: '', en: '', ar: 'تدريب' } })),
  entry(someProvider({ name: 'Handslaget' })),
  entry(someEntry({ name: 'Nedlagt', status: 'closed' })),
]
const found = (query: Record<string, string>, measures = NO_MEASURES) =>
  passing(
    all,
    filterOf((name) => query[name]),
    BODIES,
    measures,
  ).map(({ name }) => name)

describe('what the list shows', () => {
  test('words are found in their inflections, the name weighs most', () => {
    expect(found({ sok: 'PRAKTIKEN' })).toEqual(['Praktikplatser', 'Verkstaden'])
    expect(found({ sok: 'handslaget verkstad' })).toEqual(['Verkstaden'])
    expect(found({ sok: 'تدريب' })).toEqual(['Öppet hus'])
    expect(found({ sok: 'oppet xyz' })).toEqual([])
  })

  test('age, kind, state and nothing closed unless asked for', () => {
    expect(found({ alder: '17' })).toEqual(['Praktikplatser', 'Öppet hus'])
    expect(found({ slag: 'provider' })).toEqual(['Handslaget'])
    expect(found({ lage: 'closed' })).toEqual(['Nedlagt'])
    expect(found({})).toHaveLength(4)
  })

  test('any address is read, and says the same when it is written again', () => {
    const names = Object.values(FILTER_NAMES)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' })), (query) => {
        const filter = filterOf((name) => query[name])
        expect(filterOf((name) => queryOf(filter).get(name) ?? undefined)).toEqual(filter)
        expect(passing(all, filter, BODIES, NO_MEASURES).length).toBeLessThanOrEqual(all.length)
      }),
    )
  })
})

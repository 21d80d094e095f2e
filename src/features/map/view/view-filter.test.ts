import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import { NEED_LEVELS, OPEN_STATUSES, TARGET_GROUPS, WORK_DISTANCES } from '../code.ts'
import { anyEntries, placeIn, readEntry } from './coverage.build.ts'
import { addressWith, chosen, matches, NO_FILTER, readFilter, type ViewFilter } from './view-filter.ts'

const TODAY = day('2026-03-02')
const known = {
  bodies: {
    authorities: [{ authorityId: 3, kind: 'municipality' as const, name: 'Norrby kommun' }],
    units: [{ unitId: 8, authorityId: 3, kind: 'team' as const, name: 'Teamet', phone: null, active: true }],
  },
  areas: ['Norrby', 'Åbro & Söder'],
  today: TODAY,
}
const readAddress = (address: string) => {
  const { searchParams } = new URL(address, 'http://here.example')
  return readFilter((name) => searchParams.get(name) ?? undefined, known)
}

const anyFilter: fc.Arbitrary<ViewFilter> = fc.record({
  authority: fc.constantFrom(null, 'none' as const, 3),
  unit: fc.constantFrom(null, 8),
  kind: fc.constantFrom(null, 'intervention' as const, 'provider' as const),
  target: fc.constantFrom(null, ...TARGET_GROUPS),
  age: fc.option(fc.integer({ min: 0, max: 120 })),
  need: fc.constantFrom(null, ...NEED_LEVELS),
  distance: fc.constantFrom(null, ...WORK_DISTANCES),
  area: fc.constantFrom(null, ...known.areas),
  status: fc.constantFrom(null, ...OPEN_STATUSES),
  on: fc.constantFrom(null, day('2025-12-31')),
})

describe('the filter in an address', () => {
  test('what is chosen is read again as it was', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const { filter: read, problems } = readAddress(addressWith('/karta/vyer/alder', filter))
        expect(read).toEqual(filter)
        expect(problems).toEqual({})
      }),
    )
  })

  test('whatever stands in an address is read or told, and kept', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('alder', 'datum', 'ort', 'huvudman', 'lage'), fc.string()), (typed) => {
        const { filter, problems, typed: kept } = readFilter((name) => typed[name], known)
        expect(Object.keys(problems).every((key) => filter[key as keyof ViewFilter] === null)).toBe(true)
        expect(Object.keys(problems).every((key) => (kept[key as keyof ViewFilter] ?? '') !== '')).toBe(true)
      }),
    )
  })

  test.each([
    ['?alder=sexton', 'age', 'age'],
    ['?alder=900', 'age', 'age'],
    ['?datum=2026-02-31', 'on', 'day'],
    ['?datum=2026-03-03', 'on', 'future'],
    ['?ort=Nirgendwo', 'area', 'gone'],
    ['?huvudman=99', 'authority', 'gone'],
    ['?lage=removed', 'status', 'gone'],
  ])('%s: %s is %s', (address, key, problem) => {
    expect(readAddress(address).problems).toEqual({ [key]: problem })
  })

  test('Arabic digits are digits, today is now', () => {
    expect(readAddress(`?alder=${encodeURIComponent('٢٤')}`).filter.age).toBe(24)
    expect(readAddress('?datum=2026-03-02').filter.on).toBe(null)
  })
})

describe('what belongs', () => {
  test('nothing chosen: all that is open, each once', () => {
    fc.assert(
      fc.property(anyEntries(), anyFilter, (entries, filter) => {
        const { those, doubtful } = chosen(entries, NO_FILTER)
        expect(those).toEqual(entries.filter((one) => one.status !== 'closed' && one.status !== 'removed'))
        expect(doubtful).toEqual([])
        const narrowed = chosen(entries, filter)
        expect(narrowed.those.filter((one) => narrowed.doubtful.includes(one))).toEqual([])
      }),
    )
  })

  test('what an entry does not say leaves doubt; everyone is no group in particular; a provider has no age', () => {
    const entry = readEntry('a', { targetGroups: ['everyone'], ageFrom: 18, places: [placeIn('Norrby')] })
    const ask = (filter: Partial<ViewFilter>) => matches(entry, { ...NO_FILTER, ...filter })
    expect([ask({ target: 'debts' }), ask({ age: 17 }), ask({ age: 90 })]).toEqual(['unsure', 'no', 'yes'])
    expect([ask({ need: 'small' }), ask({ need: 'small', age: 17 })]).toEqual(['unsure', 'no'])
    expect([ask({ area: 'Norrby' }), ask({ area: 'Åbro' }), ask({ authority: 'none' })]).toEqual(['yes', 'no', 'yes'])
    expect(matches(readEntry('p', { kind: 'provider' }), { ...NO_FILTER, age: 17, need: 'large' })).toBe('yes')
  })
})

import { describe, expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import { someEntry, someProvider } from '../entry.build.ts'
import type { Entry, EntryFacts } from '../entry.ts'
import { NO_MEASURES } from '../measure.ts'
import { comparedOf, pairOf, saidApart } from './pair.ts'
import { findingsOf } from './quality.ts'

const TODAY = day('2026-11-02')
const NO_CONTACT = { name: '', email: '', phone: '', website: '' }
const entry = (facts: EntryFacts, more: Partial<Entry> = {}): Entry => ({
  ...facts,
  entryId: facts.name,
  places: [],
  verifiedOn: TODAY,
  verifiedBy: null,
  createdOn: TODAY,
  changedAt: '',
  version: 1,
  ...more,
})
const find = (
  entries: Entry[],
  uses = new Map<string, number | null>(),
  apart: ReturnType<typeof saidApart> = () => false,
) =>
  findingsOf({ entries, bodies: { authorities: [], units: [] }, measures: NO_MEASURES, uses, today: TODAY, apart }).map(
    (one) =>
      `${one.problem} ${one.entry.name}${one.other ? ` ~ ${one.other.name}` : ''}${one.doubt ? ` ${one.doubt}` : ''}`,
  )

describe('what is wrong with the map', () => {
  test('nothing, where everything is there', () => {
    expect(find([entry(someEntry()), entry(someProvider())], new Map([['Hälsogrupp', null]]))).toEqual([])
  })

  test('a pair said not to be the same is left alone until one of them is called something else', () => {
    const [one, other] = [
      entry(someEntry({ name: 'Språkcafé', waysIn: ['self'] }), { entryId: 'a' }),
      entry(someEntry({ name: 'Språkcaféet', waysIn: ['self'] }), { entryId: 'b' }),
    ]
    const apart = saidApart([
      { ...pairOf(other, one), compared: comparedOf(other, one), saidBy: 'Karin', saidOn: TODAY },
    ])
    expect(find([one, other])).toEqual(['double Språkcafé ~ Språkcaféet'])
    expect(find([one, other], new Map(), apart)).toEqual([])
    expect(find([{ ...one, method: 'Nytt' }, other], new Map(), apart)).toEqual([])
    expect(find([{ ...one, name: 'Språkkaféet' }, other], new Map(), apart)).toHaveLength(1)
    expect(find([one, { ...other, providerId: 'c' }], new Map(), apart)).toHaveLength(1)
  })

  test('each problem is found, and only where it is', () => {
    const entries = [
      entry(someEntry({ name: 'Tyst', contact: NO_CONTACT, waysIn: ['self'] })),
      entry(
        someEntry({
          name: 'Svarar utföraren',
          contact: NO_CONTACT,
          waysIn: ['self'],
          providerId: 'Föreningen Handslaget',
        }),
      ),
      entry(someProvider()),
      entry(someEntry({ name: 'Gammal', waysIn: ['self'] }), { verifiedOn: day('2025-10-01') }),
      entry(someEntry({ name: 'Ålderslös', waysIn: ['self'], ageFrom: null, ageTo: null })),
      entry(someEntry({ name: 'Behovslös', waysIn: ['self'], needLevels: [] })),
      entry(someEntry({ name: 'Oanvänd' })),
      entry(someEntry({ name: 'Fullsatt', freePlaces: { value: 0, on: TODAY } })),
      entry(someEntry({ name: 'Oläst', waysIn: ['self'], unread: { Tid: 'efter behov' } })),
      entry(someEntry({ name: 'Avslutad', status: 'closed', contact: NO_CONTACT }), { verifiedOn: null }),
    ]
    expect(find(entries, new Map([['Fullsatt', 7]]))).toEqual([
      'noContact Tyst',
      'unverified Gammal',
      'noAge Ålderslös',
      'noNeed Behovslös',
      'neverUsed Oanvänd',
      'usedButFull Fullsatt',
      'unread Oläst',
    ])
  })

  test('kinds that are mixed up', () => {
    const week = { from: 1, to: 2, unit: 'week' as const }
    const entries = [
      entry(someProvider({ name: 'Smedjan AB', duration: week })),
      entry(someEntry({ name: 'Smedjan ab', waysIn: ['self'] }), { entryId: 'x' }),
      entry(someEntry({ name: 'Kurs', kind: 'activity', waysIn: ['decision'], duration: week })),
      entry(someEntry({ name: 'Häng', waysIn: ['self'], needLevels: ['small'] })),
    ]
    expect(find(entries).filter((one) => one.startsWith('mixedKind'))).toEqual([
      'mixedKind Smedjan AB providerWithOffer',
      'mixedKind Smedjan ab namedAsProvider',
      'mixedKind Kurs activityWithEnd',
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLikePersonsMail, looksLikePersonsName } from '../contact.ts'
import { someEntry, someProvider } from '../entry.build.ts'
import { doublesAmong, likelyDoubles, likeness } from './double.ts'

const named = (name: string, given: Parameters<typeof someEntry>[0] = {}) => ({
  ...someEntry({ name, ...given }),
  entryId: name,
})

describe('the same thing written twice', () => {
  test('the same name is enough, a similar one needs a reason more', () => {
    const there = [
      named('Språkcafé', { contact: { name: '', email: 'a@x.example', phone: '', website: '' } }),
      named('Jobbcoachning för unga', {
        ageFrom: 16,
        ageTo: 24,
        contact: { name: '', email: '', phone: '', website: '' },
      }),
      named('Simskola'),
    ]
    const reasons = (name: string, given = {}) =>
      likelyDoubles(someEntry({ name, contact: { name: '', email: '', phone: '', website: '' }, ...given }), there).map(
        ({ entry, reasons: why }) => [entry.name, ...why],
      )
    expect(reasons('Språkcirkel', { ageFrom: 70, ageTo: null })).toEqual([])
    expect(reasons('Språkcafét', { ageFrom: 70, ageTo: null })).toEqual([['Språkcafé', 'sameName']])
    expect(reasons('Språkkafé', { ageFrom: 70, ageTo: null })).toEqual([['Språkcafé', 'sameName']])
    expect(reasons('Jobbcoach för unga', { ageFrom: 18, ageTo: 29 })).toEqual([
      ['Jobbcoachning för unga', 'sameName', 'sameFor'],
    ])
    expect(reasons('Jobbspår för unga', { ageFrom: 18, ageTo: 29 })).toEqual([
      ['Jobbcoachning för unga', 'similarName', 'sameFor'],
    ])
    expect(reasons('Jobbspår för unga', { ageFrom: 40, ageTo: 64 })).toEqual([])
    expect(reasons('Cykelverkstad')).toEqual([])
  })

  test('numbers and short words tell two apart', () => {
    const none = { contact: { name: '', email: '', phone: '', website: '' }, needLevels: [] }
    const pair = (a: string, b: string) => likelyDoubles(someEntry({ name: a, ...none }), [named(b, none)]).length
    expect(pair('Kursstart april', 'Kursstart april')).toBe(1)
    expect(pair('Kurs 12', 'Kurs 13')).toBe(0)
    expect(pair('Mottagningen Öst', 'Mottagningen Väst')).toBe(0)
  })

  test('an entry is no double of itself; a pair is told once', () => {
    const there = [named('Promenadgrupp'), named('Promenadgruppen'), named('Simskola'), someProviderEntry('Handslaget')]
    expect(likelyDoubles(there[0]!, there).map(({ entry }) => entry.name)).toEqual(['Promenadgruppen'])
    expect(doublesAmong(there).map(({ a, b }) => [a.name, b.entry.name])).toEqual([
      ['Promenadgrupp', 'Promenadgruppen'],
    ])
  })

  test('likeness is between 0 and 1, the same both ways, and 1 with itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const alike = likeness(a, b)
        expect(alike).toBeGreaterThanOrEqual(0)
        expect(alike).toBeLessThanOrEqual(1)
        expect(alike).toBe(likeness(b, a))
        if (/[\p{L}\p{N}]/u.test(a)) expect(likeness(a, a)).toBe(1)
      }),
    )
  })
})

const someProviderEntry = (name: string) => ({ ...someProvider({ name }), entryId: name })

test('a person is no contact', () => {
  const mails = [
    'anna.berg@kommun.example',
    'Lars-Erik@x.example',
    'team.norrby@x.example',
    'reception@x.example',
    'annat@x.example',
  ]
  expect(mails.filter(looksLikePersonsMail)).toEqual(mails.slice(0, 2))
  const names = ['Anna Berg', 'Karin von Ek', 'Receptionen', 'Anna', 'Daniel i receptionen']
  expect(names.filter(looksLikePersonsName)).toEqual(['Anna Berg'])
})

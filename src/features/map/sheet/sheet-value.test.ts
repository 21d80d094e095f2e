import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WEEKDAYS } from '../code.ts'
import type { Opening } from '../entry.ts'
import { agesText, readAges } from './sheet-age.ts'
import { durationText, readDuration } from './sheet-duration.ts'
import { openingsText, readOpenings } from './sheet-opening.ts'
import { readCost, readCount, readDays, readPlaces, readYesNo } from './sheet-text.ts'
import { codeOf, readWords, WORD_LISTS, type WordList, wordsText } from './sheet-words.ts'

describe('ages', () => {
  test.each<[string, number | null, number | null]>([
    ['16-29 år', 16, 29],
    ['16–29', 16, 29],
    ['16 — 29 års ålder', 16, 29],
    ['16 till 29 år', 16, 29],
    ['16 t.o.m. 29', 16, 29],
    ['mellan 16 och 29 år', 16, 29],
    ['från 16 till 29', 16, 29],
    ['Ålder 16-29', 16, 29],
    ['ca 18-25 år', 18, 25],
    ['16-29 år (unga)', 16, 29],
    ['från 18', 18, null],
    ['fr.o.m. 18 år', 18, null],
    ['Från och med 18 år', 18, null],
    ['18+', 18, null],
    ['18 -', 18, null],
    ['18 år och äldre', 18, null],
    ['minst 18 år', 18, null],
    ['över 18 år', 18, null],
    ['≥ 18', 18, null],
    ['vuxna', 18, null],
    ['upp till 25 år', null, 25],
    ['till 25', null, 25],
    ['t o m 25 år', null, 25],
    ['högst 25', null, 25],
    ['max 25 år', null, 25],
    ['-25', null, 25],
    ['under 20 år', null, 19],
    ['yngre än 20', null, 19],
    ['25 och yngre', null, 25],
    ['18', 18, 18],
    ['18 år', 18, 18],
    ['Alla åldrar', 0, null],
    ['alla', 0, null],
    ['Oavsett ålder', 0, null],
    ['ingen åldersgräns', 0, null],
    ['all ages', 0, null],
    ['١٦-٢٩', 16, 29],
  ])('%s', (cell, ageFrom, ageTo) => expect(readAges(cell)).toEqual({ ageFrom, ageTo }))

  test.each([
    '',
    'unga vuxna',
    '16-29 och 45-65',
    '29-16',
    '200',
    '2016-01-29',
    'se text',
    '16/29',
    'gymnasieålder',
    '-',
  ])('cannot be read: %s', (cell) => expect(readAges(cell)).toBeUndefined())

  test('what is written is read back', () => {
    const age = fc.option(fc.integer({ min: 0, max: 120 }))
    fc.assert(
      fc.property(age, age, (ageFrom, ageTo) => {
        fc.pre(ageFrom === null || ageTo === null || ageFrom <= ageTo)
        const text = agesText({ ageFrom, ageTo })
        if (text === '') expect([ageFrom, ageTo]).toEqual([null, null])
        else expect(readAges(text)).toEqual({ ageFrom, ageTo })
      }),
    )
  })
})

describe('how long', () => {
  test.each<[string, number | null, number | null, string]>([
    ['6–12 månader', 6, 12, 'month'],
    ['6 - 12 mån', 6, 12, 'month'],
    ['6 till 12 mån.', 6, 12, 'month'],
    ['ca 3 mån', 3, 3, 'month'],
    ['c:a 3 mån', 3, 3, 'month'],
    ['Cirka tre månader', 3, 3, 'month'],
    ['10 v', 10, 10, 'week'],
    ['12 veckor', 12, 12, 'week'],
    ['en vecka', 1, 1, 'week'],
    ['5 dagar', 5, 5, 'day'],
    ['1 år', 12, 12, 'month'],
    ['ett år', 12, 12, 'month'],
    ['1,5 år', 18, 18, 'month'],
    ['ett halvår', 6, 6, 'month'],
    ['halvår', 6, 6, 'month'],
    ['3 mån - 1 år', 3, 12, 'month'],
    ['1–2 år', 12, 24, 'month'],
    ['upp till 6 månader', null, 6, 'month'],
    ['max 10 veckor', null, 10, 'week'],
    ['högst ett år', null, 12, 'month'],
    ['minst 3 månader', 3, null, 'month'],
    ['från 8 veckor', 8, null, 'week'],
  ])('%s', (cell, from, to, unit) => expect(readDuration(cell)).toEqual({ from, to, unit }))

  test.each([
    '',
    'en termin',
    'tills vidare',
    '6',
    'löpande',
    '2 veckor - 3 månader',
    '12-6 mån',
    '1,3 mån',
    'varierar',
    '3 mån eller 6 mån',
  ])('cannot be read: %s', (cell) => expect(readDuration(cell)).toBeUndefined())

  test('what is written is read back', () => {
    const count = fc.option(fc.integer({ min: 0, max: 5000 }))
    fc.assert(
      fc.property(count, count, fc.constantFrom('day', 'week', 'month'), (from, to, unit) => {
        fc.pre((from !== null || to !== null) && (from === null || to === null || from <= to))
        expect(readDuration(durationText({ from, to, unit }))).toEqual({ from, to, unit })
      }),
    )
  })
})

describe('numbers', () => {
  test.each<[string, number | undefined]>([
    ['12', 12],
    ['ca 15 platser', 15],
    ['12 st', 12],
    ['1 200', 1200],
    ['tolv', 12],
    ['12.0', 12],
    ['ingen', 0],
    ['inga lediga', 0],
    ['10-12', undefined],
    ['obegränsat', undefined],
  ])('how many: %s', (cell, count) => expect(readCount(cell)).toBe(count))

  test.each<[string, number | undefined]>([
    ['14', 14],
    ['14 dagar', 14],
    ['ca 3 veckor', 21],
    ['2 mån', 60],
    ['ingen väntetid', 0],
    ['omgående', 0],
    ['drop-in', 0],
    ['varierar', undefined],
    ['8-6 v', undefined],
  ])('days of waiting: %s', (cell, days) => expect(readDays(cell)?.days).toBe(days))

  test.each([
    ['6-8 v', 56],
    ['2–3 veckor', 21],
    ['2 veckor till 1 mån', 30],
    ['10 – 14', 14],
  ])('of two waiting times the longer: %s', (cell, days) => expect(readDays(cell)).toEqual({ days, span: true }))

  test.each<[string, number, number]>([
    ['8 (2 lediga)', 8, 2],
    ['8 platser, varav 2 lediga', 8, 2],
    ['12 st (0 lediga platser)', 12, 0],
    ['2 lediga av 8', 8, 2],
  ])('all places and free ones: %s', (cell, all, free) => expect(readPlaces(cell)).toEqual({ all, free }))
  test.each(['8', '2 (8 lediga)', '8/2', '8 (2 i kö)'])('not both: %s', (cell) =>
    expect(readPlaces(cell)).toBeUndefined(),
  )

  test.each<[string, number | undefined]>([
    ['gratis', 0],
    ['Kostnadsfritt', 0],
    ['200 kr', 200],
    ['1 500:-', 1500],
    ['200 kr per termin', undefined],
  ])('what it costs: %s', (cell, cost) => expect(readCost(cell)).toBe(cost))

  test.each<[string, boolean | undefined]>([
    ['Ja', true],
    ['x', true],
    ['nej', false],
    ['kanske', undefined],
  ])('yes or no: %s', (cell, yes) => expect(readYesNo(cell)).toBe(yes))
})

describe('words of a list', () => {
  test.each<[string, string[], string[]]>([
    ['Unga, långtidsarbetslösa och föräldrar', ['young', 'long_unemployed', 'parents'], []],
    ['Personer med psykisk ohälsa', ['mental_ill_health'], []],
    ['psykisk ohälsa/NPF', ['mental_ill_health', 'neuropsychiatric'], []],
    ['• Nyanlända\n• Sjukskrivna', ['newcomer', 'sick_listed'], []],
    ['Unga som varken arbetar eller studerar; Fysisk ohälsa och smärta', ['neet', 'physical_ill_health'], []],
    ['Långtidsarbetslösa; cirkusartister', ['long_unemployed'], ['cirkusartister']],
    ['Sjukskrivnna', ['sick_listed'], []],
    ['Alla', ['everyone'], []],
    ['Försörjningsstöd + beroende & skulder', ['income_support', 'addiction', 'debts'], []],
  ])('%s', (cell, codes, rest) => expect(readWords('target', cell)).toEqual({ codes, rest }))

  test('one of a list', () => {
    expect(codeOf('kind', 'insats')).toBe('intervention')
    expect(codeOf('status', 'Pågående')).toBe('active')
    expect(codeOf('need', 'stort')).toBe('large')
    expect(codeOf('kind', 'banan')).toBeUndefined()
  })

  test.each<[WordList, string, string[], string[]]>([
    ['need', 'medel-stort', ['medium', 'large'], []],
    ['need', 'litet – stort behov', ['small', 'medium', 'large'], []],
    ['need', 'litet till visst', ['small', 'medium'], []],
    ['need', 'litet-blandat', [], ['litet-blandat']],
    ['way', 'Remiss från läkare', ['care'], []],
    ['way', 'Sök själv via 1177', ['self'], []],
    ['target', 'Intellektuell funktionsnedsättning, autism', ['neuropsychiatric', 'disability'], []],
  ])('%s: %s', (list, cell, codes, rest) => expect(readWords(list, cell)).toEqual({ codes, rest }))

  test('every list is written and read back', () => {
    const lists = Object.keys(WORD_LISTS) as WordList[]
    fc.assert(
      fc.property(fc.constantFrom(...lists), fc.infiniteStream(fc.boolean()), (list, picks) => {
        const codes = WORD_LISTS[list].filter(() => picks.next().value)
        expect(readWords(list, wordsText(list, codes))).toEqual({ codes, rest: [] })
      }),
    )
  })
})

const none = { fromOn: null, untilOn: null, weekdays: [], opensAt: null, closesAt: null, note: '' }
describe('opening hours', () => {
  test.each<[string, Partial<Opening>[]]>([
    ['mån-fre 8-16', [{ weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'], opensAt: '08:00', closesAt: '16:00' }]],
    [
      'Måndag–fredag kl. 08.00–16.30',
      [{ weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'], opensAt: '08:00', closesAt: '16:30' }],
    ],
    ['tisdagar och torsdagar 13-15', [{ weekdays: ['TU', 'TH'], opensAt: '13:00', closesAt: '15:00' }]],
    [
      'Vardagar 9-17; lör 10-14 (drop-in)',
      [
        { weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'], opensAt: '09:00', closesAt: '17:00' },
        { weekdays: ['SA'], opensAt: '10:00', closesAt: '14:00', note: 'drop-in' },
      ],
    ],
    ['drop-in tisdagar kl 13', [{ weekdays: ['TU'], opensAt: '13:00', note: 'drop-in' }]],
    ['2026-01-12 – 2026-06-05', [{ fromOn: '2026-01-12' as never, untilOn: '2026-06-05' as never }]],
    ['Efter överenskommelse', [{ note: 'Efter överenskommelse' }]],
    ['ring 0411-123 45', [{ note: 'ring 0411-123 45' }]],
    ['mån 16-8', [{ note: 'mån 16-8' }]],
  ])('%s', (cell, openings) => expect(readOpenings(cell)).toEqual(openings.map((one) => ({ ...none, ...one }))))

  test('what is written is read back', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
    const opening: fc.Arbitrary<Opening> = fc
      .record({
        fromOn: fc.option(fc.constantFrom('2026-01-12', '2026-02-01')) as fc.Arbitrary<Opening['fromOn']>,
        untilOn: fc.option(fc.constantFrom('2026-06-05', '2026-12-31')) as fc.Arbitrary<Opening['untilOn']>,
        weekdays: fc.subarray([...WEEKDAYS]),
        opensAt: fc.option(time),
        closesAt: fc.option(time),
        note: fc.constantFrom('', 'drop-in', 'efter överenskommelse', 'bara kvällar'),
      })
      .map((one) => ({
        ...one,
        closesAt: one.opensAt && one.closesAt && one.closesAt > one.opensAt ? one.closesAt : null,
      }))
      .filter((one) => openingsText([one]) !== '')
    fc.assert(
      fc.property(fc.array(opening, { minLength: 1, maxLength: 4 }), (openings) => {
        expect(readOpenings(openingsText(openings))).toEqual(openings)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDay } from '../../../platform/spreadsheet/day-text.ts'
import { languageCode } from '../../../platform/spreadsheet/language-text.ts'
import { isMisspelt, plain } from '../../../platform/spreadsheet/plain.ts'
import { day } from '../../../shared/calendar-day.ts'
import { findColleague } from './import-row.ts'
import {
  readDestination,
  readEmail,
  readHours,
  readName,
  readNumber,
  readPhone,
  readState,
  readYesNo,
} from './import-value.ts'

const today = day('2026-03-09')

describe('days', () => {
  test.each([
    '2024-03-01',
    '20240301',
    '240301',
    '24-03-01',
    '2024-03-01T00:00',
    '2024-03-01 08:30:00',
    '2024/3/1',
    '2024.03.01',
    '1/3 2024',
    '1/3-24',
    '01.03.2024',
    '1 mars 2024',
    'den 1 mars 2024',
    'fredag 1 mars 2024',
    '1:a mars 2024',
    '1 mar -24',
    'March 1, 2024',
    '1 March 2024',
    ' 1  MARS  2024 ',
    '45352',
    '٢٠٢٤-٠٣-٠١',
    '2024–03–01',
  ])('%s is the first of March 2024', (cell) => expect(readDay(cell, today)).toEqual({ day: '2024-03-01' }))

  test.each([
    ['31 februari', 'dayMissing'],
    ['31 februari 2024', 'dayMissing'],
    ['2023-02-29', 'dayMissing'],
    ['0202-03-01', 'dayYear'],
    ['2204-03-01', 'dayYear'],
    ['1924-03-01', 'dayYear'],
    ['2024', 'dayIncomplete'],
    ['mars 2024', 'dayIncomplete'],
    ['1 mars', 'dayIncomplete'],
    ['2024-03', 'dayIncomplete'],
    ['3/14/2024', 'dayForm'],
    ['vecka 12', 'dayForm'],
    ['snart', 'dayForm'],
    ['-', 'dayForm'],
    ["'; drop table", 'dayForm'],
  ])('%s is not a day: %s', (cell, problem) => expect(readDay(cell, today)).toEqual({ problem }))

  test('the first of two pairs is the year, unless only the other way round makes a day of our time', () => {
    expect(readDay('31-12-24', today)).toEqual({ day: '2024-12-31' })
    expect(readDay('24-12-31', today)).toEqual({ day: '2024-12-31' })
  })

  test('any text is a day that exists, or a problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-/. mars') })), (cell) => {
        const read = readDay(cell, today)
        if ('day' in read) expect(day(read.day)).toBe(read.day)
        else expect(read.problem).toMatch(/^day/)
      }),
    )
  })
})

describe('personal numbers', () => {
  test.each(['19890201-2387', '890201-2387', '8902012387', '198902012387', '198902012387.0', '198902012387,00'])(
    '%s',
    (cell) => expect(readNumber(cell, today)).toMatchObject({ value: { digits12: '198902012387', sex: 'woman' } }),
  )

  test('zeros that a spreadsheet program has dropped are found again', () => {
    const whole = '0001012384'
    const read = readNumber(whole, today)
    for (const short of [whole.replace(/^0+/, ''), Number(whole).toString()])
      expect(readNumber(short, today)).toEqual(read)
    expect('value' in read).toBe(true)
  })

  test.each([
    ['19890201-2388', 'numberCheckDigit'],
    ['19890231-2387', 'numberDate'],
    ['890201', 'numberForm'],
    ['20010512', 'numberForm'],
    ['1.98902E+11', 'numberRounded'],
    ['1,98902E+11', 'numberRounded'],
    ['16556036-0793', 'numberOrganisation'],
    ['okänt nummer', 'numberForm'],
  ])('%s: %s', (cell, problem) => expect(readNumber(cell, today)).toEqual({ problem }))
})

describe('hours', () => {
  test.each([
    ['10', 40],
    ['1,5', 6],
    ['1.5', 6],
    ['1:30', 6],
    ['01:30', 6],
    ['10 h', 40],
    ['10 tim/v', 40],
    ['10 timmar i veckan', 40],
    ['10h/v', 40],
    ['25 %', 40],
    ['25%', 40],
    ['100 %', 160],
    ['heltid', 160],
    ['Halvtid', 80],
    ['0', 0],
    ['40', 160],
    ['0,75', 3],
  ])('%s are %i quarter hours', (cell, value) => expect(readHours(cell)).toEqual({ value }))

  test.each([
    ['1,3', 'hoursQuarter'],
    ['1:20', 'hoursQuarter'],
    ['33 %', 'hoursQuarter'],
    ['41', 'hoursMost'],
    ['10-15', 'hours'],
    ['mycket', 'hours'],
    ['10 kronor', 'hours'],
    ['-4', 'hours'],
  ])('%s: %s', (cell, problem) => expect(readHours(cell)).toEqual({ problem }))

  test('every quarter hour comes back, with comma or point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 160 }), fc.constantFrom(',', '.'), (value, point) => {
        expect(readHours(String(value / 4).replace('.', point))).toEqual({ value })
      }),
    )
  })
})

test('yes and no, states, languages', () => {
  expect(['Ja', 'x', 'YES', '1', 'behövs'].map(readYesNo)).toEqual(Array(5).fill({ value: true }))
  expect(['Nej', '', '0', 'behövs ej'].map(readYesNo)).toEqual(Array(4).fill({ value: false }))
  expect(readYesNo('kanske')).toEqual({ problem: 'yesNo' })
  expect(['Pågår', 'i kö', 'Avslutad', 'waiting', 'discharged'].map(readState)).toEqual(
    ['active', 'queued', 'discharged', 'queued', 'discharged'].map((value) => ({ value })),
  )
  expect(readState('vilande')).toEqual({ problem: 'state' })
  expect(['Arabiska', 'arabiskaa', 'Somali', 'dari', 'ti', 'Persiska', 'talar finska'].map(languageCode)).toEqual([
    'ar',
    'ar',
    'so',
    'prs',
    'ti',
    'fa',
    'fi',
  ])
  expect(languageCode('klingonska')).toBeUndefined()
})

test('destinations by the beginnings of words; what nobody has a word for is kept as it is', () => {
  expect(
    ['Arbete med stöd', 'Studerar på folkhögskola', 'Rätt ersättning (sjukersättning)', 'Vården', 'Flyttat'].map(
      (cell) => readDestination(cell).value,
    ),
  ).toEqual(['work', 'studies', 'right_benefit', 'care', 'moved'])
  expect(readDestination('Arbetslös')).toEqual({ value: 'other', notice: 'destinationOther' })
  expect(readDestination('Annat')).toEqual({ value: 'other' })
})

test('addresses, telephones, names', () => {
  expect(readEmail(' mailto:ada@norrby.example ')).toEqual({ value: 'ada@norrby.example' })
  expect(readEmail('ada@norrby')).toEqual({ problem: 'email' })
  expect(readPhone('701740605')).toEqual({ value: '0701740605' })
  expect(readPhone('070-174 06 05 (mamma)')).toEqual({ value: '070-174 06 05 (mamma)' })
  expect(readPhone('ring')).toEqual({ problem: 'phone' })
  expect(readName('Ek, Ada Maria')).toEqual({ value: { given: 'Ada Maria', family: 'Ek' } })
  expect(readName('Ada  Maria Ek')).toEqual({ value: { given: 'Ada Maria', family: 'Ek' } })
  expect(readName('Ada')).toEqual({ value: { given: 'Ada', family: '' }, notice: 'oneName' })
})

describe('a colleague', () => {
  const colleague = (name: string, until: string | null = null) => ({
    userId: name,
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}@norrby.example`,
    until: until ? day(until) : null,
  })
  const team = [
    colleague('Petra Nyholm'),
    colleague('Elin Forsgren'),
    colleague('Elin Berg'),
    colleague('Olle Strand', '2025-01-31'),
  ]
  test.each([
    ['petra@norrby.example', 'Petra Nyholm'],
    ['PETRA NYHOLM', 'Petra Nyholm'],
    ['Nyholm, Petra', 'Petra Nyholm'],
    ['Petra', 'Petra Nyholm'],
    ['Petra Nyholm (arbetskonsulent)', 'Petra Nyholm'],
    ['Elin Berg', 'Elin Berg'],
    ['Olle', 'Olle Strand'],
  ])('%s', (cell, name) => expect(findColleague(cell, team)).toMatchObject({ value: { name } }))
  test('of two with the same first name it must be said which', () => {
    expect(findColleague('Elin', team)).toEqual({ problem: 'contactAmbiguous' })
    expect(findColleague('Karin', team)).toEqual({ problem: 'contactUnknown' })
  })
})

test('plain words, and misspelt ones', () => {
  expect(plain('  E-postadress: ')).toBe('e postadress')
  expect(plain('Språk/Modersmål')).toBe('sprak modersmal')
  expect([
    isMisspelt('telefn', 'telefon'),
    isMisspelt('tolk', 'tolp'),
    isMisspelt('insrkivningsdatm', 'inskrivningsdatum'),
  ]).toEqual([true, false, true])
})

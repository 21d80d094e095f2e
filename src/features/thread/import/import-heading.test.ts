import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headingsOf } from '../../../platform/spreadsheet/layout.ts'
import { day } from '../../../shared/calendar-day.ts'
import { guessColumns, isKnownHeading } from './import-heading.ts'
import { guessLayout } from './import-layout.ts'
import { isTarget } from './import-target.ts'

const today = day('2026-03-09')
const guess = (headings: string[], cells: string[][] = []) => guessColumns(headings, cells, today)

describe('headings', () => {
  test.each([
    ['Namn', 'name'],
    ['Förnamn', 'givenName'],
    ['EFTERNAMN', 'familyName'],
    ['Personnr', 'number'],
    ['Personnummer/samordningsnummer', 'number'],
    ['Persnr.', 'number'],
    ['Peronnummer', 'number'],
    ['Telefonnummer (mobil)', 'phone'],
    ['E-post', 'email'],
    ['Mejladress', 'email'],
    ['Modersmål', 'language'],
    ['Tolk?', 'interpreter'],
    ['Remissdatum', 'referralOn'],
    ['Remitterande enhet', 'referredBy'],
    ['Inskriven datum', 'intakeOn'],
    ['insrkivningsdatm', 'intakeOn'],
    ['Handläggare', 'contact'],
    ['Kontakt sedan', 'contactSince'],
    ['Egna ord', 'ownWords'],
    ['Status', 'state'],
    ['Avslutsdatum', 'dischargedOn'],
    ['Avslutad till', 'destination'],
    ['Dnr', 'externalId'],
    ['Skyddade personuppgifter', 'protection'],
    ['Insats', 'track1.name'],
    ['Insats 2', 'track2.name'],
    ['Insats1', 'track1.name'],
    ['Spår 1 timmar/vecka', 'track1.hours'],
    ['Aktivitet 2 – plats', 'track2.place'],
    ['Start 2', 'track2.startOn'],
    ['Full name', 'name'],
    ['Date of referral', 'referralOn'],
    ['Case worker', 'contact'],
    ['Intervention 3 end date', 'track3.endOn'],
    ['Skostorlek', null],
    ['Skonummer', null],
    ['', null],
  ])('%s → %s', (heading, target) => expect(guess([heading])).toEqual([target]))

  test('start and end belong to the track they stand beside, otherwise to the team', () => {
    expect(guess(['Namn', 'Startdatum', 'Slutdatum'])).toEqual(['name', 'intakeOn', 'dischargedOn'])
    expect(guess(['Namn', 'Inskriven', 'Insats', 'Timmar', 'Start', 'Slut', 'Plats', 'Insats', 'Timmar'])).toEqual([
      'name',
      'intakeOn',
      'track1.name',
      'track1.hours',
      'track1.startOn',
      'track1.endOn',
      'track1.place',
      'track2.name',
      'track2.hours',
    ])
  })

  test('a start apart from its track is the track’s, where the team has a day of its own', () => {
    expect(guess(['Namn', 'Inskriven', 'Insats', 'Anteckning', 'Timmar/v', 'Start'])).toEqual([
      'name',
      'intakeOn',
      'track1.name',
      null,
      'track1.hours',
      'track1.startOn',
    ])
  })

  test('a column whose cells are no days is not taken for one of days', () => {
    expect(
      guess(
        ['Remiss', 'Inskriven'],
        [
          ['Ja', 'Nej'],
          ['2024-03-01', 'vet ej'],
        ],
      ),
    ).toEqual([null, 'intakeOn'])
  })

  test('the surer of two columns keeps the target', () => {
    expect(guess(['Telefon till anhörig', 'Telefon'])).toEqual([null, 'phone'])
    expect(guess(['Telefon', 'Telefon'])).toEqual(['phone', null])
  })

  test('whatever stands over the columns, each target is given once', () => {
    const heading = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Namn',
        'Insats',
        'Insats 2',
        'Timmar',
        'Start',
        'Slut',
        'Plats',
        'Telefon',
        'Remiss',
        'Insats 9',
      ),
    )
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 40 }), (headings) => {
        const found = guess(headings)
        expect(found).toHaveLength(headings.length)
        const given = found.filter((target) => target !== null)
        expect(new Set(given).size).toBe(given.length)
        expect(given.every(isTarget)).toBe(true)
      }),
    )
  })
})

describe('the rows of headings', () => {
  const data = ['Ada Ek', '19890201-2387', '070-174 06 05']
  test('are found below titles and blank rows', () => {
    expect(guessLayout([['Deltagarlista våren', '', ''], ['Namn', 'Personnummer', 'Telefon'], data], today)).toEqual({
      from: 1,
      depth: 1,
    })
  })

  test('may be two, where the upper one names a group of columns', () => {
    const upper = ['Namn', 'Personnummer', 'Insats 1', '', 'Insats 2', '']
    const lower = ['', '', 'Namn', 'Timmar', 'Namn', 'Timmar']
    expect(guessLayout([upper, lower, [...data, '', '', '']], today)).toEqual({ from: 0, depth: 2 })
    expect(guess(headingsOf([upper, lower]))).toEqual([
      'name',
      'number',
      'track1.name',
      'track1.hours',
      'track2.name',
      'track2.hours',
    ])
  })

  test('may be missing', () => {
    expect(guessLayout([data, ['Bo Ek', '', '070-174 06 06']], today)).toEqual({ from: 0, depth: 0 })
  })

  test('are looked for in any table without failing', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 8 }), { maxLength: 15 }), (rows) => {
        const { from, depth } = guessLayout(rows, today)
        expect(from).toBeGreaterThanOrEqual(0)
        expect(headingsOf(rows.slice(from, from + depth)).every((heading) => heading === heading.trim())).toBe(true)
      }),
    )
  })

  test('a word of a list is not one of theirs', () => {
    expect(['Skostorlek', 'Ada Ek', '', '2024'].some(isKnownHeading)).toBe(false)
  })
})

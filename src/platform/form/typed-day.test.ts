import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../shared/calendar-day.ts'
import { formatDay } from '../i18n/format.ts'
import { LANGS } from '../i18n/lang.ts'
import { typedDay } from './typed-day.ts'

const today = day('2026-11-23')

test.for([
  ['2026-11-25', '2026-11-25'],
  [' 2026 11 25 ', '2026-11-25'],
  ['2026/1/5', '2026-01-05'],
  ['20261125', '2026-11-25'],
  ['25/11', '2026-11-25'],
  ['25/11-2026', '2026-11-25'],
  ['25.11.', '2026-11-25'],
  ['5/1', '2027-01-05'],
  ['3 / 12', '2026-12-03'],
  ['25 nov', '2026-11-25'],
  ['25 nov.', '2026-11-25'],
  ['Ons 25 november', '2026-11-25'],
  ['den 25:e november 2026', '2026-11-25'],
  ['November 25, 2026', '2026-11-25'],
  ['٢٠٢٦-١١-٢٥', '2026-11-25'],
  ['\u200f٢٥/١١/٢٠٢٦', '2026-11-25'],
  ['٢٥ نوفمبر', '2026-11-25'],
  ['25 تشرين الثاني 2026', '2026-11-25'],
  ['1 feb 1989', '1989-02-01'],
] as const)('%s is a day', ([typed, wanted]) => expect(typedDay(typed, today)).toBe(wanted))

test.for([
  '31/2',
  '2026-02-31',
  '11/25',
  '25/13',
  '26-11-25',
  '261125',
  '1/6',
  '25 nomvember',
  '25',
  'november',
  '0202-01-01',
  'snart',
  '2026-11-25 eller senare',
])('%s is no day one can be sure of', (typed) => expect(typedDay(typed, today)).toBeUndefined())

test('what the program itself writes is read back, in every language', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4000, max: 4000 }), fc.constantFrom(...LANGS), (days, lang) => {
      const one = addDays(today, days)
      for (const written of [one, formatDay(lang, one), one.replaceAll('-', '')])
        expect(typedDay(written, today), written).toBe(one)
    }),
  )
})

test('anything may be typed', () => {
  fc.assert(fc.property(fc.string(), (typed) => void typedDay(typed, today)))
})

import { expect, test } from 'vitest'
import { WEEKDAYS } from '../code.ts'
import type { Opening } from '../entry.ts'
import { openingWords } from './find-entry-words.view.ts'

const opening = (given: Partial<Opening>): Opening => ({
  ...{ fromOn: null, untilOn: null, weekdays: [], opensAt: null, closesAt: null, note: '' },
  ...given,
})
const inSwedish = (given: Partial<Opening>) => openingWords({ lang: 'sv', easy: false }, opening(given))

test('when something is open is said as people say it', () => {
  expect(inSwedish({ weekdays: ['MO', 'TU', 'WE'], opensAt: '09:00', closesAt: '12:00' })).toBe(
    'Måndag–onsdag kl. 09:00–12:00',
  )
  expect(inSwedish({ weekdays: [...WEEKDAYS], opensAt: '00:00', closesAt: '23:59' })).toBe('Alla dagar dygnet runt')
  expect(inSwedish({ opensAt: '00:00', closesAt: '23:59' })).toBe('Dygnet runt')
  expect(inSwedish({ weekdays: [...WEEKDAYS], note: 'Ring först' })).toBe('Alla dagar. Ring först')
  expect(inSwedish({ weekdays: ['SA'], opensAt: '10:00' })).toMatch(/^Lördag .*10:00/)
})

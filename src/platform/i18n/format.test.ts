import { describe, expect, test } from 'vitest'
import { day } from '../../shared/calendar-day.ts'
import { formatDay, formatHours, formatInstant, formatList, formatNumber, formatPercent } from './format.ts'
import { dirOf, LANGS, langName, pickLanguage } from './lang.ts'

const NBSP = '\u00a0'

describe('days, numbers and hours in words', () => {
  test('days', () => {
    const tuesday = day('2026-03-03')
    expect(formatDay('sv', tuesday, 'short')).toBe('3 mars 2026')
    expect(formatDay('sv', tuesday, 'long')).toBe('tisdag 3 mars 2026')
    expect(formatDay('sv', tuesday, 'month')).toBe('mars 2026')
    expect(formatDay('sv', tuesday, 'dayMonth')).toBe('3 mars')
    expect(formatDay('en', tuesday, 'long')).toBe('Tuesday, 3 March 2026')
    expect(formatDay('ar', tuesday, 'long')).toBe('الثلاثاء، 3 مارس 2026')
    expect(formatDay('ar', tuesday, 'month')).toBe('مارس 2026')
  })

  test('a day does not slip when summer time begins or ends', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2026-12-31', '1890-01-01'])
      expect(formatDay('sv', day(date))).toBe(`${Number(date.slice(8))} ${formatDay('sv', day(date), 'month')}`)
  })

  test('instants are Stockholm time', () => {
    expect(formatInstant('sv', new Date('2026-03-03T13:05:00Z'))).toBe('3 mars 2026 kl. 14:05')
    expect(formatInstant('en', new Date('2026-07-01T22:30:00Z'))).toBe('2 July 2026 at 00:30')
    expect(formatInstant('ar', new Date('2026-07-01T12:30:00Z'))).toContain('14:30')
  })

  test('numbers', () => {
    expect(formatNumber('sv', 1234.5)).toBe('1234,5')
    expect(formatNumber('sv', 12345)).toBe(`12${NBSP}345`)
    expect(formatNumber('ar', 12345.25)).toMatch(/^12.345.25$/)
    expect(formatNumber('en', 2, 1)).toBe('2.0')
    expect(formatPercent('sv', 0.485, 1)).toBe(`48,5${NBSP}%`)
    expect(formatHours('sv', 1.5)).toBe('1,5')
    expect(formatHours('sv', 0.74)).toBe('0,75')
    expect(formatHours('en', 40)).toBe('40')
    expect(formatList('sv', ['plan', 'närvaro', 'hälsa'])).toBe('plan, närvaro och hälsa')
  })

  test('Arabic has only Latin digits', () => {
    const all = [formatNumber('ar', 1234567890), formatDay('ar', day('2026-12-30')), formatInstant('ar', new Date(0))]
    expect(all.join()).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/)
  })
})

describe('the language of a page', () => {
  test('choice, then the user, then the browser, then Swedish', () => {
    expect(pickLanguage({ query: 'ar', user: 'en', acceptLanguage: 'sv' })).toBe('ar')
    expect(pickLanguage({ query: 'xx', user: 'en', acceptLanguage: 'ar' })).toBe('en')
    expect(pickLanguage({ acceptLanguage: 'fi, ar-SY;q=0.8, en;q=0.9' })).toBe('en')
    expect(pickLanguage({ acceptLanguage: 'en;q=0, ar;q=0.1' })).toBe('ar')
    expect(pickLanguage({ acceptLanguage: ';;q=,,*' })).toBe('sv')
    expect(pickLanguage({})).toBe('sv')
  })

  test('direction and own name', () => {
    expect(LANGS.map(dirOf)).toEqual(['ltr', 'ltr', 'rtl'])
    expect(LANGS.map(langName)).toEqual(['Svenska', 'English', 'العربية'])
  })
})

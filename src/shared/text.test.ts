import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distance, foldName, latinDigits, truncate, words } from './text.ts'

describe('foldName', () => {
  test('case, blanks, compatibility letters and invisible marks do not matter', () => {
    expect(foldName('  ÅSA \t von\u00a0Ek ')).toBe('åsa von ek')
    expect(foldName('A\u030asa')).toBe(foldName('Åsa'))
    expect(foldName('\u202eAda\u202c\u200f')).toBe('ada')
    expect(foldName('Ｅk')).toBe('ek')
  })

  test('å, ä and ö are letters of their own', () => {
    expect(new Set(['Al', 'Ål', 'Äl', 'Öl', 'Ol'].map(foldName)).size).toBe(5)
  })

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name))
      }),
    )
  })
})

describe('truncate', () => {
  test('cuts between words when it can', () => {
    expect(truncate('Ring Ada i morgon', 13)).toBe('Ring Ada i…')
    expect(truncate('Arbetsförmedlingen', 7)).toBe('Arbets…')
    expect(truncate('kort', 4)).toBe('kort')
    expect(truncate('👩‍👧‍👦👩‍👧‍👦👩‍👧‍👦', 2)).toBe('👩‍👧‍👦…')
  })

  test('is never longer than asked, and quick on a very long text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const short = truncate(text, max)
        expect([...new Intl.Segmenter('sv').segment(short)].length).toBeLessThanOrEqual(max)
        if (short !== text) expect(short.endsWith('…')).toBe(true)
      }),
    )
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      truncate('a'.repeat(300_000), 100)
      truncate(`${' '.repeat(300_000)}x`, 100)
      return performance.now() - start
    })
    // The quickest time is the text's own; the others are also the machine's.
    expect(Math.min(...times)).toBeLessThan(100)
  })
})

test('words', () => {
  expect(words('Åsa-Li (f. 1989), "kontakt": علي')).toEqual(['Åsa', 'Li', 'f', '1989', 'kontakt', 'علي'])
  expect(words(' – ')).toEqual([])
})

test('digits of an Arabic, Persian or Japanese keyboard', () => {
  expect(latinDigits('٢٠٢٦-۰۳-０９')).toBe('2026-03-09')
})

test('how far apart two words are', () => {
  expect([distance('remis', 'remiss', 2), distance('abc', 'cba', 5), distance('ab', 'ba', 2)]).toEqual([1, 2, 1])
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(distance(a, b, 12)).toBe(distance(b, a, 12))
      expect(distance(a, a, 2)).toBe(0)
    }),
  )
})

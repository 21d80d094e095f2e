import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { defineTexts, type KeyOf } from './texts.ts'

const texts = defineTexts({
  sv: {
    plain: 'Skicka remissen',
    'referral.sent': 'Skickad för {days, plural, one {# dag} other {# dagar}} sedan av {name}',
    hours: '{hours} timmar i veckan',
    role: '{role, select, leader {Teamledare} other {Medarbetare}}',
    more: 'Läs <a>mer om {name}</a> här',
    both: '{n} av {n, plural, one {en} other {#}}',
    quote: "Skriv '{'namn'}' så",
  },
  en: {
    plain: 'Send the referral',
    'referral.sent': 'Sent {days, plural, one {# day} other {# days}} ago by {name}',
    hours: '{hours} hours a week',
    role: '{role, select, leader {Team leader} other {Staff}}',
    more: 'Read <a>more about {name}</a> here',
    both: '{n} of {n, plural, one {one} other {#}}',
    quote: "Write '{'name'}' like this",
  },
  ar: {
    plain: 'أرسل الإحالة',
    'referral.sent':
      'أُرسلت قبل {days, plural, zero {أقل من يوم} one {يوم} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} من {name}',
    hours: '{hours} ساعات في الأسبوع',
    role: '{role, select, leader {قائد الفريق} other {موظف}}',
    more: 'اقرأ <a>المزيد عن {name}</a> هنا',
    both: '{n} من {n, plural, zero {صفر} one {واحد} two {اثنين} few {#} many {#} other {#}}',
    quote: "اكتب '{'الاسم'}' هكذا",
  },
})

describe('texts', () => {
  test('plurals, names and numbers in each language', () => {
    expect(texts('sv')('referral.sent', { days: 1, name: 'Ada' })).toBe('Skickad för 1 dag sedan av Ada')
    expect(texts('sv')('referral.sent', { days: 12_345, name: 'Ada' })).toBe(
      'Skickad för 12\u00a0345 dagar sedan av Ada',
    )
    expect(texts('en')('referral.sent', { days: 3, name: 'Ada' })).toBe('Sent 3 days ago by Ada')
    expect(texts('ar')('referral.sent', { days: 2, name: 'Åsa' })).toBe('أُرسلت قبل يومين من \u2068Åsa\u2069')
    expect(texts('ar')('referral.sent', { days: 12, name: 'Åsa' })).toBe(
      'أُرسلت قبل \u206812\u2069 يومًا من \u2068Åsa\u2069',
    )
    expect(texts('sv')('hours', { hours: 7.5 })).toBe('7,5 timmar i veckan')
    expect(texts('en')('hours', { hours: 7.5 })).toBe('7.5 hours a week')
    expect(texts('sv')('role', { role: 'leader' })).toBe('Teamledare')
    expect(texts('ar')('role', { role: 'leader' })).toBe('قائد الفريق')
    expect(texts('sv')('both', { n: 2.5 })).toBe('2,5 av 2,5')
    expect(texts('sv')('quote')).toBe('Skriv {namn} så')
  })

  test('pieces keep elements and tags', () => {
    const link = (children: unknown[]) => ({ link: children })
    expect(texts('sv').parts('more', { name: 'Ada', a: link })).toEqual(['Läs ', { link: ['mer om Ada'] }, ' här'])
    const name = { bdi: 'Ada' }
    expect(texts('en').parts('hours', { hours: name })).toEqual([name, ' hours a week'])
    expect(texts('en').parts('plain')).toEqual(['Send the referral'])
  })

  test('a value cannot break out of its isolate', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ب', '\u2069', '\u2066', '\u202e', '{', '<', "'") }),
        (name) => {
          const text = texts('ar')('referral.sent', { days: 1, name })
          expect(text.match(/[\u2066-\u2069]/g)).toEqual(['\u2068', '\u2069'])
          expect(texts('sv')('referral.sent', { days: 1, name })).toBe(`Skickad för 1 dag sedan av ${name}`)
        },
      ),
    )
  })

  test('a missing value or key is a bug', () => {
    expect(() => texts('sv')('hours')).toThrow('hours')
    expect(() => texts('sv')('nope' as 'hours')).toThrow('nope')
    expect(() => texts('sv')('toString' as 'hours')).toThrow('toString')
  })

  test('keys are typed from Swedish, and each language has exactly them', () => {
    expectTypeOf<KeyOf<typeof texts>>().toEqualTypeOf<
      'plain' | 'referral.sent' | 'hours' | 'role' | 'more' | 'both' | 'quote'
    >()
    // @ts-expect-error a key is missing in English
    defineTexts({ sv: { a: 'A', b: 'B' }, en: { a: 'a' }, ar: { a: 'ا', b: 'ب' } })
    // @ts-expect-error a key too many in Arabic
    defineTexts({ sv: { a: 'A' }, en: { a: 'a' }, ar: { a: 'ا', b: 'ب' } })
  })

  test('is fast: a plain text well under a microsecond, a filled one a few', () => {
    const t = texts('ar')
    const once = (times: number, run: () => void) => {
      const start = performance.now()
      for (let i = 0; i < times; i++) run()
      return ((performance.now() - start) * 1_000) / times
    }
    // The quickest of ten is the text's own time; the others are also the machine's.
    const time = (times: number, run: () => void) =>
      Math.min(...Array.from({ length: 10 }, () => once(times / 10, run)))
    expect(time(200_000, () => t('plain'))).toBeLessThan(1)
    expect(time(20_000, () => t('referral.sent', { days: 3, name: 'Ada' }))).toBeLessThan(50)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, type TestContext, test } from 'vitest'
import { day } from './calendar-day.ts'
import {
  checkDigit,
  formatPersonNumber,
  maskPersonNumber,
  type PersonNumber,
  type PersonNumberError,
  parsePersonNumber,
} from './person-number.ts'

const TODAY = day('2026-10-03')
const LISTS = '../shared/standards/personnummer'

/** A number of the made-up kind: a date, serial 238 (women) or 239 (men), check digit. */
const made = (date8: string, serial = '238') => date8 + serial + checkDigit(date8.slice(2) + serial)

const parse = (text: string, today = TODAY) => parsePersonNumber(text, today)
const errorOf = (text: string, today = TODAY): PersonNumberError | undefined => {
  const parsed = parse(text, today)
  return parsed.ok ? undefined : parsed.error
}
const digitsOf = (text: string, today = TODAY) => {
  const parsed = parse(text, today)
  return parsed.ok ? parsed.value.digits12 : parsed.error
}

function list(context: TestContext, name: string) {
  if (!existsSync(LISTS)) context.skip(`the official lists of test numbers are not at ${LISTS}`)
  return JSON.parse(readFileSync(`${LISTS}/${name}.json`, 'utf8'))
}

describe('the official test numbers', () => {
  test('every personal number is accepted, in each way of writing', (context) => {
    // Who was born in 1926 is written with a plus sign from 1 January 2026.
    const wrong = (list(context, 'allPins') as string[]).filter((number) => {
      const parsed = parse(number)
      const ten = number.slice(2, 8) + (Number(number.slice(0, 4)) <= 1926 ? '+' : '-') + number.slice(8)
      return !parsed.ok || parsed.value.kind !== 'personal' || !parsed.value.birthDay || digitsOf(ten) !== number
    })
    expect(wrong).toEqual([])
  })

  test('every coordination number is accepted, also without month or day of birth', (context) => {
    const numbers = list(context, 'allCoords') as string[]
    const parsed = numbers.map((number) => parse(number))
    expect(numbers.filter((_, i) => !parsed[i]!.ok)).toEqual([])
    const open = numbers.filter((_, i) => !(parsed[i] as { value: PersonNumber }).value.birthDay)
    expect(open.length).toBeGreaterThan(100)
    for (const number of open) expect(number).toMatch(/^\d{4}(00|..60|..(89|90|91))/)
    expect(parsed.every((one) => one.ok && one.value.kind === 'coordination')).toBe(true)
  })

  test('the vectors of the specification agree', (context) => {
    type Vector = Record<'long_format' | 'short_format' | 'separated_format' | 'separated_long', string> & {
      valid: boolean
      isMale: boolean
      type: 'ssn' | 'con'
    }
    for (const vector of list(context, 'list') as Vector[]) {
      const { long_format, short_format, separated_format, separated_long } = vector
      for (const text of [long_format, short_format, separated_format, separated_long]) {
        // The specification refuses blanks; we read what people write.
        if (text.includes(' ')) continue
        const parsed = parse(text)
        expect(parsed.ok, text).toBe(vector.valid)
        if (!parsed.ok) continue
        expect(parsed.value.sex, text).toBe(vector.isMale ? 'man' : 'woman')
        expect(parsed.value.kind, text).toBe(vector.type === 'con' ? 'coordination' : 'personal')
      }
    }
    type Kinds = Record<'ssn' | 'con', Record<'integer' | 'string', Record<'valid' | 'invalid', (string | number)[]>>>
    for (const forms of Object.values(list(context, 'structured') as Kinds))
      for (const { valid, invalid } of Object.values(forms)) {
        for (const text of valid) expect(parse(String(text)).ok, String(text)).toBe(true)
        for (const text of invalid.map(String).filter((one) => !one.includes(' ')))
          expect(parse(text).ok, text).toBe(false)
      }
    for (const vector of list(context, 'interim') as Vector[])
      expect(errorOf(vector.separated_long), vector.separated_long).toBe(vector.valid ? 'interim' : 'form')
    for (const vector of list(context, 'orgnumber') as Vector[])
      expect(errorOf(vector.separated_format), vector.separated_format).toBe('organisation')
  })
})

describe('how people write', () => {
  const number = made('19890201')
  const last = number.slice(8)

  test.each([
    number,
    `19890201-${last}`,
    `890201-${last}`,
    `890201${last}`,
    ` 1989 02 01 ${last} `,
    `890201–${last}`,
    `890201−${last}`,
    `\u200f890201-${last}\u200e`,
    `٨٩٠٢٠١-${last}`,
  ])('%s', (text) => expect(digitsOf(text)).toBe(number))

  test('the century', () => {
    const old = made('19140110', '239')
    expect(digitsOf(`140110+${old.slice(8)}`)).toBe(old)
    expect(digitsOf(`140110-${old.slice(8)}`)).toBe(`20${old.slice(2)}`)
    // Ten digits that would be a day still to come can only be of the century before, with or without the plus sign.
    const later = made('19261230', '239')
    expect(digitsOf(`261230-${later.slice(8)}`)).toBe(later)
    expect(digitsOf(`261230+${later.slice(8)}`)).toBe(later)
    expect(digitsOf(`261230-${later.slice(8)}`, day('2026-12-30'))).toBe(`20${later.slice(2)}`)
    expect(digitsOf(made('19261290', '239').slice(2))).toBe(made('19261290', '239'))
  })

  test.each<[string, PersonNumberError]>([
    ['', 'empty'],
    [' \u200f ', 'empty'],
    ['hej', 'form'],
    ['8902', 'form'],
    [`${number}0`, 'form'],
    [`1989-02-01${last}`, 'form'],
    [made('19890229'), 'date'],
    [made('19891301'), 'date'],
    [made('19890092', '239'), 'date'],
    [made('19890232'), 'date'],
    [made('02020201'), 'date'],
    [made('20270101'), 'future'],
    [`19890201238${(Number(number[11]) + 1) % 10}`, 'check-digit'],
    [`890201-T38${checkDigit('890201138')}`, 'interim'],
    ['x'.repeat(1_000_000), 'form'],
  ])('%.20s is refused as %s', (text, error) => expect(errorOf(text)).toBe(error))
})

describe('properties', () => {
  const date = fc
    .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-10-02T00:00:00Z'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10).replaceAll('-', ''))
  const serial = fc.constantFrom('238', '239')

  test('every made number is read, back and forth', () => {
    fc.assert(
      fc.property(date, serial, fc.boolean(), (date8, three, coordination) => {
        const dd = coordination ? String(Number(date8.slice(6)) + 60) : date8.slice(6)
        const number = made(date8.slice(0, 6) + dd, three)
        const parsed = parse(formatPersonNumber(number))
        expect(parsed).toEqual({
          ok: true,
          value: {
            digits12: number,
            kind: coordination ? 'coordination' : 'personal',
            birthDay: day(`${date8.slice(0, 4)}-${date8.slice(4, 6)}-${date8.slice(6)}`),
            sex: three === '239' ? 'man' : 'woman',
          },
        })
      }),
    )
  })

  test('one wrong digit among the last ten is always found, and two neighbours swapped unless 0 and 9', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 2, max: 11 }), fc.integer({ min: 1, max: 9 }), (date8, at, by) => {
        const number = made(date8)
        const digit = (Number(number[at]) + by) % 10
        expect(parse(number.slice(0, at) + digit + number.slice(at + 1)).ok).toBe(false)
        const [a, b] = [number[at]!, number[at + 1] ?? '']
        if (b === '' || a === b || `${a}${b}` === '09' || `${a}${b}` === '90') return
        expect(parse(number.slice(0, at) + b + a + number.slice(at + 2)).ok).toBe(false)
      }),
    )
  })

  test('no text throws', () => {
    const unit = fc.constantFrom(...'0123456789-+T ', '\u200f', '٣', 'å', '💥')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 16 }), (text) => {
        expect(parse(text).ok).toBeTypeOf('boolean')
      }),
    )
  })

  test('the mask shows the birth date only', () => expect(maskPersonNumber(made('19890201'))).toBe('890201-****'))
})

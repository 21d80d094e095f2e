import { describe, expect, test } from 'vitest'
import { readForm } from '../../../platform/form/read-form.ts'
import { day } from '../../../shared/calendar-day.ts'
import { newcomerSchema } from './newcomer.schema.ts'

const TODAY = day('2026-11-02')
const read = (fields: Record<string, string>) =>
  readForm(newcomerSchema(TODAY), { givenName: 'Prov', familyName: 'Exempel', protection: 'none', ...fields })

describe('who a referral is about', () => {
  test.each(['19890201-2387', '198902012387', '8902012387', '890201 - 2387', '١٩٨٩٠٢٠١2387'])(
    '%s is read',
    (number) => {
      const person = read({ personNumber: number })
      expect(person).toMatchObject({
        ok: true,
        value: { number: { digits12: '198902012387', birthDay: '1989-02-01' } },
      })
    },
  )

  test.each<[string, string]>([
    ['', 'number.empty'],
    ['12345', 'number.form'],
    ['19890231-2387', 'number.date'],
    ['20990201-2387', 'number.future'],
    ['19890201-2388', 'number.check-digit'],
    ["'; drop table", 'number.form'],
    ['😀', 'number.form'],
  ])('%j is refused as %s', (personNumber, problem) => {
    expect(read({ personNumber })).toEqual({ ok: false, problems: { personNumber: problem } })
  })

  test('no number is fine when it is said; a number that is written counts all the same', () => {
    expect(read({ noNumber: 'yes' })).toMatchObject({ ok: true, value: { number: undefined } })
    expect(read({ noNumber: 'yes', personNumber: '198902012387' })).toMatchObject({
      value: { number: { digits12: '198902012387' } },
    })
    expect(read({ noNumber: 'yes', personNumber: '1989' })).toMatchObject({ problems: { personNumber: 'number.form' } })
  })

  test('one name is enough, none is not', () => {
    expect(read({ noNumber: 'yes', givenName: '' }).ok).toBe(true)
    expect(read({ noNumber: 'yes', familyName: '  ' }).ok).toBe(true)
    expect(read({ noNumber: 'yes', givenName: ' ', familyName: '' })).toEqual({
      ok: false,
      problems: { givenName: 'name' },
    })
  })
})

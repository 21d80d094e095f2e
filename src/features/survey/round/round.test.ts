import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../shared/calendar-day.ts'
import { barrierWords, reasonWords } from './code-words.view.ts'
import { readPeople } from './person-file.ts'
import { monthsBefore, ROUND_ACTIONS, shareOut } from './round.ts'

test('people are shared out so that nobody gets two more than another who had as many', () =>
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }),
      (people, raters) => {
        const given = shareOut(
          Array.from({ length: people }, (_, at) => `p${at}`),
          new Map(raters.map((id) => [id, 0])),
        )
        expect(given.size).toBe(people)
        const counts = raters.map((id) => [...given.values()].filter((one) => one === id).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      },
    ),
  ))

test('who has fewer gets more, and nobody to give to is nobody given', () => {
  expect([
    ...shareOut(
      ['a', 'b', 'c'],
      new Map([
        ['x', 2],
        ['y', 0],
      ]),
    ).values(),
  ]).toEqual(['y', 'y', 'x'])
  expect(shareOut(['a'], new Map()).size).toBe(0)
})

test('months go back over the year', () => {
  expect(monthsBefore(day('2026-02-17'), 3)).toEqual(['2026-02-01', '2026-01-01', '2025-12-01', '2025-11-01'])
})

test('in a closed round nothing but opening it again', () => {
  expect(ROUND_ACTIONS.closed).toEqual(['reopen'])
  expect(ROUND_ACTIONS.draft).not.toContain('rate')
})

describe('a list of people', () => {
  const lists = {
    raters: [
      { userId: 'k', name: 'Karin Lind', email: 'karin@prov.example' },
      { userId: 'a1', name: 'Anna', email: 'a1@prov.example' },
      { userId: 'a2', name: 'Anna', email: 'a2@prov.example' },
    ],
    reasons: ['unemployed', 'social_reasons'],
    reasonWords: reasonWords(),
    barrierWords: barrierWords(),
  }
  const read = (...lines: string[]) =>
    readPeople(
      lines.map((line, at) => ({ number: at + 1, cells: line.split(';') })),
      lists,
    )

  test('codes alone need no heading', () => {
    expect(read('P1', 'P2 ', '  P 3').people.map(({ code }) => code)).toEqual(['P1', 'P2', 'P 3'])
  })

  test('words of any language are read; a column nobody knows is named', () => {
    const { people, bad, ignored } = read(
      'Kod;Kön;Handläggare;I insats;Försörjningshinder;Arbetshinder;Skonummer',
      'P1;Kvinna;KARIN LIND;ja;Arbetslös;Psykisk ohälsa | language;39',
      'P2;رجل;a1@prov.example;no;;Inget arbetshinder;',
    )
    expect(bad).toEqual([])
    expect(ignored).toEqual(['Skonummer'])
    expect(people).toMatchObject([
      {
        code: 'P1',
        sex: 'woman',
        raterId: 'k',
        inIntervention: true,
        rating: { reason: 'unemployed', barriers: ['mental_ill_health', 'language'] },
      },
      { code: 'P2', sex: 'man', raterId: 'a1', inIntervention: false, rating: { reason: null, barriers: [] } },
    ])
  })

  test.each([
    ['kod;kön', ';man', 'code'],
    ['kod;kön', `${'x'.repeat(101)};man`, 'long'],
    ['kod;kön', '800101-2389;man', 'number'],
    ['kod;kön', '198001012389;man', 'number'],
    ['kod;kön', '٨٠٠١٠١-٢٣٨٩;man', 'number'],
    ['kod;kön', 'P;hen', 'sex'],
    ['kod;handläggare', 'P;Anna', 'rater'],
    ['kod;födelseår', 'P;80', 'year'],
    ['kod;månader', 'P;12,5', 'months'],
    ['kod;insats', 'P;kanske', 'yesNo'],
    ['kod;försörjningshinder', 'P;pension', 'reason'],
    ['kod;arbetshinder', 'P;lathet', 'barrier'],
    ['kod;arbetshinder', 'P;none|language', 'contradiction'],
  ])('%s: %s does not hold (%s)', (heading, row, problem) => {
    expect(read(heading, row)).toMatchObject({ people: [], bad: [{ row: 2, problem }] })
  })

  test('never throws, and every row is either used or named', () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { maxLength: 20 }), (rows) => {
        const all = [['kod', 'kön', 'hinder'], ...rows].map((cells, at) => ({ number: at + 1, cells }))
        const { people, bad } = readPeople(all, lists)
        expect(people.length + new Set(bad.map(({ row }) => row)).size).toBe(rows.length)
      }),
    ))
})

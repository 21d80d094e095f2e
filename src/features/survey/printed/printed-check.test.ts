import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPrinted } from './printed-check.ts'
import { checkWords } from './printed-check.view.ts'

/** The table of the field report as it was printed: the rows add up to 152. */
const BARRIERS = `Arbetshinder\tAntal\tAndel
Psykisk ohälsa\t34\t50,0 %
Bristande tro på sig själv\t31\t45,6 %
Saknar arbetslivserfarenhet\t23\t33,8 %
Språk\t21\t30,9 %
Låg utbildning\t14\t20,6 %
Fysisk ohälsa\t10\t14,7 %
Funktionsnedsättning\t7\t10,3 %
Missbruk\t6\t8,8 %
Annat\t6\t8,8 %
Hög ålder\t0\t0,0 %
Summa\t153`
const words = (text: string, people?: number) => checkWords(checkPrinted(text, people), 'sv')

describe('the slips of the published report', () => {
  test('rows that add up to 152 under a printed 153', () => {
    expect(words(BARRIERS)).toEqual(['Rad 12, ”Summa”: det står 153, men raderna ovanför blir tillsammans 152.'])
  })

  test.each([
    ['33 av 68 personer (49,1 %) har stöd.', '49,1 %', '48,5'],
    ['49.1 % (33 av 68)', '49.1 %', '48,5'],
    ['Har stöd\t33 av 68\t49,1 %', '49,1 %', '48,5'],
  ])('49.1 per cent for 33 of 68: %s', (text, printed, right) => {
    const [said, ...more] = words(text)
    expect(more).toEqual([])
    expect(said).toContain(printed)
    expect(said).toContain(`33 av 68 är ${right} %`)
  })

  test('in a table, where the whole is said beside it or found from the other rows', () => {
    const table = 'Kvinnor  37  54,4 %\nMän  31  45,6 %\nMed stöd  33  49,1 %\nUtan  35  51,5 %'
    expect(words(`${table}\nN = 68`)).toEqual([expect.stringContaining('33 av 68 är 48,5 %')])
    expect(words(table)).toEqual([expect.stringContaining('68 stämmer för de andra raderna')])
    expect(words(table, 68)).toEqual([expect.stringContaining('48,5 %')])
  })

  test('figures that are right raise nothing', () => {
    const right = BARRIERS.replace('153', '152')
    expect(words(right)).toEqual([expect.stringMatching(/^Allt som gick att räkna om stämmer/)])
    expect(words('6 av 7 (85,7 %) ger 3 eller mer. 20 av 68 är 29,4 %.')[0]).toMatch(/^Allt/)
  })
})

describe('other slips', () => {
  test('a row whose columns do not add up, a mean, and per cents of a choice', () => {
    const table = `Hinder;Män;Kvinnor;Totalt
Språk;10;11;21
Annat;1;6;6
Summa;11;17;27`
    expect(words(table)).toEqual([
      'Rad 3, ”Annat”: det står 6 i summan, men kolumnerna blir tillsammans 7.',
      'Rad 4, ”Summa”: det står 27 i summan, men kolumnerna blir tillsammans 28.',
    ])
    expect(words('Ett\t10\nTvå\t20\nSumma\t30\nMedelvärde\t2,0\nAntal personer\t12')).toEqual([
      'Rad 4, ”Medelvärde”: det står 2,0, men 30 delat med 12 är 2,5.',
    ])
    expect(words('A | 10 | 25 %\nB | 30 | 70 %\nTotalt | 40 | 100 %')).toHaveLength(2)
  })

  test('a total of people is no sum where a person may be in several rows', () => {
    expect(words('Språk\t40\t58,8 %\nAnnat\t50\t73,5 %\nTotalt\t68\t100 %\nN = 68')[0]).toMatch(/^Allt/)
  })

  test('a text without figures is said to hold none', () => {
    expect(words('Hej på dig')).toEqual([expect.stringContaining('inga siffror')])
  })
})

test('any right table is found right, and any wrong sum wrong', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 2, maxLength: 12 }),
      fc.constantFrom('\t', ';', ' | ', '   '),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: -9, max: 9 }),
      (counts, between, decimals, slip) => {
        const n = counts.reduce((sum, count) => sum + count, 0)
        fc.pre(n > 0 && n + slip >= 0)
        const rows = counts.map((count, at) => [
          `Rad ${'abcdefghijkl'[at]}`,
          count,
          `${((100 * count) / n).toFixed(decimals)} %`,
        ])
        const print = [...rows, ['Summa', n + slip, '']].map((cells) => cells.join(between)).join('\n')
        const { findings } = checkPrinted(`${print}\nN = ${n}`)
        expect(findings.map(({ kind }) => kind)).toEqual(slip === 0 ? [] : ['sum'])
      },
    ),
    { numRuns: 150 },
  ))

test('no text makes it throw', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('Summa', '33 av 0', '1 000', '%', '\t', '\n', 'N=', '0 %'))),
      (parts) => {
        expect(checkWords(checkPrinted(parts.join(' ')), 'ar').length).toBeGreaterThan(0)
      },
    ),
  ))

test.each([
  ['a heading with a number in it', 'Hinder;Antal (N=68);Andel\nOhälsa;33;49,1', null],
  ['a caption above', 'Tabell 3. Hinder\nHinder;Antal (N=68);Andel\nOhälsa;33;49,1', null],
  ['a caption with numbers', 'Tabell 3\nHinder, februari 2026\nHinder\tAntal (N=68)\tAndel\nOhälsa\t33\t49,1', null],
  ['a caption by spaces', 'Tabell 3\nHinder  Antal (N=68)  Andel\nOhälsa  33  49,1', null],
  ['people above', 'Antal personer: 68\nHinder;Antal (2 av 3);Andel\nOhälsa;33;49,1', null],
  ['two lines of headings', 'Hinder;Alla (N=68);\n;Antal;Andel\nOhälsa;33;49,1', null],
  ['no heading at all', 'Ohälsa;33;49,1', 68],
  ['no heading, by spaces', 'Ohälsa  33  49,1\nSpråk  21  30,9', 68],
])('33 of 68 is not 49.1 per cent: %s', (_, print, people) => {
  const { findings } = checkPrinted(print, people)
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({ kind: 'percent', label: 'Ohälsa', count: 33, of: 68 })
})

test('decimals without a heading that are no per cents are left alone', () => {
  expect(checkPrinted('Under 1 år;40;1,52\n1–5 år;18;2,61', 68).findings).toEqual([])
})

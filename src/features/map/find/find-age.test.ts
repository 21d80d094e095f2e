import { describe, expect, test } from 'vitest'
import { ageSaid, withoutAge, withoutTimes } from './find-age.ts'
import { questionOf } from './find-question.ts'
import { askedOf } from './find-word.ts'

const asked = (typed: string) => askedOf(typed).map(({ any }) => any[0])

describe('an age', () => {
  test.each<[string, number]>([
    ['17 år', 17],
    ['17år', 17],
    ['17-åring', 17],
    ['17-åringar', 17],
    ['17 år gammal', 17],
    ['jag är 17 år', 17],
    ['Jag är 17 år och vill jobba', 17],
    ['från 18 år', 18],
    ['fyllt 18 år', 18],
    ['vid 18 års ålder', 18],
    ['i 17 års ålder', 17],
    ['i åldern 17', 17],
    ['ålder 17', 17],
    ['son på 17 år', 17],
    ['tjej på 15 år', 15],
    ['för 17-åring', 17],
    ['17 years', 17],
    ['17 years old', 17],
    ['17-year-old', 17],
    ['17 year olds', 17],
    ['for 17-year-olds', 17],
    ['support for a 17 years old', 17],
    ['aged 17', 17],
    ['17 yrs', 17],
    ['١٧ سنة', 17],
    ['عمري ١٧ سنة', 17],
    ['عمري 17', 17],
    ['17 عامًا', 17],
    ['arbetslös 22 år', 22],
    ['arbetslös i 2 år, 22 år', 22],
    ['22 år och arbetslös sedan 2 år', 22],
    ['unemployed for 3 years, 22 years old', 22],
    ['عمري 22 سنة عاطل منذ 3 سنوات', 22],
  ])('%s', (typed, age) => expect(ageSaid(typed)).toEqual({ from: age, to: age }))

  test.each<[string, number, number]>([
    ['unga 16–29 år', 16, 29],
    ['16-29 år', 16, 29],
    ['16 till 29 år', 16, 29],
    ['mellan 16 och 29 år', 16, 29],
    ['16 år till 29 år', 16, 29],
    ['29–16 år', 16, 29],
    ['16–17-åringar', 16, 17],
    ['i åldern 16–29', 16, 29],
    ['ages 16-29', 16, 29],
    ['16 to 29 years old', 16, 29],
    ['between 16 and 29 years', 16, 29],
    ['من 16 إلى 29 سنة', 16, 29],
    ['١٦-٢٩ سنة', 16, 29],
    ['بين 16 و29 سنة', 16, 29],
  ])('two ages: %s', (typed, from, to) => expect(ageSaid(typed)).toEqual({ from, to }))
})

describe('a length of time is no age, and nothing that is asked for', () => {
  test.each<[string, string[]]>([
    ['arbetslös i 2 år', ['arbetslos']],
    ['arbetslös i två år', ['arbetslos']],
    ['arbetslös i över 2 år', ['arbetslos']],
    ['arbetslös i 2–3 år', ['arbetslos']],
    ['arbetslös i 1,5 år', ['arbetslos']],
    ['arbetslös 1,5 år', ['arbetslos']],
    ['arbetslös 2 år', ['arbetslos']],
    ['arbetslös de senaste 2 åren', ['arbetslos']],
    ['sjukskriven sedan 5 år', ['sjukskriven']],
    ['sjukskriven sedan 5 år tillbaka', ['sjukskriven']],
    ['sjukskriven i 6 månader', ['sjukskriven']],
    ['sjukskriven för 2 år sedan', ['sjukskriven']],
    ['jobb efter 10 år', ['jobb']],
    ['jobb efter 20 års sjukskrivning', ['jobb', 'sjukskrivning']],
    ['20 års erfarenhet', ['erfarenhet']],
    ['utbildning på 2 år', ['utbildning']],
    ['2-årig utbildning', ['utbildning']],
    ['2 årig utbildning', ['utbildning']],
    ['senaste 3 åren', ['senaste', '3', 'aren']],
    ['unemployed for 3 years', ['unemployed']],
    ['unemployed for three years', ['unemployed']],
    ['unemployed since 5 years', ['unemployed']],
    ['unemployed the last 2 years', ['unemployed']],
    ['unemployed the past 2 years', ['unemployed']],
    ['after 10 years', ['after', '10', 'years']],
    ['lost my job 2 years ago', ['lost', 'job']],
    ['2-year course', ['course']],
    ['عاطل منذ 3 سنوات', ['عاطل']],
    ['عاطل منذ سنتين', ['عاطل']],
    ['عاطل منذ أكثر من ٣ سنوات', ['عاطل']],
    ['دراسة لمدة سنة', ['دراسه']],
  ])('%s', (typed, words) => {
    expect(ageSaid(typed)).toBeUndefined()
    expect(asked(typed)).toEqual(words)
    expect(questionOf((name) => ({ sok: typed })[name]).said).toBeUndefined()
  })

  test('and leaves the age beside it', () => {
    expect(asked('17 år, arbetslös i 2 år')).toEqual(['arbetslos'])
    expect(withoutTimes('17 år, sjuk i 2 år').trim()).toBe(', sjuk')
  })
})

test.each(['rum 17', 'linje 17', 'klass 9', '1 200 kr', 'sen 17', '175 år'])('no years at all: %s', (typed) =>
  expect(ageSaid(typed)).toBeUndefined(),
)

test.each([
  ['svenska 17 år', 'svenska'],
  ['17 år', ''],
  ['unga 16–29 år som vill jobba', 'unga som vill jobba'],
  ['عمري ١٧ سنة تدريب', 'تدريب'],
  ['22 år, arbetslös i 2 år', ', arbetslös i 2 år'],
])('%s without the age', (typed, left) => expect(withoutAge(typed)).toBe(left))

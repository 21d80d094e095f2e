import { plainDashes } from './sheet-text.ts'

export type Ages = { ageFrom: number | null; ageTo: number | null }

const ALL =
  /^(?:(?:för )?alla(?: åldrar| åldersgrupper)?|samtliga(?: åldrar)?|oavsett ålder|ingen åldersgräns|inga åldersgränser|all ages|any age|everyone)$/
const FROM = '(?:från och med|fr ?o ?m|från|fr|minst|lägst|över|äldre än|ab|from|at least|over|>=?|≥)'
const TO = '(?:till och med|t ?o ?m|upp till|till|högst|max|maximalt|up to|until|at most|<=|≤)'
const BELOW = '(?:under|yngre än|below|<)'
const AGE = '(\\d{1,3})'

/** Each form in which people write ages, and what it says. */
const FORMS: readonly (readonly [RegExp, (a: number, b: number) => Ages])[] = [
  [
    new RegExp(`^(?:mellan |åldern |ålder |${FROM} )?${AGE} ?(?:-|till|och|to|${TO}) ?${AGE}$`),
    (a, b) => ({ ageFrom: a, ageTo: b }),
  ],
  [new RegExp(`^${FROM} ?${AGE}(?: ?-| och uppåt)?$`), (a) => ({ ageFrom: a, ageTo: null })],
  [
    new RegExp(`^${AGE} ?(?:\\+|-|(?:och|el|eller) (?:äldre|uppåt|över)|och upp|and (?:over|older|up))$`),
    (a) => ({ ageFrom: a, ageTo: null }),
  ],
  [new RegExp(`^(?:${TO} ?|-)${AGE}$`), (a) => ({ ageFrom: null, ageTo: a })],
  [new RegExp(`^${AGE} (?:och|el|eller) (?:yngre|under)$`), (a) => ({ ageFrom: null, ageTo: a })],
  [new RegExp(`^${BELOW} ?${AGE}$`), (a) => ({ ageFrom: null, ageTo: a - 1 })],
  [new RegExp(`^${AGE}$`), (a) => ({ ageFrom: a, ageTo: a })],
  [/^(?:vuxna|vuxen|adults?)$/, () => ({ ageFrom: 18, ageTo: null })],
]

/** Ages as people write them: `16-29 år`, `från 18`, `18+`, `upp till 25`, `alla åldrar`. Undefined where it cannot be read. */
export function readAges(cell: string): Ages | undefined {
  const text = plainDashes(cell.slice(0, 80))
    .toLocaleLowerCase('sv')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(?:ca|cirka|c:a)\b/g, ' ')
    .replace(/års?\b(?: ålder)?|\byears?(?: old)?\b/g, ' ')
    .replace(/\./g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (ALL.test(text)) return { ageFrom: 0, ageTo: null }
  for (const [form, ages] of FORMS) {
    const found = form.exec(text)
    if (!found) continue
    const read = ages(Number(found[1]), Number(found[2]))
    const { ageFrom, ageTo } = read
    if ((ageFrom ?? 0) > 120 || (ageTo ?? 0) > 120 || (ageTo ?? 0) < 0) return undefined
    return ageFrom !== null && ageTo !== null && ageTo < ageFrom ? undefined : read
  }
  return undefined
}

/** The age that a column of marks is for, by its heading: `16–17 år`, `Ålder – 18`, `65+`. One digit is no age but a number. */
export function headingAges(heading: string): Ages | undefined {
  const group = heading.indexOf(' – ')
  const told = [heading, ...(group === -1 ? [] : [heading.slice(group + 3)])]
  return told.flatMap((one) => (/\d\d/.test(one) && readAges(one)) || [])[0]
}

/** Ages that follow each other as one; undefined where there is a gap between them, or none. */
export function agesTogether(all: readonly Ages[]): Ages | undefined {
  const sorted = [...all].sort((a, b) => (a.ageFrom ?? 0) - (b.ageFrom ?? 0))
  const [first, ...rest] = sorted
  if (!first) return undefined
  let { ageTo } = first
  for (const next of rest) {
    if (ageTo === null) break
    if ((next.ageFrom ?? 0) > ageTo + 1) return undefined
    ageTo = next.ageTo === null ? null : Math.max(ageTo, next.ageTo)
  }
  return { ageFrom: first.ageFrom, ageTo }
}

/** Ages as the sheet has them; `readAges` reads them back. */
export function agesText({ ageFrom, ageTo }: Ages): string {
  if (ageFrom === null && ageTo === null) return ''
  if (ageFrom === null) return `till ${ageTo} år`
  if (ageTo === null) return ageFrom === 0 ? 'Alla åldrar' : `från ${ageFrom} år`
  return ageFrom === ageTo ? `${ageFrom} år` : `${ageFrom}–${ageTo} år`
}

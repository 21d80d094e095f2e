import type { DurationUnit } from '../code.ts'
import type { Duration } from '../entry.ts'
import { digitWords, plainDashes } from './sheet-text.ts'

const UNITS: readonly (readonly [RegExp, DurationUnit, number])[] = [
  [/^(?:d|dgr|dag|dagar|days?)$/, 'day', 1],
  [/^(?:v|vecka|veckor|veckors|weeks?|wks?)$/, 'week', 1],
  [/^(?:m|mån|man|månad|månader|månaders|mnd|months?)$/, 'month', 1],
  [/^(?:halvår)$/, 'month', 6],
  [/^(?:år|års|years?)$/, 'month', 12],
]
const unitOf = (word: string | undefined) => (word ? UNITS.find(([form]) => form.test(word)) : undefined)

/** A number with its unit, in the unit's own measure: `1,5 år` is 18 months. Undefined where that is no whole number. */
function measured(number: string, word: string | undefined): { value: number; unit: DurationUnit } | undefined {
  const unit = unitOf(word)
  const value = Number(number.replace(',', '.')) * (unit?.[2] ?? Number.NaN)
  return unit && Number.isInteger(value) && value <= 5000 ? { value, unit: unit[1] } : undefined
}

const NUMBER = '(\\d{1,4}(?:[.,]\\d)?)'
const UNIT = '\\.?([a-zåäö]+)?\\.?'
const SPAN = new RegExp(`^(?:från |mellan )?${NUMBER} ?${UNIT} ?(?:-|till|och|to) ?${NUMBER} ?${UNIT}$`)
const ONE = new RegExp(`^${NUMBER} ?${UNIT}$`)
const LEAST = /^(?:minst|från|fr\.? ?o\.? ?m\.?|at least|over|mer än|>=?|≥) ?/
const MOST = /^(?:högst|max(?:imalt)?|upp till|till|t\.? ?o\.? ?m\.?|up to|at most|<=?|≤) ?/

/**
 * How long one takes part, as people write it: `6–12 månader`, `ca 3 mån`, `ett år`, `upp till 10 veckor`, `3 mån–1 år`.
 * Undefined where it cannot be read (`en termin`, `tills vidare`).
 */
export function readDuration(cell: string): Duration | undefined {
  const text = digitWords(plainDashes(cell.slice(0, 80)).toLocaleLowerCase('sv'))
    .replace(/\b(?:ca|c:a|cirka|ungefär|runt|omkring|normalt|oftast|vanligen|about|usually)\b\.? ?|~ ?/g, '')
    .replace(/\bhalvt? år/g, 'halvår')
    .replace(/^halvår$/, '1 halvår')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
  const span = SPAN.exec(text)
  if (span) {
    const to = measured(span[3] ?? '', span[4])
    const from = measured(span[1] ?? '', span[2] ?? span[4])
    if (!from || !to || from.unit !== to.unit || to.value < from.value) return undefined
    return { from: from.value, to: to.value, unit: to.unit }
  }
  const [least, most] = [LEAST.test(text), MOST.test(text)]
  const found = ONE.exec(text.replace(least ? LEAST : MOST, ''))
  const one = found && measured(found[1] ?? '', found[2])
  if (!one) return undefined
  return { from: most ? null : one.value, to: least ? null : one.value, unit: one.unit }
}

const WORDS: Record<DurationUnit, readonly [string, string]> = {
  day: ['dag', 'dagar'],
  week: ['vecka', 'veckor'],
  month: ['månad', 'månader'],
}

/** How long, as the sheet has it; `readDuration` reads it back. */
export function durationText(duration: Duration | null): string {
  if (!duration) return ''
  const { from, to, unit } = duration
  const words = (count: number) => `${count} ${WORDS[unit][count === 1 ? 0 : 1]}`
  if (from === null) return to === null ? '' : `högst ${words(to)}`
  if (to === null) return `minst ${words(from)}`
  return from === to ? words(from) : `${from}–${words(to)}`
}

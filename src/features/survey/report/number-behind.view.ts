import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { type Basis, basisOf, basisOfLeftOut, basisOfPeople, type How, type Part, partValue } from '../core/basis.ts'
import { countedIn, inBoth, pairedIn } from '../core/behind.ts'
import { HIDDEN, type Hidden } from '../core/quantity.ts'
import type { ReportTable } from '../core/report-table.ts'
import { reportTexts } from '../texts/report.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import type { NumberPlace } from './number-link.view.ts'
import { isOwnAnswer, type Sources } from './report-content.ts'
import { hiddenMark, tableWords } from './report-words.view.ts'

/** One number in words: what it is called, its value, how it comes about, and the codes of those it counts. */
export type NumberBehind = {
  place: NumberPlace
  heading: string
  value: string
  how: string
  codes: { earlier: boolean; list: readonly string[] } | undefined
}

/** What is behind a number, or behind every number of a row. */
export function numbersBehind(
  table: ReportTable,
  place: NumberPlace,
  sources: Sources,
  lang: Lang,
): { title: string; numbers: NumberBehind[] } {
  const words = tableWords(table, lang)
  const { row, column, people } = place
  const one = (basis: Basis, heading: string, value: string, at: NumberPlace): NumberBehind => ({
    ...{ place: at, heading, value },
    how: howWords(lang, basis, value, sources),
    codes: codesOf(basis, sources),
  })
  if (!row) {
    const left = table.leftOut.find(({ why }) => why === people)
    const value = left ? left.count : table.base
    const written = value === HIDDEN ? hiddenMark(lang) : formatNumber(lang, value)
    const title = left ? reportTexts(lang)(`leftOut.${left.why}`, { count: written }) : words.people
    const basis = left ? basisOfLeftOut(left.why) : basisOfPeople(table)
    return { title, numbers: [one(basis, reportTexts(lang)('column.people'), written, place)] }
  }
  const named = words.rows[table.rows.indexOf(row)]!
  const numbers = table.columns.flatMap((each, at) => {
    const basis = row.values[at] === null || (column && column !== each) ? undefined : basisOf(table, row, each)
    return basis ? [one(basis, words.headings[at + 1]!, named.cells[at]!, { row, column: each })] : []
  })
  const heading = column && words.headings[table.columns.indexOf(column) + 1]
  return { title: heading ? `${named.name}: ${heading}` : named.name, numbers }
}

/** Below it intervals are exact (`interval.ts`). */
const EXACT_BELOW = 30

/** What the parts are called in the texts, in their order. */
const PARTS: Record<How, readonly string[]> = {
  count: ['count'],
  sum: ['marks', 'people'],
  share: ['count', 'of'],
  interval: ['count', 'of'],
  mean: ['marks', 'people'],
  meanInterval: ['marks', 'people', 'squares'],
  lift: ['both', 'of', 'first', 'second'],
  agreement: ['both', 'of', 'staff', 'self'],
  agreementInterval: ['both', 'of', 'staff', 'self'],
  kappa: ['both', 'of', 'staff', 'self'],
  kappaInterval: ['both', 'of', 'staff', 'self'],
  change: ['count', 'of', 'countBefore', 'ofBefore'],
  changeInterval: ['count', 'of', 'countBefore', 'ofBefore'],
  meanChange: ['marks', 'people', 'marksBefore', 'peopleBefore'],
  p: ['appeared', 'ceased'],
}

function howWords(lang: Lang, { how, parts }: Basis, value: string, sources: Sources): string {
  const t = roundReportTexts(lang)
  const known = parts.map((part) => partOf(part, sources))
  const numbers = known.filter((one) => one !== HIDDEN)
  if (numbers.length < known.length) return t('behind.hidden')
  if (how === 'count') return t('behind.count', { count: numbers[0]! })
  const written = PARTS[how].map((name, at) => [name, formatNumber(lang, numbers[at]!)] as const)
  const [both = 0, of = 0, staff = 0, self = 0] = numbers
  const same = formatNumber(lang, of - staff - self + 2 * both)
  const exact = (how === 'agreementInterval' ? of : numbers[1]!) < EXACT_BELOW
  const method = t(exact ? 'behind.exact' : 'behind.wilson')
  return t(`behind.${how}`, { ...Object.fromEntries(written), value, same, method })
}

function partOf(part: Part, sources: Sources): number | Hidden {
  const { side, id } = part
  if (side === 'both') return pairsOf(part, sources).length
  const shown = side === 'now' ? sources.now : sources.before
  return shown ? partValue(shown, id) : HIDDEN
}

const pairsOf = ({ id }: Part, { people }: Sources) =>
  people ? inBoth(people.before, people.now).filter(([was, is]) => pairedIn(id)(was, is)) : []

/** Those whom the first part that counts people counts. */
function codesOf({ parts }: Basis, sources: Sources): NumberBehind['codes'] {
  const { people } = sources
  if (!people) return undefined
  for (const part of parts) {
    // Own answers are counted, and no page tells whose they are (ADR 46).
    if (isOwnAnswer(part.id)) return undefined
    if (part.side === 'both') return { earlier: false, list: pairsOf(part, sources).map(([, { code }]) => code) }
    const has = countedIn(part.id)
    const earlier = part.side === 'before'
    if (has) return { earlier, list: (earlier ? people.before : people.now).filter(has).map(({ code }) => code) }
  }
  return undefined
}

import { formatNumber, formatPercent } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { HIDDEN } from '../core/quantity.ts'
import type { Measure, ReportTable, Value } from '../core/report-table.ts'
import { type CodeWord, codeTexts } from '../texts/code.ts'
import { type ReportWord, reportTexts } from '../texts/report.ts'
import { sentenceOf } from './report-sentence.view.ts'

/** Stands for a hidden number, the same for all: no reader can tell which were small. */
export const hiddenMark = (lang: Lang): string => reportTexts(lang)('hidden')

/** A table in words, ready for page and paper. */
export type TableWords = {
  title: string
  /** "Antal personer: 68". */
  people: string
  headings: string[]
  rows: { name: string; cells: string[] }[]
  sentence: string
  rule: string
  /** Who is not in the table; empty when everybody is. */
  leftOut: string
}

export function tableWords(table: ReportTable, lang: Lang): TableWords {
  const t = reportTexts(lang)
  const word = (key: string) => codeTexts(lang)(key as CodeWord)
  const count = (value: Value) => written(value, 'count', lang)
  const left = table.leftOut.map(({ why, count: people }) => t(`leftOut.${why}`, { count: count(people) }))
  return {
    title: t(`table.${table.id}`),
    people: t('people', { n: count(table.base) }),
    headings: [
      t('column.row'),
      ...table.columns.map(({ group, word: key }) => {
        const heading = t(`column.${key}` as ReportWord)
        return group ? `${word(group)}: ${heading}` : heading
      }),
    ],
    rows: table.rows.map(({ words, values }) => ({
      name: words.map(word).join(' + '),
      cells: table.columns.map(({ measure }, at) => written(values[at] ?? null, measure, lang)),
    })),
    sentence: sentenceOf(table, lang),
    rule: t(`rule.${table.id}`),
    leftOut: left.length === 0 ? '' : `${t('leftOut')} ${left.join(', ')}.`,
  }
}

const written = (value: Value, measure: Measure, lang: Lang): string => {
  if (value === HIDDEN) return hiddenMark(lang)
  if (value === null) return '–'
  if (typeof value !== 'number') return value.map((end) => number(end, measure, lang)).join('–')
  return number(value, measure, lang)
}

function number(value: number, measure: Measure, lang: Lang): string {
  if (measure === 'share') return formatPercent(lang, value, 1)
  if (measure === 'interval') return formatNumber(lang, value * 100, 1)
  if (measure === 'change' || measure === 'changeInterval') return signed(lang, value * 100, 1)
  if (measure === 'meanChange') return signed(lang, value, 2)
  if (measure === 'p')
    return value < SMALLEST_P ? `<\u00a0${formatNumber(lang, SMALLEST_P, 4)}` : formatNumber(lang, value, 4)
  if (measure === 'count') return formatNumber(lang, value)
  // What rounds to nothing is nothing, not less than nothing.
  return formatNumber(lang, Math.abs(value) < 0.005 ? 0 : value, 2)
}

/** With its sign, also in front of what has become more; a change that rounds to nothing has none. */
function signed(lang: Lang, value: number, decimals: number): string {
  if (Math.abs(value) < 0.5 * 10 ** -decimals) return formatNumber(lang, 0, decimals)
  return `${value > 0 ? '+' : ''}${formatNumber(lang, value, decimals)}`
}

const SMALLEST_P = 0.0001

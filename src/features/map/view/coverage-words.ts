import { formatList } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { NEED_LEVELS, type NeedLevel } from '../code.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { viewTexts } from '../texts/view.ts'
import { type Cell, type CellState, stateOf, WHOLE, type Where } from './coverage.ts'
import type { Gap } from './coverage-gap.ts'
import { yearsWords } from './view-words.ts'

type WithNeeds = 'small' | 'medium' | 'large' | 'small-medium' | 'medium-large' | 'small-large' | 'small-medium-large'

export const areaWords = (lang: Lang, area: string): string => (area === WHOLE ? coverageTexts(lang)('whole') : area)

/** "med litet eller visst stödbehov". */
export const withNeeds = (lang: Lang, needs: readonly NeedLevel[]): string =>
  coverageTexts(lang)(`with.${NEED_LEVELS.filter((need) => needs.includes(need)).join('-') as WithNeeds}`)

/** "i Norrby och Åbro", "på någon ort". */
export function inAreas(lang: Lang, areas: readonly string[], everywhere: boolean): string {
  const t = coverageTexts(lang)
  if (areas[0] === WHOLE) return t('in.whole')
  return everywhere && areas.length > 1 ? t('in.all') : t('in.some', { areas: formatList(lang, areas) })
}

/** A gap as a sentence: "Ingen tar emot 16–17 år med stort stödbehov i Åbro." */
export function gapWords(lang: Lang, gap: Gap): string {
  const t = coverageTexts(lang)
  const { from, to } = gap
  return t('gap', {
    ages: from === to ? t('gap.age', { from }) : t('gap.ages', { from, to }),
    need: withNeeds(lang, gap.needs),
    place: inAreas(lang, gap.areas, gap.everywhere),
  })
}

/** Ages as runs: "16 år och 19–20 år". */
export function runsWords(lang: Lang, ages: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const age of ages) {
    const last = runs.at(-1)
    if (last && last.to === age - 1) last.to = age
    else runs.push({ from: age, to: age })
  }
  return formatList(
    lang,
    runs.map((run) => yearsWords(lang, run)),
  )
}

const whereValues = (lang: Lang, { ages, need, area }: Where) => ({
  ages: yearsWords(lang, ages),
  need: viewTexts(lang)(`need.${need}`),
  area: areaWords(lang, area),
})

/** "16–17 år, stort stödbehov, Åbro". */
export const whereWords = (lang: Lang, where: Where): string =>
  coverageTexts(lang)('cell.title', whereValues(lang, where))

/** A cell in words, for who does not see its place in the matrix. */
export function cellWords(lang: Lang, cell: Pick<Cell, keyof Where | 'takes' | 'missing'>): string {
  const state: CellState = stateOf(cell)
  return coverageTexts(lang)(`cell.${state}`, {
    ...whereValues(lang, cell),
    count: cell.takes.length,
    missing: runsWords(lang, cell.missing),
  })
}

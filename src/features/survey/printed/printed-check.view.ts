import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { printedTexts } from '../texts/printed.ts'
import type { Finding, PrintedCheck } from './printed-check.ts'

/** What does not add up, one plain sentence each; or that everything that could be checked does. */
export function checkWords({ findings, checked }: PrintedCheck, lang: Lang): string[] {
  const t = printedTexts(lang)
  if (checked === 0) return [t('nothing')]
  if (findings.length === 0) return [t('allRight', { checked: formatNumber(lang, checked) })]
  return findings.map((finding) => wordsOf(finding, lang))
}

function wordsOf(finding: Finding, lang: Lang): string {
  const t = printedTexts(lang)
  const number = (value: number) => formatNumber(lang, value)
  const where = { line: number(finding.line), label: finding.label }
  if (finding.kind === 'percent' || finding.kind === 'mean') {
    const decimals = /[.,](\d+)/.exec(finding.printed)?.[1]?.length ?? 0
    const computed = formatNumber(lang, finding.computed, Math.max(1, decimals))
    const values = {
      ...where,
      printed: finding.printed,
      computed,
      count: number(finding.count),
      of: number(finding.of),
    }
    if (finding.kind === 'mean') return t('mean', values)
    return t(finding.inferred ? 'percentInferred' : 'percent', values)
  }
  return t(finding.kind, { ...where, printed: number(finding.printed), computed: number(finding.computed) })
}

import { formatList, formatNumber } from '../../../platform/i18n/format.ts'
import { dirOf, type Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { type Filter, filterOf, isWhole } from '../core/filter.ts'
import { monthName } from '../round/round.view.tsx'
import { roundTexts } from '../texts/round.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { filterWords } from './report-form.view.tsx'
import type { WhoIsIn } from './round-survey.queries.ts'

/** "Försörjningsstöd, mars 2026: kvinnor". */
export function reportName(
  lang: Lang,
  unit: string,
  month: CalendarDay,
  given: Readonly<Record<string, unknown>>,
): string {
  const t = roundReportTexts(lang)
  const filter = filterOf(given)
  const values = { unit, month: monthName(lang, { month }) }
  return isWhole(filter) ? t('named', values) : t('namedFilter', { ...values, filter: filterWords(lang, filter) })
}

/** A name begins a piece that is read from the right where the language is: else a Swedish unit in it turns the month around. */
const RIGHT_TO_LEFT = '\u200f'

/** What a report is compared with, and which of the two is before. */
export const comparedWords = (lang: Lang, own: string, other: string, isLater: boolean): string => {
  const read = (name: string) => (dirOf(lang) === 'rtl' ? RIGHT_TO_LEFT + name : name)
  const [before, now] = isLater ? [own, other] : [other, own]
  return roundReportTexts(lang)('compare.sides', { before: read(before), now: read(now) })
}

/** Who is in a report of a round, and who is not with why: one sentence each. */
export function whoWords(lang: Lang, who: WhoIsIn, filter: Filter, counted: number): string[] {
  const t = roundReportTexts(lang)
  const number = (value: number) => formatNumber(lang, value)
  const skipped = who.skipped.map(({ why, count }) =>
    t('who.skippedItem', { why: inside(roundTexts(lang)(`skip.${why}`)), count: number(count) }),
  )
  return [
    t('who.rated', { rated: number(who.rated), people: number(who.people) }),
    ...(isWhole(filter) ? [] : [t('who.filtered', { count: number(counted), filter: filterWords(lang, filter) })]),
    ...(who.waiting > 0 ? [t('who.waiting', { count: who.waiting })] : []),
    ...(skipped.length > 0 ? [t('who.skipped', { list: formatList(lang, skipped) })] : []),
    t('who.self', { count: who.selfDone }),
  ]
}

/** Which units a joint report is about, which are not in it, and who may be counted twice. */
export function jointWords(
  lang: Lang,
  { inIt, missing }: { inIt: readonly string[]; missing: readonly string[] },
): string[] {
  const t = roundReportTexts(lang)
  return [
    t('joint.units', { list: formatList(lang, inIt) }),
    ...(missing.length > 0 ? [t('joint.missing', { list: formatList(lang, missing) })] : []),
    t('joint.twice'),
  ]
}

/** Within a sentence it begins with a small letter. */
const inside = (text: string): string => (/^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

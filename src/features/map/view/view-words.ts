import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { authorityName, type MapBodies, unitName } from '../body.ts'
import type { Entry } from '../entry.ts'
import { agesStated, isAllAges, OLDEST } from '../entry-age.ts'
import { codeTexts } from '../texts/code.ts'
import { viewTexts } from '../texts/view.ts'
import { FILTER_KEYS, type ViewFilter } from './view-filter.ts'

/** A span of whole years in words: "16 år", "16–17 år". */
export function yearsWords(lang: Lang, { from, to }: { from: number; to: number }): string {
  const t = viewTexts(lang)
  return from === to ? t('years.one', { from }) : t('years', { from, to })
}

/** The ages an entry takes, in words. */
export function agesWords(lang: Lang, ages: Pick<Entry, 'ageFrom' | 'ageTo'>): string {
  const t = viewTexts(lang)
  if (!agesStated(ages)) return t('years.none')
  if (isAllAges(ages)) return t('years.all')
  const { ageFrom: from, ageTo: to } = ages
  if (from === null || from === 0) return t('years.to', { to: to ?? OLDEST })
  return to === null ? t('years.from', { from }) : yearsWords(lang, { from, to })
}

/** An authority's name; civil society where there is none. */
export const ownerWords = (lang: Lang, bodies: MapBodies, authorityId: number | null): string =>
  authorityName(bodies, authorityId) ?? codeTexts(lang)('owner.civil')

/** A choice of the filter in words: "Ort: Norrby". */
export function choiceWords(lang: Lang, bodies: MapBodies, filter: ViewFilter, key: keyof ViewFilter): string {
  const [t, code] = [viewTexts(lang), codeTexts(lang)]
  const say = (what: string) => `${t(`filter.${key}`)}: ${what}`
  switch (key) {
    case 'authority':
      return say(filter.authority === 'none' ? code('owner.civil') : (authorityName(bodies, filter.authority) ?? '–'))
    case 'unit':
      return say(unitName(bodies, filter.unit) ?? '–')
    case 'kind':
      return filter.kind ? say(code(`kind.${filter.kind}`)) : ''
    case 'target':
      return filter.target ? say(code(`target.${filter.target}`)) : ''
    case 'age':
      return say(t('years.one', { from: filter.age ?? 0 }))
    case 'need':
      return filter.need ? code(`need.${filter.need}`) : ''
    case 'distance':
      return filter.distance ? code(`distance.${filter.distance}`) : ''
    case 'area':
      return say(filter.area ?? '')
    case 'status':
      return filter.status ? say(code(`status.${filter.status}`)) : ''
    case 'on':
      return filter.on ? t('asOf', { date: formatDay(lang, filter.on) }) : ''
  }
}

/** What the picture is about, for the heading and for paper: the day, and each choice. */
export function standingWords(lang: Lang, bodies: MapBodies, filter: ViewFilter, today: CalendarDay): string[] {
  const t = viewTexts(lang)
  return [
    filter.on ? t('asOf', { date: formatDay(lang, filter.on) }) : t('today', { date: formatDay(lang, today) }),
    ...FILTER_KEYS.filter((key) => key !== 'on' && filter[key] !== null).map((key) =>
      choiceWords(lang, bodies, filter, key),
    ),
  ]
}

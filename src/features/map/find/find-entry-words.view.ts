import { formatDay, formatList } from '../../../platform/i18n/format.ts'
import { LANGS, type Lang } from '../../../platform/i18n/lang.ts'
import { authorityName, type MapBodies, unitName } from '../body.ts'
import { WEEKDAYS, type Weekday } from '../code.ts'
import type { Duration, Entry, Opening } from '../entry.ts'
import { agesStated, isAllAges } from '../entry-age.ts'
import { codeTexts } from '../texts/code.ts'
import { findTexts } from '../texts/find.ts'
import type { Voice } from './find-voice.ts'

type CodeKey = Parameters<ReturnType<typeof codeTexts>>[0]
/** Lists whose words exist in plain ones. */
type PlainList = 'kind' | 'status' | 'need' | 'distance' | 'way'

/** A word of a closed list as it is said to the person. */
export const plainWord = (voice: Voice, list: PlainList, code: string): string =>
  codeTexts(voice.lang)(`${list}.${code}.plain` as CodeKey)

/** A target group: its name; in easy Swedish said to the person. */
export const targetWord = (voice: Voice, code: string): string =>
  codeTexts(voice.lang)((voice.easy ? `target.${code}.plain` : `target.${code}`) as CodeKey)

/** The ages of an entry in words. */
export function ageWords(voice: Voice, { ageFrom, ageTo }: Pick<Entry, 'ageFrom' | 'ageTo'>): string {
  const t = findTexts(voice)
  const ages = { ageFrom, ageTo }
  if (!agesStated(ages)) return t('age.unknown')
  if (isAllAges(ages)) return t('age.all')
  if (ageTo === null) return t('age.from', { from: ageFrom ?? 0 })
  if (ageFrom === null || ageFrom === 0) return t('age.to', { to: ageTo })
  return ageFrom === ageTo ? t('age.one', { from: ageFrom }) : t('age.span', { from: ageFrom, to: ageTo })
}

/** What an entry is, in the voice of the page where it is written; else in Swedish, and `lang` says so. */
export function aboutIn(voice: Voice, { about }: Pick<Entry, 'about'>): { text: string; lang: Lang; missing: boolean } {
  const own = voice.easy ? about.easy : about[voice.lang]
  if (own) return { text: own, lang: voice.lang, missing: false }
  const text = voice.lang === 'sv' ? about.sv || about.easy : about.sv || about.easy || about.en || about.ar
  const lang: Lang = about.sv || about.easy ? 'sv' : (LANGS.find((one) => about[one] === text) ?? 'sv')
  return { text, lang, missing: text !== '' }
}

/** Who does it: the provider, else the unit or the authority; nothing where nobody is named. */
export const byWhom = (
  entry: Pick<Entry, 'providerId' | 'unitId' | 'authorityId'>,
  names: ReadonlyMap<string, string>,
  bodies: MapBodies,
): string | undefined =>
  (entry.providerId ? names.get(entry.providerId) : undefined) ??
  (formatList(
    'sv',
    [...new Set([unitName(bodies, entry.unitId), authorityName(bodies, entry.authorityId)])].flatMap(
      (name) => name ?? [],
    ),
  ).replace(' och ', ', ') ||
    undefined)

/** Days that follow each other as a span: "måndag–torsdag". */
function daysWords(lang: Lang, days: readonly Weekday[]): string {
  const t = codeTexts(lang)
  const at = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index] : []))
  const [first, last] = [at[0] ?? 0, at.at(-1) ?? 0]
  const word = (index: number): string => t(`day.${WEEKDAYS[index]!}`)
  if (at.length > 2 && last - first === at.length - 1) return `${word(first)}–${word(last)}`
  return formatList(lang, at.map(word))
}

/** When something is open, a line for each opening: the weekdays with hours, then the period, then what is noted. */
export function openingWords({ lang, easy }: Voice, opening: Opening): string {
  const t = findTexts({ lang, easy })
  const { weekdays, opensAt, closesAt, fromOn, untilOn, note } = opening
  const everyday = weekdays.length === WEEKDAYS.length
  const days = everyday ? t('when.everyday') : weekdays.length > 0 ? daysWords(lang, weekdays) : ''
  const hours =
    opensAt === '00:00' && closesAt === '23:59'
      ? t('when.allDay', { days })
      : opensAt && closesAt
        ? t('when.hours', { days, from: opensAt, to: closesAt })
        : opensAt
          ? t('when.at', { days, from: opensAt })
          : days
  const period =
    fromOn && untilOn
      ? t('when.period', { from: formatDay(lang, fromOn), until: formatDay(lang, untilOn) })
      : fromOn
        ? t('when.from', { from: formatDay(lang, fromOn) })
        : untilOn
          ? t('when.until', { until: formatDay(lang, untilOn) })
          : ''
  const said = [hours.trim(), period, note].filter(Boolean).join('. ')
  return said.charAt(0).toLocaleUpperCase('sv') + said.slice(1)
}

export function durationWords(voice: Voice, { from, to, unit }: Duration): string {
  const t = findTexts(voice)
  const [low, high] = [from ?? to ?? 0, to ?? from ?? 0]
  return low === high ? t(`long.${unit}`, { from: low }) : t(`long.span.${unit}`, { from: low, to: high })
}

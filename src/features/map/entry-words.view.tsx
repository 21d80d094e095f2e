import type { Child } from 'hono/jsx'
import { formatDay, formatList, formatNumber } from '../../platform/i18n/format.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts'
import { Bdi } from '../../ui/inline.tsx'
import { WEEKDAYS, type Weekday } from './code.ts'
import type { Duration, EntryFacts, Opening } from './entry.ts'
import { agesStated, isAllAges } from './entry-age.ts'
import { STATED_OLD_DAYS } from './entry-verified.ts'
import type { Figure } from './measure.ts'
import { codeTexts } from './texts/code.ts'
import { entryTexts } from './texts/entry.ts'

/** A word inside a sentence begins with a small letter. */
const inSentence = (lang: Lang, word: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(word) ? word.charAt(0).toLocaleLowerCase(lang) + word.slice(1) : word

/** Several words of a closed list, in the language of the page; nothing where there are none. */
export const codeList = (lang: Lang, list: 'target' | 'need' | 'distance' | 'way', codes: readonly string[]): string =>
  formatList(
    lang,
    codes
      .map((code) => codeTexts(lang)(`${list}.${code}` as 'need.small'))
      .map((word, at) => (at === 0 ? word : inSentence(lang, word))),
  )

const span = (from: number, to: number): Child => (
  <bdi dir="ltr" class="nowrap">
    {from === to ? from : `${from}–${to}`}
  </bdi>
)

/** "16–29 år", "Från 18 år", "Alla åldrar". */
export function Ages({ lang, ages }: { lang: Lang; ages: Pick<EntryFacts, 'ageFrom' | 'ageTo'> }) {
  const t = entryTexts(lang)
  const { ageFrom, ageTo } = ages
  if (!agesStated(ages)) return <span class="soft">{t('ages.none')}</span>
  if (isAllAges(ages)) return <>{t('ages.all')}</>
  if (ageTo === null) return <>{t.parts('ages.from', { from: <Bdi>{ageFrom}</Bdi> })}</>
  if (ageFrom === null || ageFrom === 0) return <>{t.parts('ages.to', { to: <Bdi>{ageTo}</Bdi> })}</>
  return <>{t.parts('ages.span', { span: span(ageFrom, ageTo) })}</>
}

/** "6–12 veckor", "Minst 3 månader". */
export function DurationText({ lang, duration: { from, to, unit } }: { lang: Lang; duration: Duration }) {
  const t = entryTexts(lang)
  const last = to ?? from ?? 0
  const time = t.parts(`duration.${unit}`, { count: last, range: span(from ?? last, last) })
  if (to === null) return <>{t.parts('duration.atLeast', { time: <>{time}</> })}</>
  if (from === null) return <>{t.parts('duration.atMost', { time: <>{time}</> })}</>
  return <>{time}</>
}

/** What it costs; nothing where nobody has said. */
export function Cost({ lang, entry }: { lang: Lang; entry: Pick<EntryFacts, 'costKr' | 'costNote'> }) {
  const t = entryTexts(lang)
  return (
    <>
      {entry.costKr === 0 && t('cost.free')}
      {entry.costKr !== null &&
        entry.costKr > 0 &&
        t.parts('cost.kr', { amount: <Bdi>{formatNumber(lang, entry.costKr)}</Bdi> })}
      {entry.costNote && (
        <>
          {entry.costKr !== null && '. '}
          <span dir="auto">{entry.costNote}</span>
        </>
      )}
    </>
  )
}

const WHOLE_WEEK = 7

/** Three days or more without one left out. */
const isRun = (days: readonly Weekday[]): boolean =>
  days.length >= 3 && WEEKDAYS.indexOf(days.at(-1)!) - WEEKDAYS.indexOf(days[0]!) === days.length - 1

/** One opening in words: days, hours, period, note. */
export function OpeningText({ lang, opening }: { lang: Lang; opening: Opening }) {
  const t = entryTexts(lang)
  const codes = codeTexts(lang)
  const { weekdays, opensAt, closesAt, fromOn, untilOn, note } = opening
  const days =
    weekdays.length === WHOLE_WEEK
      ? t('opening.everyday')
      : isRun(weekdays)
        ? `${codes(`day.${weekdays[0]!}`)}–${codes(`day.${weekdays.at(-1)!}`)}`
        : formatList(
            lang,
            weekdays.map((day) => codes(`day.${day}`)),
          )
  const allDay = opensAt === '00:00' && closesAt === '23:59'
  const hours = allDay ? (
    t('opening.always')
  ) : opensAt ? (
    <bdi dir="ltr" class="nowrap">
      {closesAt ? `${clock(opensAt)}–${clock(closesAt)}` : clock(opensAt)}
    </bdi>
  ) : undefined
  const day = (given: CalendarDay) => <Bdi>{formatDay(lang, given)}</Bdi>
  const period =
    fromOn && untilOn
      ? t.parts('opening.period', { from: day(fromOn), until: day(untilOn) })
      : fromOn
        ? t.parts('opening.from', { from: day(fromOn) })
        : untilOn
          ? t.parts('opening.until', { until: day(untilOn) })
          : undefined
  const parts: Child[] = [days || undefined, hours, period && <>{period}</>, note && <span dir="auto">{note}</span>]
  const said = parts.filter((part) => part !== undefined && part !== '')
  return (
    <>
      {said.map((part, at) => (
        <>
          {at > 0 && ' · '}
          {part}
        </>
      ))}
    </>
  )
}

/** `08:30` → 8.30, as Swedish papers write it. */
const clock = (time: string): string => time.replace(/^0/, '').replace(':', '.').replace(/\.00$/, '')

/** Where a figure comes from, and whether it is too old to say much. */
export function Source({ lang, figure, today }: { lang: Lang; figure: Figure; today: CalendarDay }) {
  const t = entryTexts(lang)
  if (figure.source === 'measured') return <>{t('source.measured')}</>
  return (
    <>
      {t.parts('source.stated', { date: <Bdi>{formatDay(lang, figure.on)}</Bdi> })}
      {daysBetween(figure.on, today) > STATED_OLD_DAYS && <> · {t('source.old')}</>}
    </>
  )
}

import { formatDay, formatNumber, formatPercent } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { DURATIONS } from '../core/code.ts'
import { HIDDEN, type Hidden } from '../core/quantity.ts'
import { hiddenMark } from '../report/report-words.view.ts'
import { monthTexts } from '../texts/month.ts'
import { changesOf, type DurationFlow, inBoth, peopleAt, STANDINGS, type Standing } from './duration-flow.ts'
import type { SeriesPoint } from './series.ts'

/** A number of a table over time; null where there is none. */
export type TimeValue = number | Hidden | null
export type TimeColumn = { key: string; heading: string; measure: 'count' | 'share' | 'mean' }

/** People in parts, a row for each: bars that lie, with their parts after one another. `label` is said to who cannot see it. */
export type TimePicture = {
  label: string
  /** `tone`: the same part has the same tone in every picture. */
  series: readonly { name: string; tone: number }[]
  rows: readonly { name: string; parts: readonly number[] }[]
}

export const sumOf = (parts: readonly number[]): number => parts.reduce((all, one) => all + one, 0)
/** People in the longest bar of a picture; at least one. */
export const longestOf = ({ rows }: TimePicture): number => Math.max(1, ...rows.map(({ parts }) => sumOf(parts)))

/** A table over time, the same for page, paper, sheet and interface. `key` and those of columns and rows are for other programs. */
export type TimeTable = {
  key: string
  title: string
  /** What is counted. */
  note: string
  /** What it says, in a sentence or two. */
  said?: string
  picture?: TimePicture
  /** What its rows are. */
  heading: string
  columns: readonly TimeColumn[]
  rows: readonly { key: string; name: string; values: readonly TimeValue[] }[]
}

/** A month of a unit, as the feature that knows the threads counts it. */
export type UnitMonth = { month: CalendarDay; active: number; inIntervention: number }
/** A round's month. `known`: of how many it is known whether they are in an intervention. */
export type RoundRow = { month: CalendarDay; people: number; known: number; inIntervention: number }

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
const monthRow = (lang: Lang, month: CalendarDay, values: readonly TimeValue[]) => ({
  key: month.slice(0, 7),
  name: formatDay(lang, month, 'month'),
  values,
})
type Texts = ReturnType<typeof monthTexts>
const count = (key: string, heading: string): TimeColumn => ({ key, heading, measure: 'count' })
const shareColumn = (t: Texts): TimeColumn => ({
  key: 'in_intervention_share',
  heading: t('col.share'),
  measure: 'share',
})

/** Active cases by month, with those in an intervention. */
export function unitMonthTable(lang: Lang, months: readonly UnitMonth[]): TimeTable {
  const t = monthTexts(lang)
  const [first, last] = [months[0], months.at(-1)]
  const named = (one: UnitMonth) => formatDay(lang, one.month, 'month')
  const picture = first &&
    last && {
      label: t('months.picture', {
        ...{ first: named(first), from: formatNumber(lang, first.active) },
        ...{ last: named(last), to: formatNumber(lang, last.active) },
      }),
      series: [t('col.in'), t('key.rest')].map((name, tone) => ({ name, tone })),
      rows: months.map((one) => ({
        name: named(one),
        parts: [one.inIntervention, one.active - one.inIntervention],
      })),
    }
  return {
    ...{ key: 'months', title: t('months.title'), note: t('months.text'), heading: t('col.month') },
    ...(picture ? { picture } : {}),
    columns: [count('active', t('col.active')), count('in_intervention', t('col.in')), shareColumn(t)],
    rows: months.map(({ month, active, inIntervention }) =>
      monthRow(lang, month, [active, inIntervention, shareOf(inIntervention, active)]),
    ),
  }
}

/** Rounds by month. */
export function roundMonthTable(lang: Lang, rounds: readonly RoundRow[]): TimeTable {
  const t = monthTexts(lang)
  return {
    ...{ key: 'rounds', title: t('rounds.title'), note: t('rounds.text'), heading: t('col.month') },
    columns: [
      count('people', t('col.people')),
      count('known', t('col.known')),
      count('in_intervention', t('col.in')),
      shareColumn(t),
    ],
    rows: rounds.map(({ month, people, known, inIntervention }) =>
      monthRow(lang, month, [people, known, inIntervention, shareOf(inIntervention, known)]),
    ),
  }
}

/** Where the people of one round stand in another, later one. Time that is not known has its place only where somebody is there. */
export function flowTable(
  lang: Lang,
  flow: DurationFlow,
  months: { before: CalendarDay; now: CalendarDay },
): TimeTable {
  const t = monthTexts(lang)
  const { stood, stand } = peopleAt(flow)
  const shown = STANDINGS.filter((one) => one !== 'unknown' || stood.unknown + stand.unknown > 0)
  const names = { before: formatDay(lang, months.before, 'month'), now: formatDay(lang, months.now, 'month') }
  const all = (of: Record<(typeof STANDINGS)[number], number>) => STANDINGS.reduce((sum, one) => sum + of[one], 0)
  const said = flowWords(lang, flow, names)
  return {
    key: `flow_${months.before.slice(0, 7)}_${months.now.slice(0, 7)}`,
    title: t('flow.title', names),
    note: t('flow.text', { both: inBoth(flow) }),
    said,
    picture: {
      label: `${t('flow.title', names)}. ${said}`,
      series: [
        ...shown.map((to, tone) => ({ name: t('flow.to', { time: t(`standing.${to}`) }), tone })),
        { name: t('flow.left'), tone: STANDINGS.length },
      ],
      rows: [
        ...shown.map((from) => ({
          name: t(`standing.${from}`),
          parts: [...shown.map((to) => flow.moved[from][to]), flow.left[from]],
        })),
        { name: t('flow.came'), parts: [...shown.map((to) => flow.came[to]), 0] },
      ],
    },
    heading: t('flow.from'),
    columns: [
      ...shown.map((to) => count(to, t(`standing.${to}`))),
      count('left', t('flow.left')),
      count('sum', t('flow.sum')),
    ],
    rows: [
      ...shown.map((from) => ({
        key: from,
        name: t(`standing.${from}`),
        values: [...shown.map((to) => flow.moved[from][to]), flow.left[from], stood[from]],
      })),
      { key: 'came', name: t('flow.came'), values: [...shown.map((to) => flow.came[to]), null, null] },
      {
        key: 'sum',
        name: t('flow.total'),
        values: [...shown.map((to) => stand[to]), all(flow.left), all(stood)],
      },
    ],
  }
}

/** The flow in words: how many are there still, and whether their time is another. */
function flowWords(lang: Lang, flow: DurationFlow, names: { before: string; now: string }): string {
  const t = monthTexts(lang)
  const { same, longer, shorter, unknown } = changesOf(flow)
  const sum = (of: Record<Standing, number>) => STANDINGS.reduce((all, one) => all + of[one], 0)
  const counts = { stood: sum(peopleAt(flow).stood), both: inBoth(flow), same, longer, shorter, unknown }
  const all = { ...counts, left: sum(flow.left), came: sum(flow.came) }
  const written = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, formatNumber(lang, value)]))
  return [t('flow.said', { ...names, ...written }), ...(unknown > 0 ? [t('flow.unsure', written)] : [])].join(' ')
}

/** The rounds of a unit as their protected reports tell of them. */
export function seriesTable(lang: Lang, key: string, unit: string, points: readonly SeriesPoint[]): TimeTable {
  const t = monthTexts(lang)
  return {
    ...{ key, title: unit, note: t('series.note'), heading: t('col.month') },
    columns: [
      count('people', t('col.people')),
      count('in_intervention', t('col.in')),
      shareColumn(t),
      { key: 'barriers_per_person', heading: t('col.mean'), measure: 'mean' },
      ...DURATIONS.map((one) => count(one, t(`standing.${one}`))),
    ],
    rows: points.map(({ month, people, inIntervention, share, mean, durations }) =>
      monthRow(lang, month, [people, inIntervention, share, mean, ...durations]),
    ),
  }
}

/** A number in words of the language. */
export function timeWords(lang: Lang, value: TimeValue, { measure }: TimeColumn): string {
  if (value === HIDDEN) return hiddenMark(lang)
  if (value === null) return '–'
  if (measure === 'share') return formatPercent(lang, value, 1)
  return measure === 'mean' ? formatNumber(lang, value, 2) : formatNumber(lang, value)
}

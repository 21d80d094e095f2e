import { formatDay, formatNumber, formatPercent } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { monthTexts } from '../texts/month.ts'
import { type DurationFlow, STANDINGS, type Standing } from './duration-flow.ts'

/** A month of a unit, as the feature that knows the threads counts it. */
export type UnitMonth = { month: CalendarDay; active: number; inIntervention: number }
/** A round's month. `known`: of how many it is known whether they are in an intervention. */
export type RoundRow = { month: CalendarDay; people: number; known: number; inIntervention: number }

const named = (lang: Lang, month: CalendarDay): string => formatDay(lang, month, 'month')
const number = (lang: Lang, value: number) => <Bdi>{formatNumber(lang, value)}</Bdi>
const share = (lang: Lang, part: number, whole: number) =>
  whole === 0 ? '–' : <Bdi>{formatPercent(lang, part / whole, 1)}</Bdi>

const width = (value: number, max: number): string => `${Math.round((value / max) * 1000) / 10}%`

/** Active cases as bars that lie, those in an intervention within them. */
export const MonthPicture = ({ lang, months }: { lang: Lang; months: readonly UnitMonth[] }) => {
  const t = monthTexts(lang)
  const max = Math.max(1, ...months.map(({ active }) => active))
  const [first, last] = [months[0]!, months.at(-1)!]
  const label = t('months.picture', {
    first: named(lang, first.month),
    from: formatNumber(lang, first.active),
    last: named(lang, last.month),
    to: formatNumber(lang, last.active),
  })
  return (
    <div class="survey-chart" role="img" aria-label={label}>
      <p class="chart-key">
        {(['active', 'in'] as const).map((key) => (
          <span>
            <svg class="bar" width="14" height="14" aria-hidden="true" focusable="false">
              <rect class={key === 'in' ? 'month-bar-in' : 'bar-value'} x="1" y="1" width="12" height="12" />
            </svg>{' '}
            {t(`key.${key}`)}
          </span>
        ))}
      </p>
      {months.map(({ month, active, inIntervention }) => (
        <div class="chart-row">
          <span class="chart-name">{named(lang, month)}</span>
          <span class="chart-bars">
            <span class="chart-bar">
              <svg class="bar" width="100%" height="18" aria-hidden="true" focusable="false">
                <rect class="bar-ground" x="0" y="1" width="100%" height="16" />
                <rect class="bar-value" x="0" y="1" width={width(active, max)} height="16" />
                <rect class="month-bar-in" x="0" y="5" width={width(inIntervention, max)} height="8" />
              </svg>
              <Bdi>{formatNumber(lang, active)}</Bdi>
            </span>
          </span>
        </div>
      ))}
    </div>
  )
}

export const MonthTable = ({ lang, months }: { lang: Lang; months: readonly UnitMonth[] }) => {
  const t = monthTexts(lang)
  const columns: Column<UnitMonth>[] = [
    { heading: t('col.month'), header: true, cell: ({ month }) => <Bdi>{named(lang, month)}</Bdi> },
    { heading: t('col.active'), align: 'end', cell: ({ active }) => number(lang, active) },
    { heading: t('col.in'), align: 'end', cell: ({ inIntervention }) => number(lang, inIntervention) },
    {
      heading: t('col.share'),
      align: 'end',
      cell: ({ active, inIntervention }) => share(lang, inIntervention, active),
    },
  ]
  return <Table captionHidden caption={t('months.title')} columns={columns} rows={months} empty={t('months.none')} />
}

export const RoundMonthTable = ({ lang, rounds }: { lang: Lang; rounds: readonly RoundRow[] }) => {
  const t = monthTexts(lang)
  const columns: Column<RoundRow>[] = [
    { heading: t('col.month'), header: true, cell: ({ month }) => <Bdi>{named(lang, month)}</Bdi> },
    { heading: t('col.people'), align: 'end', cell: ({ people }) => number(lang, people) },
    { heading: t('col.known'), align: 'end', cell: ({ known }) => number(lang, known) },
    { heading: t('col.in'), align: 'end', cell: ({ inIntervention }) => number(lang, inIntervention) },
    { heading: t('col.share'), align: 'end', cell: ({ known, inIntervention }) => share(lang, inIntervention, known) },
  ]
  return <Table captionHidden caption={t('rounds.title')} columns={columns} rows={rounds} empty={t('rounds.none')} />
}

const total = (counts: Record<Standing, number>): number => STANDINGS.reduce((sum, one) => sum + counts[one], 0)

/** Where people stood and stand: a row for each class then, a column for each now, with who left and who came. */
export const FlowTable = ({ lang, flow, caption }: { lang: Lang; flow: DurationFlow; caption: string }) => {
  const t = monthTexts(lang)
  type Row = { name: string; to: Record<Standing, number>; left: number | null; sum: number | null }
  const down = Object.fromEntries(
    STANDINGS.map((to) => [to, STANDINGS.reduce((sum, from) => sum + flow.moved[from][to], 0) + flow.came[to]]),
  ) as Record<Standing, number>
  const shown = STANDINGS.filter(
    (one) => one !== 'unknown' || total(flow.moved.unknown) + flow.left.unknown + down.unknown > 0,
  )
  const rows: Row[] = [
    ...shown.map((from) => ({
      name: t(`standing.${from}`),
      to: flow.moved[from],
      left: flow.left[from],
      sum: total(flow.moved[from]) + flow.left[from],
    })),
    { name: t('flow.came'), to: flow.came, left: null, sum: null },
    { name: t('flow.total'), to: down, left: total(flow.left), sum: inBoth(flow) + total(flow.left) },
  ]
  const columns: Column<Row>[] = [
    { heading: t('flow.from'), header: true, cell: ({ name }) => name },
    ...shown.map((to) => ({
      heading: t(`standing.${to}`),
      align: 'end' as const,
      cell: (row: Row) => number(lang, row.to[to]),
    })),
    { heading: t('flow.left'), align: 'end', cell: ({ left }) => (left === null ? '–' : number(lang, left)) },
    { heading: t('flow.sum'), align: 'end', cell: ({ sum }) => (sum === null ? '–' : number(lang, sum)) },
  ]
  return <Table captionHidden caption={caption} columns={columns} rows={rows} empty="" />
}

/** People in both rounds. */
export const inBoth = (flow: DurationFlow): number => STANDINGS.reduce((sum, from) => sum + total(flow.moved[from]), 0)

import { formatDay, formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { monthTexts } from '../texts/month.ts'
import { type TimeTable, timeWords, type UnitMonth } from './time-table.view.ts'

const named = (lang: Lang, month: CalendarDay): string => formatDay(lang, month, 'month')
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

/** A table over time. `hrefs`: where its rows lead, in their order. */
export const TimeTableView = (props: { lang: Lang; table: TimeTable; hrefs?: readonly string[] }) => {
  const { lang, table, hrefs } = props
  const columns: Column<TimeTable['rows'][number]>[] = [
    {
      heading: table.heading,
      header: true,
      cell: (row) => {
        const to = hrefs?.[table.rows.indexOf(row)]
        const { name } = row
        return to ? (
          <a href={to}>
            <Bdi>{name}</Bdi>
          </a>
        ) : (
          <Bdi>{name}</Bdi>
        )
      },
    },
    ...table.columns.map((column, at) => ({
      heading: column.heading,
      align: 'end' as const,
      cell: ({ values }: TimeTable['rows'][number]) => <Bdi whole>{timeWords(lang, values[at] ?? null, column)}</Bdi>,
    })),
  ]
  return <Table captionHidden caption={table.title} columns={columns} rows={table.rows} empty="–" narrow="scroll" />
}

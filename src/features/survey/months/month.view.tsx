import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { longestOf, sumOf, type TimePicture, type TimeTable, timeWords } from './time-table.view.ts'

/** The picture of a table over time: each row a bar of its parts, as wide as it has people; the table stands below with every number. */
export const TimePictureView = ({ lang, picture }: { lang: Lang; picture: TimePicture }) => {
  const { label, series, rows } = picture
  const max = longestOf(picture)
  const percent = (value: number) => `${Math.round((value / max) * 1000) / 10}%`
  return (
    <div class="survey-chart" role="img" aria-label={label}>
      <p class="chart-key">
        {series.map(({ name, tone }) => (
          <span>
            <svg class="bar" width="14" height="14" aria-hidden="true" focusable="false">
              <rect class="bar-part" data-series={tone} x="1" y="1" width="12" height="12" />
            </svg>{' '}
            {name}
          </span>
        ))}
      </p>
      {rows.map(({ name, parts }) => (
        <div class="chart-row">
          <span class="chart-name">
            <Bdi>{name}</Bdi>
          </span>
          <span class="chart-bars">
            <span class="chart-bar">
              <svg class="bar" width="100%" height="18" aria-hidden="true" focusable="false">
                <rect class="bar-ground" x="0" y="1" width="100%" height="16" />
                {parts.map(
                  (part, at) =>
                    part > 0 && (
                      <rect
                        class="bar-part"
                        data-series={series[at]?.tone}
                        x={percent(sumOf(parts.slice(0, at)))}
                        y="1"
                        width={percent(part)}
                        height="16"
                      />
                    ),
                )}
              </svg>
              <Bdi>{formatNumber(lang, sumOf(parts))}</Bdi>
            </span>
          </span>
        </div>
      ))}
    </div>
  )
}

/** What a table says, its picture, itself. */
export const TimeTableParts = ({ lang, table }: { lang: Lang; table: TimeTable }) => (
  <>
    {table.said && <p>{table.said}</p>}
    <p class={table.said ? 'soft' : undefined}>{table.note}</p>
    {table.picture && <TimePictureView lang={lang} picture={table.picture} />}
    <TimeTableView lang={lang} table={table} />
  </>
)

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

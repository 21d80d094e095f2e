import type { Lang } from '../../../platform/i18n/lang.ts'
import { Details } from '../../../ui/details.tsx'
import { Bdi, Heading } from '../../../ui/inline.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { chartOf } from '../core/chart.ts'
import type { ReportTable, TableRow } from '../core/report-table.ts'
import { reportTexts } from '../texts/report.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { ChartPicture } from './chart.view.tsx'
import { chartLabel } from './report-file.view.ts'
import { tableWords } from './report-words.view.ts'

/** A list of contents: the tables of a report. */
export const ReportContents = ({ lang, tables }: { lang: Lang; tables: readonly ReportTable[] }) => (
  <ul class="report-contents">
    {tables.map(({ id }) => (
      <li>
        <a href={`#${id}`}>{reportTexts(lang)(`table.${id}`)}</a>
      </li>
    ))}
  </ul>
)

/** One table of a report with its sentence, picture and rule. `behindHref`: where the numbers of a row are opened. */
export const ReportSection = (props: {
  lang: Lang
  table: ReportTable
  behindHref?: ((table: ReportTable, row: TableRow) => string) | undefined
}) => {
  const { lang, table, behindHref } = props
  const words = tableWords(table, lang)
  const chart = chartOf(table)
  const rows = table.rows.map((row, at) => ({ row, words: words.rows[at]! }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      heading: words.headings[0]!,
      header: true,
      cell: (one) =>
        behindHref ? (
          <a
            href={behindHref(table, one.row)}
            aria-label={roundReportTexts(lang)('behind.open', { row: one.words.name })}
          >
            {one.words.name}
          </a>
        ) : (
          one.words.name
        ),
    },
    ...words.headings.slice(1).map((heading, at) => ({
      heading,
      align: 'end' as const,
      cell: (one: (typeof rows)[number]) => <Bdi whole>{one.words.cells[at]!}</Bdi>,
    })),
  ]
  return (
    <section class="report-section" id={table.id}>
      <Heading level={2}>{words.title}</Heading>
      <p>{words.sentence}</p>
      {chart && <ChartPicture lang={lang} chart={chart} label={chartLabel(words, lang)} />}
      <Table caption={words.people} columns={columns} rows={rows} empty={words.sentence} narrow="scroll" />
      {words.leftOut !== '' && <p class="soft">{words.leftOut}</p>}
      <Details summary={roundReportTexts(lang)('behind.rule')} variant="plain">
        <p>{words.rule}</p>
      </Details>
    </section>
  )
}

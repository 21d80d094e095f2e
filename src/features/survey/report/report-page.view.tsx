import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Details } from '../../../ui/details.tsx'
import { Heading, type Text } from '../../../ui/inline.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { chartOf } from '../core/chart.ts'
import { HIDDEN, type Hidden } from '../core/quantity.ts'
import type { ReportTable } from '../core/report-table.ts'
import { reportTexts } from '../texts/report.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { ChartPicture } from './chart.view.tsx'
import type { NumberLinks, NumberPlace } from './number-link.view.ts'
import { chartLabel } from './report-file.view.ts'
import { hiddenMark, tableWords } from './report-words.view.ts'

/** A list of contents: the tables of a report. */
export const ReportContents = (props: {
  lang: Lang
  tables: readonly ReportTable[]
  /** A table over time that stands after them. */
  months?: { key: string; title: string } | undefined
}) => (
  <ul class="report-contents">
    {props.tables.map(({ id }) => (
      <li>
        <a href={`#${id}`}>{reportTexts(props.lang)(`table.${id}`)}</a>
      </li>
    ))}
    {props.months && (
      <li>
        <a href={`#${props.months.key}`}>{props.months.title}</a>
      </li>
    )}
  </ul>
)

/** A number of a table as the way to what is behind it. In the order of the tab key only where that was asked for, and then with its full name. */
const NumberLink = (props: { links: NumberLinks; place: NumberPlace; value: string; name: string }) => {
  const { links, place, value, name } = props
  return (
    <a
      class="figure"
      href={links.href(place)}
      tabindex={links.stops ? undefined : -1}
      aria-label={links.stops ? `${value}, ${name}` : undefined}
    >
      <bdi>{value}</bdi>
    </a>
  )
}

/** One table of a report with its sentence, picture and rule. `numbers`: where its numbers lead. */
export const ReportSection = ({ lang, table, numbers }: { lang: Lang; table: ReportTable; numbers: NumberLinks }) => {
  const t = roundReportTexts(lang)
  const words = tableWords(table, lang)
  const chart = chartOf(table)
  const rows = table.rows.map((row, at) => ({ row, words: words.rows[at]! }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      heading: words.headings[0]!,
      header: true,
      cell: (one) => (
        <a href={numbers.href({ row: one.row })} aria-label={t('behind.open', { row: one.words.name })}>
          {one.words.name}
        </a>
      ),
    },
    ...table.columns.map((column, at) => ({
      heading: words.headings[at + 1]!,
      align: 'end' as const,
      cell: ({ row, words: { name, cells } }: (typeof rows)[number]) =>
        row.values[at] === null ? (
          cells[at]!
        ) : (
          <NumberLink
            links={numbers}
            place={{ row, column }}
            value={cells[at]!}
            name={`${words.headings[at + 1]}, ${name}`}
          />
        ),
    })),
  ]
  return (
    <section class="report-section" id={table.id}>
      <Heading level={2}>{words.title}</Heading>
      <p>{words.sentence}</p>
      {chart && <ChartPicture lang={lang} chart={chart} label={chartLabel(words, lang)} />}
      <p class="report-people">{peopleWords(lang, table, numbers)}</p>
      <Table caption={words.title} captionHidden columns={columns} rows={rows} empty={words.sentence} narrow="scroll" />
      {table.leftOut.length > 0 && <p class="soft">{leftOutWords(lang, table, numbers)}</p>}
      <p class="report-stops">
        <a href={numbers.toggle}>
          {t(numbers.stops ? 'numbers.rows' : 'numbers.all')}
          <span class="vh">: {words.title}</span>
        </a>
      </p>
      <Details summary={t('behind.rule')} variant="plain">
        <p>{words.rule}</p>
      </Details>
    </section>
  )
}

const numberWords = (lang: Lang, value: number | Hidden): string =>
  value === HIDDEN ? hiddenMark(lang) : formatNumber(lang, value)

/** "Antal personer: 68", the number a way to who they are. */
const peopleWords = (lang: Lang, { base }: ReportTable, { href }: NumberLinks): Text =>
  reportTexts(lang).parts('people', { n: <a href={href({ people: 'people' })}>{numberWords(lang, base)}</a> })

const leftOutWords = (lang: Lang, { leftOut }: ReportTable, { href }: NumberLinks): Text => {
  const t = reportTexts(lang)
  return [
    `${t('leftOut')} `,
    ...leftOut.flatMap(({ why, count }, at): Text[] => [
      at > 0 ? ', ' : '',
      t.parts(`leftOut.${why}`, { count: <a href={href({ people: why })}>{numberWords(lang, count)}</a> }),
    ]),
    '.',
  ]
}

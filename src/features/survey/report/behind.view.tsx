import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Details } from '../../../ui/details.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, type Text } from '../../../ui/inline.tsx'
import { Table } from '../../../ui/table.tsx'
import type { ReportTable } from '../core/report-table.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import type { NumberBehind } from './number-behind.view.ts'
import type { NumberLinks, NumberPlace } from './number-link.view.ts'
import { tableWords } from './report-words.view.ts'

/** Codes named on the page; a count says how many there are. */
const MOST_CODES = 1000

/** What is behind one number, or each number of a row: the rule, how it comes about, and who is counted. */
export const BehindBody = (props: {
  lang: Lang
  table: ReportTable
  place: NumberPlace
  behind: { title: string; numbers: readonly NumberBehind[] }
  links: NumberLinks
  /** Which report this is, and the way back to it. */
  meta: readonly Text[]
  /** Who is in the report, or how it is protected. */
  notes: readonly string[]
  /** Where somebody is found by code: in this round, or the earlier one. */
  personHref?: (code: string, earlier: boolean) => string
}) => {
  const { lang, table, place, links, meta, notes, personHref } = props
  const { title, numbers } = props.behind
  const t = roundReportTexts(lang)
  const words = tableWords(table, lang)
  const single = place.column !== undefined || place.people !== undefined
  return (
    <>
      <PageHeading title={<Bdi>{title}</Bdi>} meta={[words.title, ...meta]} lead={words.rule} />
      <Table
        caption={t('behind.title')}
        captionHidden
        rows={numbers}
        empty=""
        columns={[
          { heading: t('behind.number'), header: true, cell: ({ heading }) => <Bdi>{heading}</Bdi> },
          {
            heading: t('behind.value'),
            align: 'end',
            cell: ({ value, heading, place: at }) =>
              single ? (
                <Bdi whole>{value}</Bdi>
              ) : (
                <a class="figure" href={links.href(at)} aria-label={`${value}, ${heading}`}>
                  <Bdi whole>{value}</Bdi>
                </a>
              ),
          },
          { heading: t('behind.how'), cell: ({ how }) => how },
        ]}
      />
      {place.row && place.column && (
        <p>
          <a href={links.href({ row: place.row })}>
            {t('behind.row', { row: words.rows[table.rows.indexOf(place.row)]!.name })}
          </a>
        </p>
      )}
      {numbers.map(({ heading, codes, place: at }) => {
        // All of a row: who is counted is told once for each count, not again for each share of it.
        if (!codes || codes.list.length === 0 || !personHref) return null
        if (!single && at.column?.measure !== 'count') return null
        return (
          <Details
            summary={
              place.people ? title : t('behind.people', { heading, count: formatNumber(lang, codes.list.length) })
            }
            open={single && codes.list.length <= 50}
          >
            <ul class="code-list">
              {codes.list.slice(0, MOST_CODES).map((code) => (
                <li>
                  <a href={personHref(code, codes.earlier)}>
                    <Bdi>{code}</Bdi>
                  </a>
                </li>
              ))}
            </ul>
          </Details>
        )
      })}
      {notes.map((line) => (
        <p class="soft">{line}</p>
      ))}
      {words.leftOut !== '' && place.people === undefined && <p class="soft">{words.leftOut}</p>}
    </>
  )
}

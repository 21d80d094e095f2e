import { paths } from '../../../paths.ts'
import { formatNumber } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { Details } from '../../../ui/details.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Table } from '../../../ui/table.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { behind, countedIn } from '../core/behind.ts'
import type { QuantityId } from '../core/quantity.ts'
import type { Rating } from '../core/survey.ts'
import { monthName } from '../round/round.view.tsx'
import { recordSurvey } from '../round/survey-event.commands.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { queryOf } from './report-form.view.tsx'
import { tableWords } from './report-words.view.ts'
import { whoWords } from './report-words-of-round.view.ts'
import { roundReport } from './round-report.queries.ts'

/** Below it intervals are exact (`interval.ts`). */
const EXACT_BELOW = 30
/** Codes named on the page; a count says how many there are. */
const MOST_CODES = 1000

/** What is behind the numbers of one row: the rule, how each is computed, and the codes that are counted. For whoever leads the unit. */
async function behindPage(visit: Visit): Promise<Response> {
  const { lang, c } = visit
  const report = await roundReport(visit)
  const table = report?.tables.find(({ id }) => id === c.req.query('tabell'))
  const at = table?.rows.findIndex(({ key }) => key === c.req.query('rad')) ?? -1
  const row = table?.rows[at]
  if (!report || !table || !row) return visit.notFound()
  const { round, ratings, filter, who, earlier } = report
  await recordSurvey(visit, round, 'report-seen', { data: { table: table.id, row: row.key } })
  const t = roundReportTexts(lang)
  const words = tableWords(table, lang)
  const numbers = table.columns.map((column, place) => {
    const found = behind(table, row, column)
    return {
      heading: words.headings[place + 1]!,
      value: words.rows[at]!.cells[place]!,
      how: found ? howWords(lang, ratings, found, words.rows[at]!.cells[place]!, column.measure) : t('behind.rest'),
      counted: found && column.measure === 'count' ? codesOf(ratings, found.count) : undefined,
    }
  })
  const name = words.rows[at]!.name
  return visit.page({
    title: t('behind.open', { row: name }),
    section: 'survey',
    body: (
      <>
        <PageHeading
          title={name}
          meta={[
            words.title,
            <Bdi>{monthName(lang, round)}</Bdi>,
            <a href={`${paths.surveyReport(round.roundId)}${queryOf(filter, earlier?.roundId)}#${table.id}`}>
              {t('back')}
            </a>,
          ]}
          lead={words.rule}
        />
        {whoWords(lang, who, filter, ratings.length).map((line) => (
          <p>{line}</p>
        ))}
        {words.leftOut !== '' && <p>{words.leftOut}</p>}
        <Table
          caption={t('behind.title')}
          captionHidden
          rows={numbers}
          empty=""
          columns={[
            { heading: t('behind.number'), header: true, cell: ({ heading }) => heading },
            { heading: t('behind.value'), align: 'end', cell: ({ value }) => <Bdi whole>{value}</Bdi> },
            { heading: t('behind.how'), cell: ({ how }) => how },
          ]}
        />
        {numbers.map(
          ({ heading, counted }) =>
            counted &&
            counted.length > 0 && (
              <Details summary={t('behind.people', { heading, count: formatNumber(lang, counted.length) })}>
                <ul class="code-list">
                  {counted.slice(0, MOST_CODES).map((code) => (
                    <li>
                      <a href={`${paths.surveyPeople(round.roundId)}?kod=${encodeURIComponent(code)}`}>
                        <Bdi>{code}</Bdi>
                      </a>
                    </li>
                  ))}
                </ul>
              </Details>
            ),
        )}
      </>
    ),
  })
}

const codesOf = (ratings: readonly Rating[], id: QuantityId): string[] => {
  const has = countedIn(id)
  return has ? ratings.filter(has).map(({ code }) => code) : []
}

function howWords(
  lang: Lang,
  ratings: readonly Rating[],
  { count, of }: { count: QuantityId; of: QuantityId | null },
  value: string,
  measure: string,
): string {
  const t = roundReportTexts(lang)
  const number = (id: QuantityId) => codesOf(ratings, id).length
  const values = { count: formatNumber(lang, number(count)), of: of === null ? '' : formatNumber(lang, number(of)) }
  if (of === null) return t('behind.count', values)
  if (measure !== 'interval') return t('behind.share', { ...values, value })
  return t('behind.interval', { ...values, method: t(number(of) < EXACT_BELOW ? 'behind.exact' : 'behind.wilson') })
}

export const behindRoutes: Route[] = [
  { method: 'get', path: paths.surveyBehind(':id'), guard: CASE_ROLES, audit: 'none', handle: behindPage },
]

import { paths } from '../../../paths.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { COMPARISONS, type ReportTable } from '../core/report-table.ts'
import type { Round } from '../round/round.ts'
import { monthName } from '../round/round.view.tsx'
import { recordSurvey } from '../round/survey-event.commands.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { BehindBody } from './behind.view.tsx'
import { numbersBehind } from './number-behind.view.ts'
import { numberLinks, numberPlaceOf } from './number-link.view.ts'
import { sourcesOf } from './report-content.ts'
import { noteWords } from './report-file.view.ts'
import { queryOf } from './report-form.view.tsx'
import { ReportName } from './report-name.view.tsx'
import { whoWords } from './report-words-of-round.view.ts'
import { type RoundReport, roundReport } from './round-report.queries.ts'
import { KindTag } from './saved-report.view.tsx'
import { openedReport } from './saved-report-opened.queries.ts'

const asked = ({ c }: Visit) => ({ tabell: c.req.query('tabell'), rad: c.req.query('rad'), tal: c.req.query('tal') })

/** Behind a number of the leader's report: also the codes of those who are counted. */
async function behindPage(visit: Visit): Promise<Response> {
  const { lang } = visit
  const report = await roundReport(visit)
  const place = report && numberPlaceOf(report.tables, asked(visit))
  if (!report || !place) return visit.notFound()
  const { round, filter, who, other, numbers, compared, ratings } = report
  const { table, row, column } = place
  await recordSurvey(visit, round, 'report-seen', { data: { table: table.id, row: row?.key, column: column?.key } })
  const t = roundReportTexts(lang)
  const behind = numbersBehind(table, place, sourcesOf(table, numbers, compared), lang)
  const query = queryOf(filter, other?.roundId)
  const page = paths.surveyReport(round.roundId)
  return visit.page({
    title: behind.title,
    section: 'survey',
    body: (
      <BehindBody
        lang={lang}
        table={table}
        place={place}
        behind={behind}
        links={numberLinks(page, paths.surveyBehind(round.roundId), query, undefined)(table)}
        meta={[<Bdi>{monthName(lang, round)}</Bdi>, <a href={`${page}${query}#${table.id}`}>{t('back')}</a>]}
        notes={[
          ...(table.id === 'self_and_staff' ? [t('behind.ownAnswers')] : []),
          ...whoWords(lang, who, filter, ratings.length),
        ]}
        personHref={(code, before) =>
          `${paths.surveyPeople(roundOf(report, table, before).roundId)}?kod=${encodeURIComponent(code)}`
        }
      />
    ),
  })
}

/** Which round a person of a table is in: of two that are compared the earlier is before. */
function roundOf({ round, other, compared }: RoundReport, { id }: ReportTable, before: boolean): Round {
  if (!other || !COMPARISONS.some((one) => one === id)) return round
  return before === compared?.isLater ? round : other
}

/** Behind a number of a saved report: the numbers it is made of, or that it is hidden and why. Nobody's code is in a saved report. */
async function savedBehindPage(visit: Visit): Promise<Response> {
  const { lang } = visit
  const opened = await openedReport(visit)
  const place = opened && numberPlaceOf(opened.tables, asked(visit))
  if (!opened || !place) return visit.notFound()
  const { report, other, notes, numbers, compared } = opened
  const { table } = place
  const behind = numbersBehind(table, place, sourcesOf(table, numbers, compared), lang)
  const query = queryOf({}, other?.reportId)
  const page = paths.surveySaved(report.reportId)
  return visit.page({
    title: behind.title,
    section: 'survey',
    body: (
      <BehindBody
        lang={lang}
        table={table}
        place={place}
        behind={behind}
        links={numberLinks(page, paths.surveySavedBehind(report.reportId), query, undefined)(table)}
        meta={[
          <ReportName lang={lang} report={report} />,
          <KindTag lang={lang} report={report} />,
          <a href={`${page}${query}#${table.id}`}>{roundReportTexts(lang)('back')}</a>,
        ]}
        notes={[roundReportTexts(lang)('behind.noCodes'), ...noteWords({ ...notes, lines: [] }, lang)]}
      />
    ),
  })
}

export const behindRoutes: Route[] = [
  { method: 'get', path: paths.surveyBehind(':id'), guard: CASE_ROLES, audit: 'none', handle: behindPage },
  { method: 'get', path: paths.surveySavedBehind(':id'), guard: 'signed-in', audit: 'none', handle: savedBehindPage },
]

import { paths } from '../../../paths.ts'
import { ok } from '../../../shared/result.ts'
import { Card, Columns, Stack } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, Heading } from '../../../ui/inline.tsx'
import { EmptyState, Notice, Tag } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { filterOf } from '../core/filter.ts'
import type { ReportTable } from '../core/report-table.ts'
import { TimeTableParts } from '../months/month.view.tsx'
import { monthsUpTo } from '../months/report-month.queries.ts'
import type { UnitMonths } from '../months/unit-time.queries.ts'
import { orderReport } from '../order/order.commands.ts'
import { orderOf, waitingOrders } from '../order/order.queries.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { monthName } from '../round/round.view.tsx'
import { recordSurvey } from '../round/survey-event.commands.ts'
import { roundTexts } from '../texts/round.ts'
import { type RoundReportWord, roundReportTexts } from '../texts/round-report.ts'
import { numberLinks } from './number-link.view.ts'
import { sourcesOf } from './report-content.ts'
import { reportDownload } from './report-download.queries.ts'
import { Downloads, queryOf, ReportFilter, SaveForm } from './report-form.view.tsx'
import { REPORT_FORMATS, type ReportFormat } from './report-format.ts'
import { BesideNames } from './report-name.view.tsx'
import { ReportContents, ReportSection } from './report-page.view.tsx'
import { comparedWords, reportName, whoWords } from './report-words-of-round.view.ts'
import { aboutReport, type RoundReport, roundReport } from './round-report.queries.ts'
import { type Beside, besideReports, savedReports } from './saved-report.queries.ts'
import { SavedTable } from './saved-report.view.tsx'

/** What the program gives: who counts a unit's active cases. */
type Tools = { unitMonths: UnitMonths }

/** A report that was not saved: why, and beside which reports; with what was chosen. */
type NotSaved = { because: string; beside: Beside; audience: string | undefined }

/** What the address says was refused. */
async function refusedOrder({ tx, viewer, c }: Visit, roundId: string): Promise<NotSaved | undefined> {
  const order = await orderOf(tx, viewer, c.req.query('nekad') ?? '')
  if (order?.roundId !== roundId || order.because === null) return undefined
  return {
    because: order.because,
    beside: await besideReports(tx, viewer, order.withReports),
    audience: order.roundTo === null ? order.audience : 'rounded',
  }
}

async function reportPage(visit: Visit, { unitMonths }: Tools, refusedNow?: NotSaved): Promise<Response> {
  const { tx, viewer, lang } = visit
  const report = await roundReport(visit)
  if (!report) return visit.notFound()
  const { round, unitName, filter, ratings, who, tables, other, others } = report
  const sides = sidesWords(visit, report)
  await recordSurvey(visit, round, 'report-seen', { data: { filter } })
  const t = roundReportTexts(lang)
  const refused = refusedNow ?? (await refusedOrder(visit, round.roundId))
  const saved = await savedReports(tx, viewer, round.roundId)
  const waiting = await waitingOrders(tx, viewer, { roundId: round.roundId }, visit.now)
  const query = queryOf(filter, other?.roundId)
  const links = numberLinks(
    paths.surveyReport(round.roundId),
    paths.surveyBehind(round.roundId),
    query,
    visit.c.req.query('siffror'),
  )
  const months = ratings.length > 0 ? await monthsUpTo(visit, round, filter, unitMonths) : undefined
  const name = (month = round.month) => monthName(lang, { month })
  return visit.page({
    title: t('title', { month: name() }),
    section: 'survey',
    wide: true,
    ...(refusedNow ? { status: 409 as const } : {}),
    body: (
      <>
        {refused && (
          <Notice tone="attention" live="alert">
            <p>
              {t.parts(`refused.${refused.because}` as RoundReportWord, {
                with: <BesideNames lang={lang} beside={refused.beside} />,
              })}
            </p>
          </Notice>
        )}
        <PageHeading
          title={t.parts('title', { month: <Bdi>{name()}</Bdi> })}
          meta={[
            <Bdi>{unitName}</Bdi>,
            <Tag tone="attention">{t('plain')}</Tag>,
            <a href={paths.survey(round.roundId)}>{roundTexts(lang)('toRound')}</a>,
          ]}
          lead={t('plain.text')}
        />
        <ReportFilter
          lang={lang}
          action={paths.surveyReport(round.roundId)}
          filter={filter}
          compare={other?.roundId}
          choices={others.map((one) => ({ value: one.roundId, label: otherName(visit, report, one) }))}
        />
        <Columns split="main-aside">
          <Card title={t('who')} level={2}>
            {whoWords(lang, who, filter, ratings.length).map((line) => (
              <p>{line}</p>
            ))}
          </Card>
          <Stack>
            {ratings.length > 0 && (
              <>
                <Downloads lang={lang} href={(format) => paths.surveyReportFile(round.roundId, format) + query} />
                <Details summary={t('save')} open={refused !== undefined}>
                  <SaveForm
                    lang={lang}
                    action={paths.surveySave(round.roundId)}
                    hidden={hiddenOf(visit)}
                    filter={filter}
                    closed={round.state === 'closed'}
                    audience={refused?.audience}
                  />
                </Details>
              </>
            )}
            {waiting.map(({ orderId }) => (
              <p>
                <a href={paths.surveyOrder(orderId)}>{t('order.waiting')}</a>
              </p>
            ))}
            {saved.length > 0 && (
              <Details summary={t('saved.title')}>
                <SavedTable lang={lang} reports={saved} />
              </Details>
            )}
          </Stack>
        </Columns>
        {ratings.length === 0 ? (
          <EmptyState title={t('nobody')}>
            <p>{t('nobody.text')}</p>
          </EmptyState>
        ) : (
          <>
            {other && other.reasonList !== round.reasonList && <Notice>{t('compare.notSame')}</Notice>}
            <ReportContents lang={lang} tables={tables} months={months} />
            <p class="soft">{t('numbers.lead')}</p>
            {sides.map((line) => (
              <p class="soft">{line}</p>
            ))}
            {tables.map((table) => (
              <ReportSection lang={lang} table={table} numbers={links(table)} />
            ))}
            {months && (
              <section class="report-section" id={months.key}>
                <Heading level={2}>{months.title}</Heading>
                <TimeTableParts lang={lang} table={months} />
              </section>
            )}
          </>
        )}
      </>
    ),
  })
}

/** Another round in words; with its unit where the viewer leads several. */
function otherName({ lang, viewer }: Visit, report: RoundReport, one: RoundReport['round']): string {
  const unit = viewer.roles.find(({ unitId }) => unitId === one.unitId)?.unitName ?? ''
  return one.unitId === report.round.unitId ? monthName(lang, one) : reportName(lang, unit, one.month, {})
}

/** What is compared with what, where something is. */
const sidesWords = (visit: Visit, report: RoundReport): string[] => {
  const { round, other, compared } = report
  if (!other || !compared) return []
  const [own, its] = [otherName(visit, report, round), otherName(visit, report, other)]
  return [
    comparedWords(visit.lang, own, its, compared.isLater),
    ...(compared.sameUnit ? [] : [roundReportTexts(visit.lang)('compare.otherUnit')]),
  ]
}

async function file(visit: Visit, { unitMonths }: Tools, format: ReportFormat): Promise<Response> {
  const { lang } = visit
  const report = await roundReport(visit)
  if (!report) return visit.notFound()
  const { round, unitName, filter, who, ratings, tables, numbers, compared } = report
  await recordSurvey(visit, round, 'report-taken-out', { data: { format, filter } })
  const notes = {
    outside: false,
    title: reportName(lang, unitName, round.month, filter),
    lines: [...whoWords(lang, who, filter, ratings.length), ...sidesWords(visit, report)],
  }
  const name = `kartlaggning-${round.month.slice(0, 7)}`
  const more = {
    months: await monthsUpTo(visit, round, filter, unitMonths),
    sources: (table: ReportTable) => sourcesOf(table, numbers, compared),
  }
  return reportDownload(format, tables, notes, aboutReport(report), lang, name, more)
}

/** The report is ordered, and made beside the pages. */
async function save(visit: Visit, tools: Tools): Promise<Response> {
  const { form, c } = visit
  const sent = await visit.submit(async () => {
    const ordered = await orderReport(visit, c.req.param('id') ?? '', {
      audience: form.audience === 'unit' ? 'unit' : 'outside',
      filter: filterOf(form),
      roundTo: form.audience === 'rounded' ? 5 : undefined,
    })
    return ordered.ok ? ok(paths.surveyOrder(ordered.value)) : ordered
  })
  if ('done' in sent) return sent.done
  if (sent.refused.kind !== 'conflict') return visit.notFound()
  return reportPage(visit, tools, {
    because: 'notClosed',
    beside: { reports: [], others: false },
    audience: form.audience,
  })
}

export const reportRoutes = (tools: Tools): Route[] => [
  {
    method: 'get',
    path: paths.surveyReport(':id'),
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => reportPage(visit, tools),
  },
  {
    method: 'post',
    path: paths.surveySave(':id'),
    guard: CASE_ROLES,
    audit: 'change',
    handle: (visit) => save(visit, tools),
  },
  ...REPORT_FORMATS.map(
    (format): Route => ({
      method: 'get',
      path: paths.surveyReportFile(':id', format),
      guard: CASE_ROLES,
      audit: 'none',
      handle: (visit) => file(visit, tools, format),
    }),
  ),
]

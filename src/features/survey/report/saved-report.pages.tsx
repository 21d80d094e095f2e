import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { ok } from '../../../shared/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Columns, Stack } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Form } from '../../../ui/form.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import type { ReportTable } from '../core/report-table.ts'
import { hiddenOf } from '../round/form-keys.ts'
import { ledUnits } from '../round/round.queries.ts'
import { roundTexts } from '../texts/round.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { numberLinks } from './number-link.view.ts'
import { sourcesOf } from './report-content.ts'
import { reportDownload } from './report-download.queries.ts'
import { noteWords } from './report-file.view.ts'
import { Downloads, queryOf, ReportFilter } from './report-form.view.tsx'
import { REPORT_FORMATS, type ReportFormat } from './report-format.ts'
import { ReportName } from './report-name.view.tsx'
import { ReportContents, ReportSection } from './report-page.view.tsx'
import { reportName } from './report-words-of-round.view.ts'
import { withdrawReport } from './saved-report.commands.ts'
import { KindTag } from './saved-report.view.tsx'
import { openedReport } from './saved-report-opened.queries.ts'

async function savedPage(visit: Visit): Promise<Response> {
  const { lang, tx, c } = visit
  const found = await openedReport(visit)
  if (!found) return visit.notFound()
  const { report, other, others, tables, notes } = found
  const t = roundReportTexts(lang)
  const leads = (await ledUnits(tx)).includes(report.unitId)
  const done = c.req.query('klart')
  const name = notes.title
  const links = numberLinks(
    paths.surveySaved(report.reportId),
    paths.surveySavedBehind(report.reportId),
    queryOf({}, other?.reportId),
    c.req.query('siffror'),
  )
  return visit.page({
    title: name,
    section: 'survey',
    wide: true,
    body: (
      <>
        <PageHeading
          title={<ReportName lang={lang} report={report} />}
          meta={[
            <KindTag lang={lang} report={report} />,
            ...(report.jointId ? [t('joint')] : []),
            t.parts('saved.on', { day: <Bdi>{formatDay(lang, dayAt(report.savedAt))}</Bdi> }),
            ...(leads && report.jointId ? [<a href={paths.surveyJoint(report.jointId)}>{t('joint.open')}</a>] : []),
            <a href={paths.surveys}>{roundTexts(lang)('back')}</a>,
          ]}
          lead={
            report.withdrawnAt
              ? t(report.jointId ? 'joint.withdrawn' : 'saved.withdrawn.text')
              : t(report.audience === 'unit' ? 'plain.text' : 'protected.text')
          }
        />
        {done === 'sparad' && (
          <Notice tone="ok" live="status">
            <p>{t('done.saved')}</p>
          </Notice>
        )}
        <ReportFilter
          lang={lang}
          action={paths.surveySaved(report.reportId)}
          filter={undefined}
          compare={other?.reportId}
          choices={others.map((one) => ({
            value: one.reportId,
            label: reportName(lang, one.name, one.month, one.filter),
          }))}
        />
        <Columns split="main-aside">
          <Stack tight>
            {noteWords(notes, lang).map((line) => (
              <p>{line}</p>
            ))}
          </Stack>
          <Stack>
            <Downloads
              lang={lang}
              href={(format) => paths.surveySavedFile(report.reportId, format) + queryOf({}, other?.reportId)}
            />
            {leads && !report.withdrawnAt && (
              <Details summary={t('withdraw')}>
                <p>{t('withdraw.text')}</p>
                <Form action={paths.surveyWithdraw(report.reportId)} hidden={hiddenOf(visit)}>
                  <Button variant="danger">{t('withdraw')}</Button>
                </Form>
              </Details>
            )}
          </Stack>
        </Columns>
        <ReportContents lang={lang} tables={tables} />
        <p class="soft">{t('numbers.lead')}</p>
        {tables.map((table) => (
          <ReportSection lang={lang} table={table} numbers={links(table)} />
        ))}
      </>
    ),
  })
}

async function file(visit: Visit, format: ReportFormat): Promise<Response> {
  const found = await openedReport(visit)
  if (!found) return visit.notFound()
  const { report, other, tables, notes, units, numbers, compared } = found
  const about = {
    ...(report.jointId
      ? { title: report.name, units: units.inIt, units_not_in_it: units.missing }
      : { unit: report.name }),
    month: report.month.slice(0, 7),
    filter: report.filter,
    protected: report.audience === 'outside' ? report.rules : null,
    ...(other ? { compared_with: other.month.slice(0, 7) } : {}),
  }
  const name = `kartlaggning-${report.month.slice(0, 7)}-${report.audience === 'outside' ? 'skyddad' : 'enheten'}`
  const sources = (table: ReportTable) => sourcesOf(table, numbers, compared)
  return reportDownload(format, tables, notes, about, visit.lang, name, { sources })
}

async function withdraw(visit: Visit): Promise<Response> {
  const sent = await visit.submit(async () => {
    const gone = await withdrawReport(visit, visit.c.req.param('id') ?? '')
    return gone.ok ? ok(`${paths.surveys}?klart=tillbaka`) : gone
  })
  return 'done' in sent ? sent.done : visit.notFound()
}

export const savedReportRoutes: Route[] = [
  { method: 'get', path: paths.surveySaved(':id'), guard: 'signed-in', audit: 'none', handle: savedPage },
  { method: 'post', path: paths.surveyWithdraw(':id'), guard: CASE_ROLES, audit: 'change', handle: withdraw },
  ...REPORT_FORMATS.map(
    (format): Route => ({
      method: 'get',
      path: paths.surveySavedFile(':id', format),
      guard: 'signed-in',
      audit: 'none',
      handle: (visit) => file(visit, format),
    }),
  ),
]

import { paths } from '../../../paths.ts'
import { Stack } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi, Heading } from '../../../ui/inline.tsx'
import { EmptyState, Tag } from '../../../ui/status.tsx'
import { hasRole, meetsParticipants, type Route, type Visit } from '../../access/public.ts'
import { Downloads } from '../report/report-form.view.tsx'
import { hiddenMark } from '../report/report-words.view.ts'
import { monthTexts } from '../texts/month.ts'
import { reportTexts } from '../texts/report.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { TimeTableView } from './month.view.tsx'
import { outsideSeries } from './series.queries.ts'
import { TIME_FORMATS, type TimeFormat, timeDownload } from './time-download.queries.ts'
import { seriesTable } from './time-table.view.ts'

/** Whoever sees the list of saved reports. */
const mayRead = ({ viewer }: Visit): boolean =>
  meetsParticipants(viewer) || hasRole(viewer, 'association_head', 'administrator')

/** The rounds of every unit over time, for everybody: what the protected reports tell, side by side. */
async function seriesPage(visit: Visit): Promise<Response> {
  if (!mayRead(visit)) return visit.notFound()
  const { tx, viewer, lang } = visit
  const t = monthTexts(lang)
  const units = await outsideSeries(tx, viewer)
  return visit.page({
    title: t('series.title'),
    section: 'survey',
    wide: true,
    body: (
      <>
        <PageHeading
          title={t('series.title')}
          lead={t('series.lead')}
          meta={[<Tag tone="ok">{roundReportTexts(lang)('protected')}</Tag>, <a href={paths.surveys}>{t('back')}</a>]}
        />
        {units.length === 0 ? (
          <EmptyState title={t('series.none')}>
            <p>{t('series.none.text')}</p>
          </EmptyState>
        ) : (
          <Stack>
            <Downloads lang={lang} formats={TIME_FORMATS} href={paths.surveySeriesFile} />
            <p class="soft">{t('series.note')}</p>
            {units.map(({ unitId, unitName, points }) => (
              <section>
                <Heading level={2}>
                  <Bdi>{unitName}</Bdi>
                </Heading>
                <TimeTableView
                  lang={lang}
                  table={seriesTable(lang, `unit_${unitId}`, unitName, points)}
                  hrefs={points.map(({ reportId }) => paths.surveySaved(reportId))}
                />
              </section>
            ))}
            <p class="soft">{reportTexts(lang)('hidden.note', { mark: hiddenMark(lang) })}</p>
          </Stack>
        )}
      </>
    ),
  })
}

async function seriesFile(visit: Visit, format: TimeFormat): Promise<Response> {
  if (!mayRead(visit)) return visit.notFound()
  const { tx, viewer, lang } = visit
  const t = monthTexts(lang)
  const units = await outsideSeries(tx, viewer)
  const tables = units.map(({ unitId, unitName, points }) => seriesTable(lang, `unit_${unitId}`, unitName, points))
  const lines = [t('series.lead'), reportTexts(lang)('hidden.note', { mark: hiddenMark(lang) })]
  return timeDownload(
    format,
    tables,
    { title: t('series.title'), lines, about: { protected: true } },
    lang,
    'over-tid-skyddad',
  )
}

export const seriesRoutes: Route[] = [
  { method: 'get', path: paths.surveySeries, guard: 'signed-in', audit: 'none', handle: seriesPage },
  ...TIME_FORMATS.map(
    (format): Route => ({
      method: 'get',
      path: paths.surveySeriesFile(format),
      guard: 'signed-in',
      audit: 'none',
      handle: (visit) => seriesFile(visit, format),
    }),
  ),
]

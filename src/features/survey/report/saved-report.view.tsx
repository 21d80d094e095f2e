import { paths } from '../../../paths.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { dayAt } from '../../../shared/calendar-day.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { Tag } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { roundReportTexts } from '../texts/round-report.ts'
import { ReportName } from './report-name.view.tsx'
import type { SavedReport } from './saved-report.queries.ts'

/** Plain or protected, or withdrawn. */
export const KindTag = ({ lang, report }: { lang: Lang; report: Pick<SavedReport, 'audience' | 'withdrawnAt'> }) => {
  const t = roundReportTexts(lang)
  if (report.withdrawnAt) return <Tag>{t('saved.withdrawn')}</Tag>
  return report.audience === 'unit' ? <Tag tone="attention">{t('plain')}</Tag> : <Tag tone="ok">{t('protected')}</Tag>
}

/** Saved reports, each with its page. */
export const SavedTable = ({ lang, reports }: { lang: Lang; reports: readonly SavedReport[] }) => {
  const t = roundReportTexts(lang)
  return (
    <Table
      caption={t('saved.caption')}
      captionHidden
      rows={reports}
      empty={t('saved.none')}
      columns={[
        {
          heading: t('saved.col.report'),
          header: true,
          cell: (one) => (
            <a href={paths.surveySaved(one.reportId)}>
              <ReportName lang={lang} report={one} />
            </a>
          ),
        },
        { heading: t('saved.col.kind'), cell: (report) => <KindTag lang={lang} report={report} /> },
        { heading: t('saved.col.saved'), cell: ({ savedAt }) => <Bdi>{formatDay(lang, dayAt(savedAt))}</Bdi> },
      ]}
    />
  )
}

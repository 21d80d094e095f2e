import type { Lang } from '../../../platform/i18n/lang.ts'
import { Bdi } from '../../../ui/inline.tsx'
import { filterOf, isWhole } from '../core/filter.ts'
import { monthName } from '../round/round.view.tsx'
import { jointTexts } from '../texts/joint.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { filterWords } from './report-form.view.tsx'
import { reportName } from './report-words-of-round.view.ts'
import type { Beside, SavedReport } from './saved-report.queries.ts'

export type NamedReport = Pick<SavedReport, 'name' | 'month' | 'filter'>

/** The name of a report on a page (`reportName` in a file): unit or title, and month, each in its own direction. */
export const ReportName = ({ lang, report }: { lang: Lang; report: NamedReport }) => {
  const t = roundReportTexts(lang)
  const filter = filterOf(report.filter)
  const values = { unit: <Bdi>{report.name}</Bdi>, month: <Bdi>{monthName(lang, report)}</Bdi> }
  const named = isWhole(filter)
    ? t.parts('named', values)
    : t.parts('namedFilter', { ...values, filter: filterWords(lang, filter) })
  return <>{named}</>
}

/** Beside which reports another was refused, each name once. */
export const BesideNames = ({ lang, beside }: { lang: Lang; beside: Beside }) => {
  const named = new Map(beside.reports.map((one) => [reportName(lang, one.name, one.month, one.filter), one]))
  const names = [
    ...[...named.values()].map((report) => <ReportName lang={lang} report={report} />),
    ...(beside.others ? [jointTexts(lang)('refused.others')] : []),
  ]
  return (
    <>
      {names.map((name, at) => (
        <>
          {at > 0 && (lang === 'ar' ? '؛ ' : '; ')}
          {name}
        </>
      ))}
    </>
  )
}

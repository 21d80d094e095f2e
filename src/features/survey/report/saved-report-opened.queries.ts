import type { Lang } from '../../../platform/i18n/lang.ts'
import type { Visit } from '../../access/public.ts'
import type { ReportTable } from '../core/report-table.ts'
import { PLAIN_RULES } from '../core/survey-tables.ts'
import { outsideTableRules } from '../protect/protected-survey.ts'
import { type Numbers, type Other, reportTables, savedNumbers } from './report-content.ts'
import type { ReportNotes } from './report-file.view.ts'
import { comparedWords, jointWords, reportName } from './report-words-of-round.view.ts'
import { type SavedReport, savedReport, savedReports, unitNames } from './saved-report.queries.ts'

type Saved = NonNullable<Awaited<ReturnType<typeof savedReport>>>

/** A saved report as it is read. */
export type OpenedReport = {
  report: Saved
  /** The one it is compared with, when the address names one that the viewer may read. */
  other: Saved | undefined
  /** Others it can be compared with. */
  others: SavedReport[]
  tables: ReportTable[]
  numbers: Numbers
  compared: Other | undefined
  /** Of a joint report, by name: the units in it, and those that were asked and are not. */
  units: { inIt: readonly string[]; missing: readonly string[] }
  notes: ReportNotes & { title: string }
}

const numbersOf = ({ audience, rules, shown }: Saved): Numbers =>
  savedNumbers(shown, audience === 'unit' ? PLAIN_RULES : outsideTableRules(rules.roundTo ?? undefined))

/** The report an address names; undefined where the viewer may not read it. */
export async function openedReport({ tx, viewer, lang, c }: Visit): Promise<OpenedReport | undefined> {
  const report = await savedReport(tx, viewer, c.req.param('id') ?? '')
  if (!report) return undefined
  const others = (await savedReports(tx, viewer)).filter(
    ({ reportId, audience }) => reportId !== report.reportId && audience === report.audience,
  )
  const asked = others.find(({ reportId }) => reportId === c.req.query('med'))
  const other = asked && (await savedReport(tx, viewer, asked.reportId))
  const numbers = numbersOf(report)
  const compared = other && {
    numbers: numbersOf(other),
    isLater: other.month > report.month,
    sameUnit: other.unitId === report.unitId && !other.jointId && !report.jointId,
  }
  const units = {
    inIt: await unitNames(tx, viewer, report.units),
    missing: await unitNames(tx, viewer, report.missingUnits),
  }
  return {
    ...{ report, other, others, tables: reportTables(numbers, compared) },
    ...{ numbers, compared, units },
    notes: notesOf(lang, report, other, report.jointId ? units : undefined),
  }
}

const notesOf = (
  lang: Lang,
  report: Saved,
  other: Saved | undefined,
  units: OpenedReport['units'] | undefined,
): OpenedReport['notes'] => ({
  outside: report.audience === 'outside',
  roundTo: report.rules.roundTo ?? undefined,
  title: nameOf(lang, report),
  lines: [
    ...(units ? jointWords(lang, units) : []),
    ...(other ? [comparedWords(lang, nameOf(lang, report), nameOf(lang, other), other.month > report.month)] : []),
  ],
})

const nameOf = (lang: Lang, { name, month, filter }: Saved): string => reportName(lang, name, month, filter)

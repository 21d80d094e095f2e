import { ok, type Result, refuse } from '../../../shared/result.ts'
import { ledUnits } from '../round/round.queries.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import type { SurveyWork } from '../round/work.ts'
import { savedReport } from './saved-report.queries.ts'

/** Takes a saved report back: nobody outside the leader reads it any more. It still counts when the next one is checked. */
export async function withdrawReport(work: SurveyWork, reportId: string): Promise<Result<string>> {
  const { tx, viewer, now } = work
  const report = await savedReport(tx, viewer, reportId)
  if (!report || !(await ledUnits(tx)).includes(report.unitId)) return refuse({ kind: 'not-found' })
  await tx
    .updateTable('surveyReport')
    .set({ withdrawnAt: now })
    .where('associationId', '=', viewer.associationId)
    .where('surveyReportId', '=', reportId)
    .where('withdrawnAt', 'is', null)
    .execute()
  await recordSurvey(work, report, 'report-withdrawn', { data: { report: reportId } })
  return ok(reportId)
}

import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { type Filter, passes } from '../core/filter.ts'
import { outsideReport } from '../protect/outside-report.ts'
import { PROTECTION } from '../protect/suppression.ts'
import { toldOf } from '../protect/told.ts'
import { ledUnits, lockedRound } from '../round/round.queries.ts'
import type { Round } from '../round/round.ts'
import { openLines, sealKey } from '../round/sealed-line.queries.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import type { SurveyWork } from '../round/work.ts'
import { outsideToSave, plainToSave, rulesToSave, type ToSave } from './report-to-save.ts'
import { ratingsOf } from './round-survey.queries.ts'
import { type Audience, releasesOf, savedReport } from './saved-report.queries.ts'

/** What is saved: for whom, about whom, and for outside whether counts are rounded. */
export type SaveForm = { audience: Audience; filter: Filter; roundTo: number | undefined }

/** A refusal says why as `because`, and beside which saved reports, by their names, as `with`. */
export type SaveRefusal = { because: string; with: readonly string[] }

/**
 * Saves a report of a round as it is now. One for outside holds protected numbers only, and none that could be computed from it and the reports
 * that have left the unit before. Gives the report's key.
 */
export async function saveReport(
  work: SurveyWork,
  roundId: string,
  form: SaveForm,
  nameOf: Parameters<typeof releasesOf>[3],
  refused: (why: SaveRefusal) => void,
  secret: string,
): Promise<Result<string>> {
  const { tx, viewer } = work
  const round = await lockedRound(tx, viewer, roundId)
  if (!round || round.deletedOn || !(await ledUnits(tx)).includes(round.unitId)) return refuse({ kind: 'not-found' })
  const { ratings } = await ratingsOf(tx, viewer, roundId)
  const people = ratings.filter((one) => passes(form.filter, one))
  if (form.audience === 'unit') return ok(await write(work, round, form, plainToSave(people), undefined))
  if (round.state !== 'closed') return refuse({ kind: 'conflict', reason: 'notClosed' })
  const rules = { ...PROTECTION, roundTo: form.roundTo }
  const lines = people.map(toldOf)
  const saved = openLines(await releasesOf(tx, viewer, round.unitId, nameOf), lines, sealKey(secret))
  const report = outsideReport(people, rules, saved, roundId)
  if (!report.ok) {
    refused(report)
    return refuse({ kind: 'conflict', reason: report.because })
  }
  return ok(await write(work, round, form, outsideToSave(report), lines))
}

async function write(
  work: SurveyWork,
  { roundId, unitId, authorityId, month }: Round,
  { audience, filter, roundTo }: SaveForm,
  shown: ToSave,
  people: string[] | undefined,
): Promise<string> {
  const { tx, viewer } = work
  const surveyReportId = newId()
  const keys = { associationId: viewer.associationId, surveyReportId, unitId, authorityId, month }
  await tx
    .insertInto('surveyReport')
    .values({
      ...keys,
      surveyRoundId: roundId,
      audience,
      filter: JSON.stringify(filter),
      rules: JSON.stringify(people ? rulesToSave(roundTo) : {}),
      shown: JSON.stringify(shown),
      savedBy: viewer.userId,
    })
    .execute()
  if (people)
    await tx
      .insertInto('surveyRelease')
      .values({ ...keys, people })
      .execute()
  await recordSurvey(work, { roundId, unitId, authorityId }, 'report-saved', {
    data: { audience, report: surveyReportId },
  })
  return surveyReportId
}

/** Takes a saved report back: nobody outside the leader reads it any more. It still counts when the next one is checked. */
export async function withdrawReport(work: SurveyWork, reportId: string): Promise<Result<string>> {
  const { tx, viewer, now } = work
  const report = await savedReport(tx, viewer, reportId)
  if (!report || !(await ledUnits(tx)).includes(report.unitId)) return refuse({ kind: 'not-found' })
  const round = await lockedRound(tx, viewer, report.roundId)
  if (!round) return refuse({ kind: 'not-found' })
  await tx
    .updateTable('surveyReport')
    .set({ withdrawnAt: now })
    .where('associationId', '=', viewer.associationId)
    .where('surveyReportId', '=', reportId)
    .where('withdrawnAt', 'is', null)
    .execute()
  await recordSurvey(work, round, 'report-withdrawn', { data: { report: reportId } })
  return ok(report.roundId)
}

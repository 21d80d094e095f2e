import { BARRIERS } from '../../src/features/survey/core/code.ts'
import type { Rating } from '../../src/features/survey/core/survey.ts'
import { outsideReport } from '../../src/features/survey/protect/outside-report.ts'
import { PROTECTION } from '../../src/features/survey/protect/suppression.ts'
import { toldOf } from '../../src/features/survey/protect/told.ts'
import { outsideToSave, plainToSave, rulesToSave } from '../../src/features/survey/report/report-to-save.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { calendarDay, dayNumber, instant, weekday } from '../day-number.ts'
import type { WrittenRow } from '../put.ts'
import type { Random } from '../random.ts'
import type { ToldRound } from './rounds.ts'

export type SavedReports = { reports: WrittenRow[]; releases: WrittenRow[]; events: WrittenRow[] }

/**
 * The reports the leader of a closed round has saved the working day after: one for the unit, one protected for everybody. Their numbers are made by
 * what makes those of the pages.
 */
export function savedReports(
  { saved: wanted, round, closed, people, selves }: ToldRound,
  random: Random,
): SavedReports {
  if (closed === null || !wanted) return { reports: [], releases: [], events: [] }
  const rated = ratingsOf(people, selves)
  const outside = outsideReport(rated, PROTECTION, [], [String(round.surveyRoundId)])
  if (!outside.ok) throw new Error(`Demo Town has no protected report: ${outside.because}`)
  const on = weekday(dayNumber(day(String(closed.closedOn))) + 1)
  const keys = {
    associationId: round.associationId,
    surveyRoundId: round.surveyRoundId,
    unitId: round.unitId,
    authorityId: round.authorityId,
  }
  const saved = [
    { audience: 'unit', rules: {}, shown: plainToSave(rated), minute: 545 },
    { audience: 'outside', rules: rulesToSave(undefined), shown: outsideToSave(outside), minute: 549 },
  ].map(({ audience, rules, shown, minute }) => {
    const at = new Date(instant(on, minute)).toISOString()
    const surveyReportId = random.id(instant(on, minute))
    const report = { month: round.month, filter: {}, rules, shown, savedBy: closed.closedBy, savedAt: at }
    const event = { surveyPersonId: null, kind: 'report-saved', onDay: calendarDay(on), at, actorId: closed.closedBy }
    return {
      report: { ...keys, surveyReportId, audience, ...report },
      event: {
        ...{ ...keys, surveyEventId: random.id(instant(on, minute)) },
        ...{ ...event, data: { audience, report: surveyReportId } },
      },
    }
  })
  const left = saved.filter(({ report }) => report.audience === 'outside')
  return {
    reports: saved.map(({ report }) => report),
    releases: left.map(({ report: { surveyReportId } }) => ({
      ...{ ...keys, surveyReportId },
      people: rated.map(toldOf),
    })),
    events: saved.map(({ event }) => event),
  }
}

/** Those who are rated, in the order the report reads them, with what they have said themselves. */
export function ratingsOf(people: readonly WrittenRow[], selves: readonly WrittenRow[]): Rating[] {
  const done = new Map(
    selves.filter(({ doneAt }) => doneAt !== null).map(({ surveyPersonId, answers }) => [surveyPersonId, answers]),
  )
  const told = people as (WrittenRow &
    Omit<Rating, 'self' | 'staff' | 'months'> & { monthsWithSupport: number | null })[]
  return told
    .filter(({ state }) => state === 'rated')
    .map((one) => {
      const own = done.get(one.surveyPersonId) as Record<string, string> | undefined
      return {
        ...{ code: one.code, sex: one.sex, birthYear: one.birthYear, months: one.monthsWithSupport },
        ...{ reason: one.reason, staff: one.barriers as string[], inIntervention: one.inIntervention },
        self: own ? BARRIERS.filter((key) => own[key] === 'yes') : null,
      }
    })
    .toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
}

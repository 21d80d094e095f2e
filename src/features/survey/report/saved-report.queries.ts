import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { Hidden } from '../core/quantity.ts'
import type { SavedRelease } from '../protect/outside-report.ts'

export type Audience = 'unit' | 'outside'

/** A report as it was saved. */
export type SavedReport = {
  reportId: string
  roundId: string
  unitId: number
  unitName: string
  audience: Audience
  month: CalendarDay
  filter: Record<string, unknown>
  rules: { threshold?: number; roundTo?: number | null }
  savedAt: Date
  withdrawnAt: Date | null
}

const reports = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('surveyReport as r')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.associationId', '=', 'r.associationId').onRef('u.unitId', '=', 'r.unitId'),
    )
    .select([
      'r.surveyReportId as reportId',
      'r.surveyRoundId as roundId',
      'r.unitId',
      'u.name as unitName',
      'r.audience',
      'r.month',
      'r.filter',
      'r.rules',
      'r.savedAt',
      'r.withdrawnAt',
    ])
    .where('r.associationId', '=', viewer.associationId)

/** The reports the viewer may read, latest first; of one round, or all. */
export function savedReports(tx: Tx, viewer: Viewer, roundId?: string): Promise<SavedReport[]> {
  return reports(tx, viewer)
    .$if(roundId !== undefined, (query) => query.where('r.surveyRoundId', '=', roundId!))
    .orderBy('r.month', 'desc')
    .orderBy('r.surveyReportId', 'desc')
    .limit(200)
    .$castTo<SavedReport>()
    .execute()
}

/** One saved report with its numbers. */
export async function savedReport(
  tx: Tx,
  viewer: Viewer,
  id: string,
): Promise<(SavedReport & { shown: Record<string, number | Hidden> }) | undefined> {
  if (!isUuid(id)) return undefined
  return reports(tx, viewer)
    .select('r.shown')
    .where('r.surveyReportId', '=', id)
    .$castTo<SavedReport & { shown: Record<string, number | Hidden> }>()
    .executeTakeFirst()
}

/** Everything that has left a unit, also what was withdrawn, for checking the next report; only for whoever leads the unit. */
export async function releasesOf(
  tx: Tx,
  viewer: Viewer,
  unitId: number,
  nameOf: (report: { month: CalendarDay; filter: Record<string, unknown> }) => string,
): Promise<SavedRelease[]> {
  const { rows } = await sql<{
    roundId: string
    month: CalendarDay
    filter: Record<string, unknown>
    people: string[]
    shown: string[]
    hidden: string[]
  }>`
    select r.survey_round_id as "roundId", r.month, r.filter, s.people,
      array(select k.key from jsonb_each(r.shown) k where jsonb_typeof(k.value) = 'number') as shown,
      array(select k.key from jsonb_each(r.shown) k where jsonb_typeof(k.value) <> 'number') as hidden
    from survey_release s join survey_report r on r.association_id = s.association_id and r.survey_report_id = s.survey_report_id
    where s.association_id = ${viewer.associationId} and s.unit_id = ${unitId} order by r.survey_report_id`.execute(tx)
  return rows.map(({ roundId, people, shown, hidden, ...report }) => ({
    roundId,
    name: nameOf(report),
    people,
    shown: new Set(shown),
    hidden: new Set(hidden),
  }))
}

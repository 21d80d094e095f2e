import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { Hidden } from '../core/quantity.ts'

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

/** Reports by key that the viewer may read: others have been withdrawn. */
export const savedReportsBy = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<SavedReport[]> =>
  reports(tx, viewer)
    .where(({ eb, val, fn }) => eb('r.surveyReportId', '=', fn.any(val([...ids]))))
    .orderBy('r.surveyReportId')
    .$castTo<SavedReport>()
    .execute()

import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { Hidden } from '../core/quantity.ts'

export type Audience = 'unit' | 'outside'

/** A report as it was saved. */
export type SavedReport = {
  reportId: string
  /** Null of a joint report. */
  roundId: string | null
  jointId: string | null
  unitId: number
  authorityId: number
  /** The unit's, or the title of a joint report. */
  name: string
  /** Of a joint report: the units in it, and those that were asked and are not. */
  units: number[]
  missingUnits: number[]
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
      'r.surveyJointId as jointId',
      'r.unitId',
      'r.authorityId',
      'r.units',
      'r.missingUnits',
      'r.audience',
      'r.month',
      'r.filter',
      'r.rules',
      'r.savedAt',
      'r.withdrawnAt',
    ])
    .select(({ fn }) => fn.coalesce('r.title', 'u.name').as('name'))
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

/** Reports beside which another was refused. `others`: there are more, withdrawn by others; they still count, and what they were called is told to nobody else. */
export type Beside = { reports: SavedReport[]; others: boolean }

export async function besideReports(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Beside> {
  const found = await reports(tx, viewer)
    .where(({ eb, val, fn }) => eb('r.surveyReportId', '=', fn.any(val([...ids]))))
    .orderBy('r.surveyReportId')
    .$castTo<SavedReport>()
    .execute()
  return { reports: found, others: new Set(ids).size > found.length }
}

/** The report made of a joint asking; undefined where there is none, or it has been withdrawn and the viewer does not lead the unit that asked. */
export const jointReport = (tx: Tx, viewer: Viewer, jointId: string): Promise<SavedReport | undefined> =>
  reports(tx, viewer).where('r.surveyJointId', '=', jointId).$castTo<SavedReport>().executeTakeFirst()

/** Names of units, in the order of their names. */
export async function unitNames(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('unit')
    .select('name')
    .where('associationId', '=', viewer.associationId)
    .where(({ eb, val, fn }) => eb('unitId', '=', fn.any(val([...ids]))))
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

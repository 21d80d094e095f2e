import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import type { Viewer } from '../../access/public.ts'
import type { Hidden } from '../core/quantity.ts'
import { outsideTableRules } from '../protect/protected-survey.ts'
import { reportTables, savedNumbers } from '../report/report-content.ts'
import { type SeriesPoint, seriesPoint } from './series.ts'

/** So many rounds of a unit at most, the latest. */
const MOST_ROUNDS = 24

export type UnitSeries = { unitId: number; unitName: string; points: SeriesPoint[] }

/**
 * Each unit's rounds over time, from the protected reports of everybody in them that the viewer may read: of each round the one saved last. Joint reports are not of a unit, and not in it.
 * Nothing is computed from people.
 */
export async function outsideSeries(tx: Tx, viewer: Viewer): Promise<UnitSeries[]> {
  const { rows } = await sql<{
    reportId: string
    unitId: number
    unitName: string
    month: CalendarDay
    rules: { roundTo?: number | null }
    shown: Record<string, number | Hidden>
  }>`
    select * from (
      select r.survey_report_id as "reportId", r.unit_id as "unitId", u.name as "unitName", r.month, r.rules, r.shown,
        row_number() over (partition by r.unit_id order by r.month desc, r.survey_round_id) as place
      from (
        select distinct on (o.survey_round_id) o.* from survey_report o
        where o.association_id = ${viewer.associationId} and o.survey_round_id is not null and o.audience = 'outside' and o.withdrawn_at is null and o.filter = '{}'
        order by o.survey_round_id, o.saved_at desc, o.survey_report_id desc
      ) r join unit u on u.association_id = r.association_id and u.unit_id = r.unit_id
    ) s where s.place <= ${MOST_ROUNDS} order by s."unitName", s."unitId", s.month, s."reportId"`.execute(tx)
  const units = new Map<number, UnitSeries>()
  for (const { reportId, unitId, unitName, month, rules, shown } of rows) {
    const tables = reportTables(savedNumbers(shown, outsideTableRules(rules.roundTo ?? undefined)))
    const unit = units.get(unitId) ?? { unitId, unitName, points: [] }
    units.set(unitId, unit)
    unit.points.push(seriesPoint(reportId, month, tables))
  }
  return [...units.values()]
}

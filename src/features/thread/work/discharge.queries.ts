import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Db, Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { type OfThread, ofThread, type Viewer } from '../../access/public.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { type Destination, type Discharge, type DischargeReason, type OpenThings, openThings } from './discharge.ts'
import { stepsOfThread } from './step.queries.ts'
import { tracksOfThread } from './track.queries.ts'
import { formerTeamsOf } from './work.queries.ts'

export const dischargeRows = (db: Db, given: OfThread) =>
  db
    .selectFrom('discharge as d')
    .select([
      'd.dischargeId',
      'd.unitId',
      'd.reason',
      'd.destination',
      'd.comment',
      'd.onDay',
      'd.closingTalkOn',
      'd.noTalkReason',
      'd.reopenedOn',
      'd.reopenReason',
      'd.version',
    ])
    .where('d.associationId', '=', given.associationId)
    .where('d.threadId', '=', given.threadId)
    .orderBy('d.onDay', 'desc')
    .orderBy('d.dischargeId', 'desc')

const discharges = compileOnce(dischargeRows)

type Row = Awaited<ReturnType<typeof discharges>>[number]
export const toDischarges = (rows: readonly Row[]): Discharge[] =>
  rows.map((row) => ({
    ...row,
    reason: row.reason as DischargeReason,
    destination: row.destination as Destination,
  }))

/** The ends of a thread that the viewer may see, the latest first. */
export async function dischargesOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Discharge[]> {
  return toDischarges(await discharges(tx, ofThread(viewer, threadId)))
}

/** What is open in a thread now: what a discharge would end, and what goes on elsewhere. */
export async function openThingsOf(tx: Tx, viewer: Viewer, threadId: string, today: CalendarDay): Promise<OpenThings> {
  const rows = {
    assignments: await assignmentsOfThread(tx, viewer, threadId),
    tracks: await tracksOfThread(tx, viewer, threadId),
    steps: await stepsOfThread(tx, viewer, threadId),
  }
  const former = await formerTeamsOf(tx, threadId, [...rows.assignments, ...rows.tracks, ...rows.steps])
  return openThings(
    rows,
    former.map((one) => one.unitId),
    today,
  )
}

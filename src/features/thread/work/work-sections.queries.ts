import type { Tx } from '../../../platform/database/db.ts'
import { disclosuresOf, type Viewer } from '../../access/public.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { dischargesOfThread } from './discharge.queries.ts'
import { householdOfThread } from './household.queries.ts'
import { latestNotes } from './note.queries.ts'
import { stepsOfThread } from './step.queries.ts'
import { tracksOfThread } from './track.queries.ts'
import { formerTeamsOf } from './work.queries.ts'
import type { WorkData } from './work-sections.view.tsx'

/** So many of the latest notes stand on the thread's page; all of them have a page of their own. */
const LATEST_NOTES = 4

/** Everything the sections of the daily work show of a thread. */
export async function workOf(tx: Tx, viewer: Viewer, threadId: string): Promise<WorkData> {
  const [assignments, steps, tracks, notes, disclosures, household, discharges] = await Promise.all([
    assignmentsOfThread(tx, viewer, threadId),
    stepsOfThread(tx, viewer, threadId),
    tracksOfThread(tx, viewer, threadId),
    latestNotes(tx, viewer, threadId, LATEST_NOTES),
    disclosuresOf(tx, viewer, threadId),
    householdOfThread(tx, viewer, threadId),
    dischargesOfThread(tx, viewer, threadId),
  ])
  const former = await formerTeamsOf(tx, threadId, [...assignments, ...steps, ...tracks])
  return {
    ...{ assignments, steps, tracks, notes, disclosures, household, discharges },
    former: former.map((one) => one.unitId),
  }
}

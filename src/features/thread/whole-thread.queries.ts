import type { Tx } from '../../platform/database/db.ts'
import { type Body, bodiesOf, disclosuresOf, type Viewer } from '../access/public.ts'
import { referralsAndQueue, type StoryRows } from './thread.queries.ts'
import { assignmentsOfThread } from './work/assignment.queries.ts'
import { dischargesOfThread } from './work/discharge.queries.ts'
import { householdOfThread } from './work/household.queries.ts'
import { latestNotes } from './work/note.queries.ts'
import { stepsOfThread } from './work/step.queries.ts'
import { tracksOfThread } from './work/track.queries.ts'
import { formerTeamsOf } from './work/work.queries.ts'
import type { WorkData } from './work/work-sections.view.tsx'

/** So many of the latest notes stand on the thread's page; all of them have a page of their own. */
const LATEST_NOTES = 4

export type WholeThread = { places: ReadonlyMap<number, Body>; story: StoryRows; work: WorkData }

/** Everything the page of a thread shows, each row only where the viewer may see it: asked for at once, waited for once. */
export async function wholeThread(tx: Tx, viewer: Viewer, threadId: string): Promise<WholeThread> {
  const [places, asked, assignments, steps, tracks, notes, disclosures, household, discharges] = await Promise.all([
    bodiesOf(tx, viewer),
    referralsAndQueue(tx, viewer, threadId),
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
    places,
    story: { ...asked, assignments, tracks, discharges: discharges.toReversed() },
    work: {
      ...{ assignments, steps, tracks, notes, disclosures, household, discharges },
      former: former.map((one) => one.unitId),
    },
  }
}

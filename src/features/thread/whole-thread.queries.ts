import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import { named, rowsInOne } from '../../platform/database/rows-in-one.ts'
import { isUuid } from '../../shared/ids.ts'
import {
  type Body,
  bodiesOf,
  disclosureRows,
  type OfThread,
  ofThread,
  toDisclosures,
  type Viewer,
} from '../access/public.ts'
import { type StoryRows, storyLists } from './thread.queries.ts'
import { assignmentRows, toAssignments } from './work/assignment.queries.ts'
import { dischargeRows, toDischarges } from './work/discharge.queries.ts'
import { memberRows, toMembers } from './work/household.queries.ts'
import { latestNoteRows, toLatestNotes } from './work/note.queries.ts'
import { stepRows, toSteps } from './work/step.queries.ts'
import { toTracks, trackRows } from './work/track.queries.ts'
import type { WorkData } from './work/work-sections.view.tsx'

/** So many of the latest notes stand on the thread's page; all of them have a page of their own. */
const LATEST_NOTES = 4

export type WholeThread = { places: ReadonlyMap<number, Body>; story: StoryRows; work: WorkData }

const whole = compileOnce((db, given: OfThread & { most: number }) => {
  const { referrals, queue } = storyLists(given)
  return db.selectNoFrom([
    referrals.as('referrals'),
    queue.as('queue'),
    rowsInOne(assignmentRows(db, given)).as('assignments'),
    rowsInOne(stepRows(db, given)).as('steps'),
    rowsInOne(trackRows(db, given)).as('tracks'),
    rowsInOne(latestNoteRows(db, given)).as('notes'),
    rowsInOne(disclosureRows(db, given)).as('disclosures'),
    rowsInOne(memberRows(db, given)).as('household'),
    rowsInOne(dischargeRows(db, given)).as('discharges'),
    sql<number[]>`array(select unit_id from former_teams(${given.threadId}))`.as('former'),
  ])
})

/**
 * Everything the page of a thread shows, each row only where the viewer may see it: asked for in one statement, since each one more
 * costs the page as much as what most of them find.
 * Undefined where it is no id; of a thread that may not be opened the viewer's own rows, if any.
 */
export async function wholeThread(tx: Tx, viewer: Viewer, threadId: string): Promise<WholeThread | undefined> {
  if (!isUuid(threadId)) return undefined
  const [places, [found]] = await Promise.all([
    bodiesOf(tx, viewer),
    whole(tx, { ...ofThread(viewer, threadId), most: LATEST_NOTES }),
  ])
  if (!found) throw new TypeError('a statement without a table has one row')
  const assignments = toAssignments(viewer, named(found.assignments))
  const tracks = toTracks(viewer, named(found.tracks))
  const discharges = toDischarges(named(found.discharges))
  return {
    places,
    story: { referrals: found.referrals, queue: found.queue, assignments, tracks, discharges: discharges.toReversed() },
    work: {
      assignments,
      tracks,
      discharges,
      steps: toSteps(viewer, named(found.steps)),
      notes: toLatestNotes(viewer, named(found.notes)),
      disclosures: await toDisclosures(tx, viewer, named(found.disclosures)),
      household: toMembers(viewer, named(found.household)),
      former: found.former,
    },
  }
}

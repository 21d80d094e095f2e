import { sql } from 'kysely'
import { compileOnce } from '../../../platform/database/compile-once.ts'
import type { Db, Tx } from '../../../platform/database/db.ts'
import { inUnit, type OfThread, ofThread, type Viewer } from '../../access/public.ts'
import type { Pause, Track, TrackLane, TrackOutcome } from './track.ts'

export const trackRows = (db: Db, given: OfThread) =>
  db
    .selectFrom('track as t')
    .select([
      't.trackId',
      't.unitId',
      't.name',
      't.entryId',
      't.lane',
      't.place',
      't.supervisor',
      't.quarterHours',
      't.purpose',
      't.startOn',
      't.plannedEndOn',
      't.endOn',
      't.outcome',
      't.outcomeNote',
      't.version',
      // Spelled out: keys within JSON stay as they are written.
      sql<
        Pause[]
      >`(select coalesce(json_agg(json_build_object('pauseId', p.track_pause_id, 'fromOn', p.from_on, 'untilOn', p.until_on,
          'reason', p.reason) order by p.from_on), '[]')
        from track_pause p where p.association_id = t.association_id and p.thread_id = t.thread_id and p.track_id = t.track_id)`.as(
        'pauses',
      ),
    ])
    .where('t.associationId', '=', given.associationId)
    .where('t.threadId', '=', given.threadId)
    .orderBy('t.startOn')
    .orderBy('t.trackId')

const tracks = compileOnce(trackRows)

type Row = Awaited<ReturnType<typeof tracks>>[number]
export const toTracks = (viewer: Viewer, rows: readonly Row[]): Track[] =>
  rows.map((row) => ({
    ...row,
    mine: inUnit(viewer, row.unitId),
    lane: row.lane as TrackLane,
    outcome: row.outcome as TrackOutcome | null,
  }))

/** The tracks of a thread that the viewer may see, with their pauses, by their first day. */
export async function tracksOfThread(tx: Tx, viewer: Viewer, threadId: string): Promise<Track[]> {
  return toTracks(viewer, await tracks(tx, ofThread(viewer, threadId)))
}

import type { Tx } from '../../platform/database/db.ts'
import { insertMany } from '../../platform/database/insert-many.ts'
import type { Viewer } from '../access/public.ts'
import type { NewEvent } from './event.ts'

const rowOf = (viewer: Viewer, { on, data = {}, alsoUnitId = null, ...rest }: NewEvent) => ({
  associationId: viewer.associationId,
  actorId: viewer.userId,
  onDay: on,
  data,
  alsoUnitId,
  ...rest,
})

/** Records what happened, in the transaction of the change it describes (the type demands it). */
export async function recordEvent(tx: Tx, viewer: Viewer, event: NewEvent): Promise<void> {
  await tx.insertInto('threadEvent').values(rowOf(viewer, event)).execute()
}

/** Records many events in one statement, in their order. */
export const recordEvents = (tx: Tx, viewer: Viewer, events: readonly NewEvent[]): Promise<void> =>
  insertMany(
    tx,
    'threadEvent',
    events.map((event) => rowOf(viewer, event)),
  )

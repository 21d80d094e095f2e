import type { Tx } from '../../platform/database/db.ts'
import type { Viewer } from '../access/public.ts'
import type { NewEvent } from './event.ts'

/** Records what happened, in the transaction of the change it describes (the type demands it). */
export async function recordEvent(tx: Tx, viewer: Viewer, event: NewEvent): Promise<void> {
  const { on, data = {}, alsoUnitId = null, ...rest } = event
  await tx
    .insertInto('threadEvent')
    .values({ associationId: viewer.associationId, actorId: viewer.userId, onDay: on, data, alsoUnitId, ...rest })
    .execute()
}

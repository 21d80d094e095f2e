import type { Tx } from '../../platform/database/db.ts'
import type { NewAccessEvent } from './access-event.ts'
import type { Viewer } from './viewer.ts'

/** Records a change of accounts, roles, units or authorities, in the transaction of the change. */
export async function recordAccess(tx: Tx, viewer: Viewer, event: NewAccessEvent): Promise<void> {
  const { data = {}, ...rest } = event
  await tx
    .insertInto('accessEvent')
    .values({ associationId: viewer.associationId, actorId: viewer.userId, data: JSON.stringify(data), ...rest })
    .execute()
}

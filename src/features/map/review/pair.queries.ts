import type { Tx } from '../../../platform/database/db.ts'
import type { MapScope } from '../entry.queries.ts'
import type { SaidPair } from './pair.ts'

/** All pairs that were said not to be the same, latest first, with who said so by name. */
export const saidPairs = (tx: Tx, { associationId }: MapScope): Promise<SaidPair[]> =>
  tx
    .selectFrom('mapPair as p')
    .leftJoin('accountUser as u', 'u.id', 'p.saidBy')
    .select(['p.entryId', 'p.otherId', 'p.compared', 'p.saidOn', 'u.name as saidBy'])
    .where('p.associationId', '=', associationId)
    .orderBy('p.saidOn', 'desc')
    .orderBy('p.entryId')
    .execute()

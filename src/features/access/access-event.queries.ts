import type { Tx } from '../../platform/database/db.ts'
import type { AccessEventKind } from './access-event.ts'
import type { UnitKind, Viewer } from './viewer.ts'

export type AccessEventRow = {
  accessEventId: string
  at: Date
  kind: AccessEventKind
  actor: string
  subject: string | null
  unit: string | null
  unitKind: UnitKind | null
  authority: string | null
  data: Record<string, string | number | boolean | null>
}

const PAGE_SIZE = 50

/** What was changed about accounts, as far as it concerns the viewer's authorities, latest first; all of it, or about one person. */
export async function listAccessEvents(
  tx: Tx,
  viewer: Viewer,
  page: number,
  about?: string,
): Promise<{ rows: AccessEventRow[]; pages: number }> {
  const found = tx
    .selectFrom('accessEvent as e')
    .where('e.associationId', '=', viewer.associationId)
    .$if(about !== undefined, (query) => query.where('e.subjectUserId', '=', about ?? ''))
  const { count } = await found.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await found
    .innerJoin('accountUser as a', 'a.id', 'e.actorId')
    .leftJoin('accountUser as s', 's.id', 'e.subjectUserId')
    .leftJoin('unit as u', (on) =>
      on.onRef('u.associationId', '=', 'e.associationId').onRef('u.unitId', '=', 'e.unitId'),
    )
    .leftJoin('authority as h', (on) =>
      on.onRef('h.associationId', '=', 'e.associationId').onRef('h.authorityId', '=', 'e.authorityId'),
    )
    .select([
      'e.accessEventId',
      'e.at',
      'e.kind',
      'e.data',
      'a.name as actor',
      's.name as subject',
      'u.name as unit',
      'u.kind as unitKind',
      'h.name as authority',
    ])
    .orderBy('e.accessEventId', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return {
    rows: rows.map((row) => ({
      ...row,
      kind: row.kind as AccessEventKind,
      unitKind: row.unitKind as UnitKind | null,
      data: row.data as AccessEventRow['data'],
    })),
    pages: Math.max(1, Math.ceil(Number(count) / PAGE_SIZE)),
  }
}

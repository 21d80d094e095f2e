import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/db.ts'
import type { AuthorityKind, UnitKind, Viewer } from './viewer.ts'

/** A unit with the authority it belongs to. No participant is in here. */
export type Body = {
  unitId: number
  name: string
  kind: UnitKind
  phone: string | null
  authorityId: number
  authorityName: string
  authorityKind: AuthorityKind
}

const allBodies = compileOnce((db, given: { associationId: number }) =>
  db
    .selectFrom('unit as u')
    .innerJoin('authority as a', (join) =>
      join.onRef('a.associationId', '=', 'u.associationId').onRef('a.authorityId', '=', 'u.authorityId'),
    )
    .select(['u.unitId', 'u.name', 'u.kind', 'u.phone', 'u.authorityId'])
    .select(['a.name as authorityName', 'a.kind as authorityKind'])
    .where('u.associationId', '=', given.associationId),
)

async function read(tx: Tx, { associationId }: Viewer): Promise<ReadonlyMap<number, Body>> {
  const rows = await allBodies(tx, { associationId })
  return new Map(rows.map((row) => [row.unitId, row as Body]))
}

const kept = new Map<string, ReadonlyMap<number, Body>>()
const MOST_KEPT = 200

/**
 * The units of the association by their number. Kept while none of them is changed, since nearly every page names some: not for
 * the transaction that changes one.
 */
export async function bodiesOf(tx: Tx, viewer: Viewer): Promise<ReadonlyMap<number, Body>> {
  const known = viewer.bodies && kept.get(viewer.bodies)
  if (known) return known
  const found = await read(tx, viewer)
  if (kept.size >= MOST_KEPT) kept.clear()
  if (viewer.bodies) kept.set(viewer.bodies, found)
  return found
}

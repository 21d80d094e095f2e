import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { openUrl } from '../../../platform/outbound/fetch-open.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { isKeeper } from '../entry.access.ts'
import type { MapWork } from '../work.ts'
import { fetchNeighbour } from './neighbour.jobs.ts'
import { loadNeighbours } from './neighbour.queries.ts'
import { MOST_NEIGHBOURS } from './neighbour.ts'

const NOT_YOURS = refuse({ kind: 'not-allowed', reason: 'notYours' })

/** Names a neighbour and begins to fetch it. Gives its id. `loopback`: the machine itself may be one (tests). */
export async function addNeighbour(
  { tx, viewer }: MapWork,
  { name, address }: { name: string; address: string },
  { loopback }: { loopback: boolean },
): Promise<Result<string>> {
  if (!isKeeper(viewer)) return NOT_YOURS
  if (!openUrl(address, loopback)) return refuse({ kind: 'invalid', fields: { address: 'address' } })
  const there = await loadNeighbours(tx, viewer)
  if (there.some((one) => one.address === address)) return refuse({ kind: 'invalid', fields: { address: 'twice' } })
  if (there.length >= MOST_NEIGHBOURS) return refuse({ kind: 'invalid', fields: { address: 'most' } })
  const neighbourId = newId()
  await tx
    .insertInto('mapNeighbour')
    .values({ associationId: viewer.associationId, neighbourId, name, address, addedBy: viewer.userId })
    .execute()
  await enqueue(tx, fetchNeighbour, { neighbourId })
  return ok(neighbourId)
}

/** Asks for a neighbour again now. */
export async function askNeighbour({ tx, viewer }: MapWork, neighbourId: string): Promise<Result<string>> {
  if (!isKeeper(viewer)) return NOT_YOURS
  const there = await loadNeighbours(tx, viewer)
  if (!there.some((one) => one.neighbourId === neighbourId)) return refuse({ kind: 'not-found' })
  await enqueue(tx, fetchNeighbour, { neighbourId })
  return ok(neighbourId)
}

/** Takes a neighbour away with everything it told. */
export async function removeNeighbour({ tx, viewer }: MapWork, neighbourId: string): Promise<Result<string>> {
  if (!isKeeper(viewer)) return NOT_YOURS
  const { numDeletedRows } = await tx
    .deleteFrom('mapNeighbour')
    .where('associationId', '=', viewer.associationId)
    .where('neighbourId', '=', neighbourId)
    .executeTakeFirst()
  return numDeletedRows > 0n ? ok(neighbourId) : refuse({ kind: 'not-found' })
}

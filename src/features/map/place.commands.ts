import { newId } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { mayWrite } from './entry.access.ts'
import { loadPlaces } from './entry.queries.ts'
import type { PlaceFacts } from './place.ts'
import type { MapWork } from './work.ts'

const NOT_YOURS = refuse({ kind: 'not-allowed', reason: 'notYours' })

/** Writes a new place. Gives its id. */
export async function createPlace({ tx, viewer }: MapWork, facts: PlaceFacts): Promise<Result<string>> {
  if (!mayWrite(viewer, facts)) return NOT_YOURS
  const placeId = newId()
  await tx
    .insertInto('mapPlace')
    .values({ associationId: viewer.associationId, placeId, ...facts })
    .execute()
  return ok(placeId)
}

/** Changes a place for every entry that is there. */
export async function changePlace(
  { tx, viewer }: MapWork,
  placeId: string,
  version: number,
  facts: PlaceFacts,
): Promise<Result<number>> {
  const place = (await loadPlaces(tx, viewer)).find((one) => one.placeId === placeId)
  if (!place) return refuse({ kind: 'not-found' })
  if (!mayWrite(viewer, place) || !mayWrite(viewer, facts)) return NOT_YOURS
  if (place.version !== version) return refuse({ kind: 'stale' })
  const { numUpdatedRows } = await tx
    .updateTable('mapPlace')
    .set((eb) => ({ ...facts, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('placeId', '=', placeId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n ? ok(version + 1) : refuse({ kind: 'stale' })
}

import { insertMany } from '../../platform/database/insert-many.ts'
import { newId } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { mayWrite } from './entry.access.ts'
import { loadPlaces } from './entry.queries.ts'
import type { PlaceFacts } from './place.ts'
import type { MapWork } from './work.ts'

const NOT_YOURS = refuse({ kind: 'not-allowed', reason: 'notYours' })

/** Writes new places. Gives their ids in order. */
export async function createPlaces({ tx, viewer }: MapWork, places: readonly PlaceFacts[]): Promise<Result<string[]>> {
  if (!places.every((one) => mayWrite(viewer, one))) return NOT_YOURS
  const rows = places.map((facts) => ({ associationId: viewer.associationId, placeId: newId(), ...facts }))
  await insertMany(tx, 'mapPlace', rows)
  return ok(rows.map(({ placeId }) => placeId))
}

/** Writes a new place. Gives its id. */
export async function createPlace(work: MapWork, facts: PlaceFacts): Promise<Result<string>> {
  const made = await createPlaces(work, [facts])
  return made.ok ? ok(made.value[0]!) : made
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

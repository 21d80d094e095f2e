import { ok, type Result } from '../../../shared/result.ts'
import { mayWrite } from '../entry.access.ts'
import { loadEntries, loadMap } from '../entry.queries.ts'
import { factsOf } from '../entry.ts'
import { changeEntries } from '../entry-bulk.commands.ts'
import { beforeBatch } from '../history.queries.ts'
import type { MapWork } from '../work.ts'
import { setImport } from './sheet-check.commands.ts'
import { enterImport } from './sheet-import.commands.ts'
import type { Undoable } from './sheet-undo.ts'

/** The entries of an import as they are now and as they were before it. */
export async function entriesOfImport({ tx, viewer }: Pick<MapWork, 'tx' | 'viewer'>, id: string): Promise<Undoable[]> {
  const batch = await beforeBatch(tx, viewer, id)
  const now = new Map(
    (
      await loadEntries(
        tx,
        viewer,
        batch.map((one) => one.entryId),
      )
    ).map((entry) => [entry.entryId, entry]),
  )
  return batch.flatMap(({ entryId, version, before }) => {
    const entry = now.get(entryId)
    return entry ? [{ entry, before, changedSince: entry.version !== version }] : []
  })
}

/**
 * Takes a whole import back: what it changed is as before, what it added is removed. Entries that were changed afterwards, or
 * that others have begun to name, stay as they are and are told.
 */
export async function undoImport(work: MapWork, id: string): Promise<Result<string>> {
  const entered = await enterImport(work, id, 'undo')
  if (!entered.ok) return entered
  const { tx, viewer, today } = work
  const all = await entriesOfImport(work, id)
  const left = new Set(
    all.filter(({ entry, changedSince }) => changedSince || !mayWrite(viewer, entry)).map(({ entry }) => entry.entryId),
  )
  const added = all.filter(({ entry, before }) => !before && !left.has(entry.entryId)).map(({ entry }) => entry)
  const removing = new Set(added.map((entry) => entry.entryId))
  const restored = all.filter(({ entry, before }) => before && !left.has(entry.entryId))
  const restoring = new Set(restored.map(({ entry }) => entry.entryId))
  // A provider somebody still names, or names again, stays with them.
  const named = new Set([
    ...(await loadMap(tx, viewer))
      .filter(({ entryId }) => !removing.has(entryId) && !restoring.has(entryId))
      .map(({ providerId }) => providerId),
    ...restored.map(({ before }) => before?.providerId ?? null),
  ])
  for (const { entryId } of added) if (named.has(entryId)) left.add(entryId)
  for (const { entry, before } of restored)
    if (entry.kind === 'provider' && before?.kind !== 'provider' && named.has(entry.entryId)) left.add(entry.entryId)
  const undone = await changeEntries(work, [
    ...restored.flatMap(({ entry, before }) =>
      before && !left.has(entry.entryId) ? [{ entry, facts: factsOf(before) }] : [],
    ),
    ...added
      .filter(({ entryId }) => !left.has(entryId))
      .map((entry) => ({ entry, facts: { ...factsOf(entry), status: 'removed' as const } })),
  ])
  if (!undone.ok) return undone
  await tx
    .deleteFrom('mapSheetChoice')
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .execute()
  await setImport(work, id, { state: 'undone', undoneOn: today, leftEntries: [...left] })
  return ok(id)
}

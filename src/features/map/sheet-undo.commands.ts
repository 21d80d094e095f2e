import { ok, type Result } from '../../shared/result.ts'
import { mayWrite } from './entry.access.ts'
import { changeEntry, setEntryStatus } from './entry.commands.ts'
import { loadEntries, loadMap } from './entry.queries.ts'
import { factsOf } from './entry.ts'
import { beforeBatch } from './history.queries.ts'
import { setImport } from './sheet-check.commands.ts'
import { enterImport } from './sheet-import.commands.ts'
import type { Undoable } from './sheet-undo.ts'
import type { MapWork } from './work.ts'

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
  const source = { verified: false }
  for (const { entry, before } of all) {
    if (left.has(entry.entryId) || !before) continue
    const done = await changeEntry(work, entry.entryId, entry.version, factsOf(before), source)
    if (!done.ok) left.add(entry.entryId)
  }
  const added = all.filter(({ entry, before }) => !before && !left.has(entry.entryId)).map(({ entry }) => entry)
  const removing = new Set(added.map((entry) => entry.entryId))
  // A provider somebody still names stays with them.
  for (const entry of await loadMap(tx, viewer))
    if (entry.providerId && removing.has(entry.providerId) && !removing.has(entry.entryId)) left.add(entry.providerId)
  for (const entry of added) {
    if (left.has(entry.entryId)) continue
    const done = await setEntryStatus(work, entry.entryId, entry.version, 'removed', source)
    if (!done.ok) left.add(entry.entryId)
  }
  await tx
    .deleteFrom('mapSheetChoice')
    .where('associationId', '=', viewer.associationId)
    .where('mapImportId', '=', id)
    .execute()
  await setImport(work, id, { state: 'undone', undoneOn: today, leftEntries: [...left] })
  return ok(id)
}

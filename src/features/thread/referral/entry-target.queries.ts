import type { Tx } from '../../../platform/database/db.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import { bodiesOf, type Entry, loadEntry } from '../../map/public.ts'
import { type EntryTarget, targetOf } from './entry-target.ts'

/** The entry a referral begins at: something one may be referred to, that has not ended. */
export async function referableEntry(tx: Tx, viewer: Viewer, entryId: string | undefined): Promise<Entry | undefined> {
  if (!isUuid(entryId)) return undefined
  const entry = await loadEntry(tx, viewer, entryId)
  const ended = entry?.status === 'closed' || entry?.status === 'removed'
  return entry && entry.kind !== 'provider' && !ended ? entry : undefined
}

/** What of the referral is known from the entry; nothing where there is none. */
export async function targetFrom(
  tx: Tx,
  viewer: Viewer,
  entryId: string | undefined,
): Promise<EntryTarget | undefined> {
  const entry = await referableEntry(tx, viewer, entryId)
  return entry && targetOf(entry, (await bodiesOf(tx)).units)
}

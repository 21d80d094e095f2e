import { sql, type Updateable } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { insertMany } from '../../platform/database/insert-many.ts'
import { newId } from '../../shared/ids.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import type { EntryStatus } from './code.ts'
import { mayWrite } from './entry.access.ts'
import { loadEntries, loadEntry } from './entry.queries.ts'
import { changedFacts, type Entry, type EntryFacts, factsOf } from './entry.ts'
import { checkNames, type NewEntry } from './entry-check.queries.ts'
import { columnsOf } from './entry-row.queries.ts'
import type { MapEventKind } from './history.queries.ts'
import type { MapWork, Source } from './work.ts'

/** Rows written in one statement. */
const AT_ONCE = 500

/** What triggers look up was planned for the table as it was before: a large sheet makes it another one. */
export const planAnew = (tx: MapWork['tx']) => sql.raw('discard plans').execute(tx)

const NOT_FOUND = refuse({ kind: 'not-found' })
/** Reasons are keys of `entryTexts` (`refused.<reason>`). */
const NOT_YOURS = refuse({ kind: 'not-allowed', reason: 'notYours' })

const verification = ({ viewer, today }: MapWork, { verified = true }: Source) =>
  verified ? { verifiedOn: today, verifiedBy: viewer.userId } : undefined

/** What lies beside an entry in other tables. */
export async function writeBeside(
  { tx, viewer: { associationId } }: MapWork,
  entries: readonly NewEntry[],
): Promise<void> {
  await Promise.all([
    insertMany(
      tx,
      'mapEntryPlace',
      entries.flatMap(({ entryId, facts }) => facts.placeIds.map((placeId) => ({ associationId, entryId, placeId }))),
    ),
    insertMany(
      tx,
      'mapOpening',
      entries.flatMap(({ entryId, facts }) =>
        facts.openings.map((one) => ({ associationId, openingId: newId(), entryId, ...one })),
      ),
    ),
    insertMany(
      tx,
      'mapLink',
      entries.flatMap(({ entryId, facts }) =>
        facts.links.map((link) => ({ associationId, fromEntryId: entryId, ...link })),
      ),
    ),
  ])
}

/** Records what happened to entries, as they are now. `fields`: those that became different, the same for all or for each. */
export async function record(
  { tx, viewer, today }: MapWork,
  kind: MapEventKind,
  entries: readonly Entry[],
  { batchId }: Source,
  fields: readonly string[] | ((entryId: string) => readonly string[]) = [],
): Promise<void> {
  await insertMany(
    tx,
    'mapEvent',
    entries.map((entry) => ({
      associationId: viewer.associationId,
      entryId: entry.entryId,
      mapEventId: newId(),
      kind,
      version: entry.version,
      onDay: today,
      actorId: viewer.userId,
      batchId: batchId ?? null,
      fields: [...(typeof fields === 'function' ? fields(entry.entryId) : fields)],
      // A value of jsonb, not a text in it.
      snapshot: entry as unknown as string,
    })),
  )
}

/** Writes new entries, which may name each other. Gives their ids in order. */
export async function createEntries(
  work: MapWork,
  given: readonly (EntryFacts & { entryId?: string })[],
  source: Source = {},
): Promise<Result<string[]>> {
  if (given.length === 0) return ok([])
  const entries: NewEntry[] = given.map(({ entryId = newId(), ...facts }) => ({ entryId, facts }))
  if (!entries.every(({ facts }) => mayWrite(work.viewer, facts))) return NOT_YOURS
  const wrong = await checkNames(work, entries)
  if (wrong) return wrong
  const { tx, viewer, today } = work
  const scope = { associationId: viewer.associationId }
  // Providers first: the others name them.
  const rows = entries
    .toSorted((a, b) => Number(b.facts.kind === 'provider') - Number(a.facts.kind === 'provider'))
    .map(({ entryId, facts }) => ({
      ...scope,
      entryId,
      ...columnsOf(facts),
      unread: facts.unread as unknown as string,
      verifiedOn: null,
      verifiedBy: null,
      ...verification(work, source),
      createdOn: today,
      changedAt: new Date(),
      version: 1,
    }))
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    if (at > 0) await planAnew(tx)
    await insertMany(tx, 'mapEntry', rows.slice(at, at + AT_ONCE))
  }
  if (rows.length > AT_ONCE) await planAnew(tx)
  await writeBeside(work, entries)
  const ids = entries.map(({ entryId }) => entryId)
  await record(work, 'created', await loadEntries(tx, scope, ids), source)
  return ok(ids)
}

/** Writes one new entry. Gives its id. */
export async function createEntry(work: MapWork, facts: EntryFacts, source: Source = {}): Promise<Result<string>> {
  const made = await createEntries(work, [facts], source)
  return made.ok ? ok(made.value[0]!) : made
}

/** Opens an entry for a change, or refuses: absent, not theirs, changed meanwhile. */
async function open(work: MapWork, entryId: string, version: number): Promise<Result<Entry>> {
  const { tx, viewer } = work
  await sql`select 1 from map_entry where association_id = ${viewer.associationId} and entry_id = ${entryId} for update`.execute(
    tx,
  )
  const entry = await loadEntry(tx, viewer, entryId)
  if (!entry) return NOT_FOUND
  if (!mayWrite(viewer, entry)) return NOT_YOURS
  if (entry.version !== version) return refuse({ kind: 'stale' })
  return ok(entry)
}

/** Writes onto the opened version and records what happened. */
async function write(
  work: MapWork,
  entry: Entry,
  columns: Updateable<DB['mapEntry']>,
  kind: MapEventKind,
  source: Source,
  fields: readonly string[] = [],
): Promise<void> {
  const { tx, viewer } = work
  await tx
    .updateTable('mapEntry')
    .set((eb) => ({ ...columns, changedAt: new Date(), version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('entryId', '=', entry.entryId)
    .where('version', '=', entry.version)
    .execute()
  await record(work, kind, await loadEntries(tx, viewer, [entry.entryId]), source, fields)
}

async function clearBeside({ tx, viewer: { associationId } }: MapWork, entryId: string): Promise<void> {
  await Promise.all([
    tx.deleteFrom('mapOpening').where('associationId', '=', associationId).where('entryId', '=', entryId).execute(),
    tx.deleteFrom('mapEntryPlace').where('associationId', '=', associationId).where('entryId', '=', entryId).execute(),
    tx.deleteFrom('mapLink').where('associationId', '=', associationId).where('fromEntryId', '=', entryId).execute(),
  ])
}

/**
 * Changes an entry that was opened at `version`. Gives the version it has now; nothing is written where nothing differs and
 * nothing is to be verified.
 */
export async function changeEntry(
  work: MapWork,
  entryId: string,
  version: number,
  facts: EntryFacts,
  source: Source = {},
): Promise<Result<number>> {
  const opened = await open(work, entryId, version)
  if (!opened.ok) return opened
  const entry = opened.value
  if (!mayWrite(work.viewer, facts)) return NOT_YOURS
  const wrong = await checkNames(work, [{ entryId, facts }])
  if (wrong) return wrong
  if (entry.kind === 'provider' && facts.kind !== 'provider' && (await provides(work, entryId)))
    return refuse({ kind: 'conflict', reason: 'provides' })
  const fields = changedFacts(factsOf(entry), facts)
  const { verified = true } = source
  if (fields.length === 0 && (!verified || entry.verifiedOn === work.today)) return ok(entry.version)
  if (fields.some((field) => field === 'openings' || field === 'placeIds' || field === 'links')) {
    await clearBeside(work, entryId)
    await writeBeside(work, [{ entryId, facts }])
  }
  const columns = { ...columnsOf(facts), unread: JSON.stringify(facts.unread), ...verification(work, source) }
  await write(work, entry, columns, fields.length === 0 ? 'verified' : 'changed', source, fields)
  return ok(entry.version + 1)
}

async function provides({ tx, viewer }: MapWork, entryId: string): Promise<boolean> {
  const one = await tx
    .selectFrom('mapEntry')
    .select('entryId')
    .where('associationId', '=', viewer.associationId)
    .where('providerId', '=', entryId)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** Says that everything is right today. */
export async function verifyEntry(
  work: MapWork,
  entryId: string,
  version: number,
  source: Source = {},
): Promise<Result<number>> {
  const opened = await open(work, entryId, version)
  if (!opened.ok) return opened
  await write(work, opened.value, verification(work, {}) ?? {}, 'verified', source)
  return ok(opened.value.version + 1)
}

/** Opens, pauses, closes or takes back an entry (`removed`: it came in by mistake; its history stays). */
export async function setEntryStatus(
  work: MapWork,
  entryId: string,
  version: number,
  status: EntryStatus,
  source: Source = {},
): Promise<Result<number>> {
  const opened = await open(work, entryId, version)
  if (!opened.ok) return opened
  const entry = opened.value
  if (entry.status === status) return ok(entry.version)
  const kind = status === 'removed' ? 'removed' : entry.status === 'removed' ? 'restored' : 'status'
  await write(work, entry, { status }, kind, source, ['status'])
  return ok(entry.version + 1)
}

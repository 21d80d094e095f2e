import { sql } from 'kysely'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { mayWrite } from './entry.access.ts'
import { keepNotes, planAnew, record, writeBeside } from './entry.commands.ts'
import { loadEntries } from './entry.queries.ts'
import { changedFacts, type Entry, type EntryFacts, factsOf } from './entry.ts'
import { checkNames } from './entry-check.queries.ts'
import { columnsOf } from './entry-row.queries.ts'
import type { MapWork, Source } from './work.ts'

const AT_ONCE = 500
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** An entry as it was loaded, and what it is to be. */
export type EntryChange = { entry: Entry; facts: EntryFacts }

/**
 * Changes many entries that were loaded in this transaction, in some ten statements for each five hundred; what it writes is what
 * `changeEntry` writes. Everything, or a refusal. An entry whose new status is `removed` is taken back. Nobody verifies by this.
 */
export async function changeEntries(
  work: MapWork,
  changes: readonly EntryChange[],
  source: Source = {},
): Promise<Result<number>> {
  const real = changes
    .map(({ entry, facts }) => ({ entry, facts: keepNotes(entry, facts) }))
    .map((one) => ({ ...one, fields: changedFacts(factsOf(one.entry), one.facts) }))
    .filter(({ fields }) => fields.length > 0)
  if (!real.every(({ entry, facts }) => mayWrite(work.viewer, entry) && mayWrite(work.viewer, facts)))
    return refuse({ kind: 'not-allowed', reason: 'notYours' })
  const wrong = await checkNames(
    work,
    real.map(({ entry, facts }) => ({ entryId: entry.entryId, facts })),
  )
  if (wrong) return wrong
  for (let at = 0; at < real.length; at += AT_ONCE) {
    if (real.length > AT_ONCE) await planAnew(work.tx)
    const written = await writeSome(work, real.slice(at, at + AT_ONCE), source)
    if (!written.ok) return written
  }
  return ok(real.length)
}

type Changed = EntryChange & { fields: (keyof EntryFacts)[] }

async function writeSome(work: MapWork, some: readonly Changed[], source: Source): Promise<Result<number>> {
  const { tx, viewer } = work
  const { associationId } = viewer
  const beside = some.filter(({ fields }) =>
    fields.some((one) => one === 'openings' || one === 'placeIds' || one === 'links'),
  )
  const ids = beside.map(({ entry }) => entry.entryId)
  if (ids.length > 0) {
    await sql`delete from map_opening where association_id = ${associationId} and entry_id = any (${ids}::uuid[])`.execute(
      tx,
    )
    await sql`delete from map_entry_place where association_id = ${associationId} and entry_id = any (${ids}::uuid[])`.execute(
      tx,
    )
    await sql`delete from map_link where association_id = ${associationId} and from_entry_id = any (${ids}::uuid[])`.execute(
      tx,
    )
    await writeBeside(
      work,
      beside.map(({ entry, facts }) => ({ entryId: entry.entryId, facts })),
    )
  }
  const rows = some.map(({ entry, facts }) => ({
    entry_id: entry.entryId,
    version: entry.version,
    unread: facts.unread,
    ...Object.fromEntries(Object.entries(columnsOf(facts)).map(([name, value]) => [snake(name), value])),
  }))
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'entry_id' && name !== 'version')
  const { numAffectedRows } = await sql`update map_entry e
    set ${sql.join(columns.map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`))}, changed_at = ${new Date()}, version = e.version + 1
    from jsonb_populate_recordset(null::map_entry, ${JSON.stringify(rows)}::jsonb) n
    where e.association_id = ${associationId} and e.entry_id = n.entry_id and e.version = n.version`.execute(tx)
  // Somebody else was faster with one of them.
  if (Number(numAffectedRows ?? 0) !== some.length) return refuse({ kind: 'stale' })
  const fields = new Map(some.map((one) => [one.entry.entryId, one.fields]))
  const now = await loadEntries(
    tx,
    viewer,
    some.map(({ entry }) => entry.entryId),
  )
  const [taken, changed] = [
    now.filter((one) => one.status === 'removed'),
    now.filter((one) => one.status !== 'removed'),
  ]
  const fieldsOf = (entryId: string) => fields.get(entryId) ?? []
  await record(work, 'changed', changed, source, fieldsOf)
  await record(work, 'removed', taken, source, fieldsOf)
  return ok(some.length)
}

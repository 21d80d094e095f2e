import { sql } from 'kysely'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { mayWrite } from './entry.access.ts'
import { planAnew, record, writeBeside } from './entry.commands.ts'
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
    .map((one) => ({ ...one, fields: changedFacts(factsOf(one.entry), one.facts) }))
    .filter(({ fields }) => fields.length > 0)
  if (!real.every(({ entry, facts }) => mayWrite(work.viewer, entry) && mayWrite(work.viewer, facts)))
    return refuse({ kind: 'not-allowed', reason: 'notYours' })
  const wrong = await checkNames(
    work,
    real.map(({ entry, facts }) => ({ entryId: entry.entryId, facts })),
  )
  if (wrong) return wrong
  if (real.length > AT_ONCE) await planAnew(work.tx)
  for (const turn of [0, 1, 2])
    for (const some of chunks(real.filter((one) => turnOf(one) === turn))) {
      const written = await writeSome(work, some, source)
      if (!written.ok) return written
    }
  return ok(real.length)
}

/** Who becomes a provider can be named by those that follow; who no longer is one is let go by them first. */
const turnOf = ({ entry, facts }: EntryChange): 0 | 1 | 2 =>
  entry.kind === facts.kind ? 1 : facts.kind === 'provider' ? 0 : entry.kind === 'provider' ? 2 : 1

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE))

/** Says of entries that were loaded in this transaction that everything is right today: what `verifyEntry` writes, in one statement. */
export async function verifyEntries(work: MapWork, entries: readonly Entry[]): Promise<Result<number>> {
  const { tx, viewer, today } = work
  if (!entries.every((entry) => mayWrite(viewer, entry))) return refuse({ kind: 'not-allowed', reason: 'notYours' })
  if (entries.length === 0) return ok(0)
  const ids = entries.map(({ entryId }) => entryId)
  const versions = entries.map(({ version }) => version)
  const { numAffectedRows } = await sql`update map_entry e
    set verified_on = ${today}, verified_by = ${viewer.userId}, changed_at = ${new Date()}, version = e.version + 1
    from unnest(${ids}::uuid[], ${versions}::int[]) n (entry_id, version)
    where e.association_id = ${viewer.associationId} and e.entry_id = n.entry_id and e.version = n.version`.execute(tx)
  if (Number(numAffectedRows ?? 0) !== entries.length) return refuse({ kind: 'stale' })
  await record(work, 'verified', await loadEntries(tx, viewer, ids), {})
  return ok(entries.length)
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

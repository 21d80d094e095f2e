import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import { isUuid } from '../../shared/ids.ts'
import type { Viewer } from '../access/public.ts'

/** Every table with rows about a person, in the order of the export. A test compares the list with the database's own. */
export const EXPORTED_TABLES = [
  'thread',
  'participant_identity',
  'referral',
  'queue_entry',
  'queue_move',
  'assignment',
  'track',
  'track_pause',
  'note',
  'note_objection',
  'household_member',
  'next_step',
  'discharge',
  'consent',
  'disclosure',
  'thread_event',
  'import_mark',
  'pseudonym',
] as const

export type ExportedTable = (typeof EXPORTED_TABLES)[number]

/** Rows as the database has them (names of columns as in SQL), by table. */
export type ThreadExport = Record<ExportedTable, Record<string, unknown>[]>

/** The reason is between two authorities: a function tells it to those, and the column is closed. */
const DISCLOSURES = sql`(select association_id, disclosure_id, thread_id, unit_id, authority_id, category, from_authority_id, to_authority_id, to_unit_id, categories,
  ground, ground_detail_of(disclosure_id) as ground_detail, consent_id, valid_from, valid_until, decided_by, decided_at, withdrawn_at, withdrawn_by, withdrawn_how
  from disclosure)`

/** How the machinery of secrecy works is nobody's fact. */
const INTERNAL = [
  'acl',
  'acl_until',
  'association_id',
  'name_key',
  'search_key',
  'tx',
  'era',
  'lifted_on',
  'lifted_by',
  'lifted_from',
  'marks',
]

/**
 * Everything of one thread that the viewer may see, as JSON; undefined where that is nothing. A protected identity is in no
 * export, also not for those who are named.
 */
export async function exportThread(tx: Tx, viewer: Viewer, threadId: string): Promise<ThreadExport | undefined> {
  if (!isUuid(threadId)) return undefined
  const parts = EXPORTED_TABLES.map((table) => {
    const open = table === 'participant_identity' ? sql`and r.protection = 'none'` : sql``
    const kept =
      table === 'thread'
        ? sql`case when sees_own_words(r.thread_id) then '{}'::text[] else array['own_words'] end`
        : sql`'{}'::text[]`
    const order = table === 'thread_event' ? sql`r.seq` : table === 'disclosure' ? sql`r.disclosure_id` : sql`r.ctid`
    return sql`(select coalesce(json_agg(to_jsonb(r) - ${sql.val(INTERNAL)}::text[] - ${kept} order by ${order}), '[]')
      from ${table === 'disclosure' ? DISCLOSURES : sql.table(table)} r where r.association_id = ${viewer.associationId} and r.thread_id = ${threadId} ${open}) as ${sql.id(`_${table}`)}`
  })
  const { rows } = await sql<Record<string, Record<string, unknown>[]>>`select ${sql.join(parts)}`.execute(tx)
  const row = Object.values(rows[0] ?? {})
  const found = Object.fromEntries(EXPORTED_TABLES.map((table, at) => [table, row[at] ?? []])) as ThreadExport
  // Where the person was first met is the thread's own fact, not one of who the person is.
  if (found.thread.length === 0)
    found.participant_identity = found.participant_identity.map(({ unit_id, authority_id, ...who }) => who)
  return EXPORTED_TABLES.some((table) => found[table].length > 0) ? found : undefined
}

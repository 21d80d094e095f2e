import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { insertMany } from '../../../platform/database/insert-many.ts'
import type { Viewer } from '../../access/public.ts'
import { recordEvents } from '../event.commands.ts'
import { lockThread } from '../thread-state.commands.ts'
import { trackStart } from './import-check.ts'
import { addNewPerson, type ImportRows, noRows, rowWriter, type Writer } from './import-new.ts'
import type { Planned } from './import-plan.ts'

/** People written in one go: few enough for progress to be seen, many enough for few statements. */
export const AT_ONCE = 250

type Added = Extract<Planned, { outcome: 'added' }>

/** Work on one list goes on once at a time. */
export const lockRun = (tx: Tx, id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import run ${id}`}, 0))`.execute(tx)

/** Two lists of one team wait for each other: the second finds what the first brought in. */
export const lockTeam = (tx: Tx, viewer: Viewer, unitId: number) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${viewer.associationId} ${unitId}`}, 0))`.execute(tx)

/**
 * In an installation of an hour every table is empty, and to the planner all ways through an empty table are alike: a plan
 * made then and kept while thousands of rows come in makes the work grow with its square. New plans for every part of the work.
 */
export const planAnew = (tx: Tx) => sql.raw('discard plans').execute(tx)

/** Case numbers for so many new threads. */
export async function reserveCaseNumbers(tx: Tx, today: string, wanted: number): Promise<string[]> {
  if (wanted === 0) return []
  const { rows } = await sql<{
    numbers: string[]
  }>`select reserve_case_numbers(${today}, ${wanted}) as numbers`.execute(tx)
  return rows[0]?.numbers ?? []
}

/** Writes people as planned: new threads, and what is missing in those already here; each change with its events. */
export async function writePeople(
  tx: Tx,
  viewer: Viewer,
  writer: Writer,
  planned: readonly Planned[],
  caseNumbers: string[],
): Promise<void> {
  const rows = noRows()
  const added: Added[] = []
  for (const one of planned) {
    if (one.outcome === 'new') addNewPerson(rows, writer, one.person, caseNumbers.pop() ?? '', one.marks)
    if (one.outcome === 'added') {
      added.push(one)
      addToThread(rows, writer, one)
    }
  }
  // In one order, and before any row of theirs (ADR 10).
  for (const id of added.map((one) => one.existing.threadId).sort()) await lockThread(tx, id)
  await updateThreads(tx, viewer, writer.unitId, added)
  await insertRows(tx, viewer, writer.unitId, rows)
}

function addToThread(rows: ImportRows, writer: Writer, { person, existing, additions }: Added): void {
  const write = rowWriter(rows, writer, existing.threadId)
  const { contact, tracks, phone, email, number } = additions
  if (phone || email || number) write.identityChanged()
  if (contact) write.contact(contact.userId, contact.fromOn, null)
  for (const track of tracks) write.track(track, trackStart(track.startOn, person, writer.today), null)
  write.imported()
}

async function insertRows(tx: Tx, viewer: Viewer, unitId: number, rows: ImportRows): Promise<void> {
  const ids = rows.holds.map((hold) => hold.threadId)
  const days = rows.holds.map((hold) => hold.day)
  if (ids.length > 0) await sql`select hold_threads(${ids}::uuid[], ${unitId}, ${days}::date[])`.execute(tx)
  await insertMany(tx, 'thread', rows.thread)
  await insertMany(tx, 'participantIdentity', rows.participantIdentity)
  await insertMany(tx, 'referral', rows.referral)
  await insertMany(tx, 'queueEntry', rows.queueEntry)
  await insertMany(tx, 'assignment', rows.assignment)
  await insertMany(tx, 'track', rows.track)
  await insertMany(tx, 'discharge', rows.discharge)
  await insertMany(tx, 'importMark', rows.importMark)
  await recordEvents(tx, viewer, rows.events)
}

/** Fills in what is empty in threads already here, and remembers what was brought in. */
async function updateThreads(tx: Tx, viewer: Viewer, unitId: number, added: readonly Added[]): Promise<void> {
  if (added.length === 0) return
  const { associationId } = viewer
  const facts = added.map(({ existing: { threadId }, additions: { phone, email, number, ownWords } }) => ({
    thread_id: threadId,
    phone: phone ?? '',
    email: email ?? '',
    own_words: ownWords ?? '',
    person_number: number?.digits12 ?? null,
    birth_day: number?.birthDay ?? null,
    sex: number?.sex ?? null,
  }))
  const filled = sql`jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
    as n (thread_id uuid, phone text, email text, own_words text, person_number text, birth_day date, sex text)`
  await sql`update participant_identity i set phone = case when i.phone = '' then n.phone else i.phone end,
      email = case when i.email = '' then n.email else i.email end, person_number = coalesce(i.person_number, n.person_number),
      birth_day = coalesce(i.birth_day, n.birth_day), sex = coalesce(i.sex, n.sex), version = i.version + 1
    from ${filled} where i.association_id = ${associationId} and i.thread_id = n.thread_id
      and (n.phone <> '' or n.email <> '' or n.person_number is not null)`.execute(tx)
  await sql`update thread t set own_words = n.own_words, version = t.version + 1
    from ${filled} where t.association_id = ${associationId} and t.thread_id = n.thread_id and t.own_words = '' and n.own_words <> ''`.execute(
    tx,
  )
  const marks = added.map(({ existing, marks }) => ({ thread_id: existing.threadId, marks }))
  const news = sql`jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as n (thread_id uuid, marks text[])`
  await sql`update import_mark m set marks = m.marks || n.marks from ${news}
    where m.association_id = ${associationId} and m.unit_id = ${unitId} and m.thread_id = n.thread_id`.execute(tx)
  const first = added.filter(({ existing }) => existing.marks.size === 0)
  await insertMany(
    tx,
    'importMark',
    first.map(({ existing, marks }) => ({
      associationId,
      threadId: existing.threadId,
      unitId,
      authorityId: viewer.roles.find((held) => held.unitId === unitId)?.authorityId ?? 0,
      marks,
    })),
  )
}

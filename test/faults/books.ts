import type pg from 'pg'
import type { Subject } from '../../src/features/thread/event.ts'
import type { Acknowledged } from './writer.ts'

// What the database must say after any number of kills. Every check gives the offences it found.

/** Tables whose every row is told by an event, and every event by a row. */
const SUBJECTS = {
  thread: true,
  participant_identity: true,
  referral: true,
  queue_entry: true,
  assignment: true,
  track: true,
  track_pause: true,
  note: true,
  note_objection: true,
  household_member: true,
  next_step: true,
  consent: true,
  disclosure: true,
  break_glass: true,
  discharge: true,
} as const satisfies Record<Subject, true>

/** The identity row has the thread's key. */
const keyOf = (table: string): string => (table === 'participant_identity' ? 'thread_id' : `${table}_id`)
/** Told by the event of the row they belong to: a new thread has its identity, a consent its disclosures. */
const TOLD_BY_ANOTHER = new Set(['participant_identity', 'break_glass'])

/** Events about rows that are not there, rows nobody told about. */
export async function rowsAndEvents(behind: pg.Pool): Promise<string[]> {
  const offences: string[] = []
  for (const table of Object.keys(SUBJECTS)) {
    const key = keyOf(table)
    const { rows: orphans } = await behind.query(
      `select e.kind, e.subject_id as id from thread_event e where e.subject = $1
       and not exists (select from ${table} r where r.association_id = e.association_id and r.${key} = e.subject_id) limit 5`,
      [table],
    )
    offences.push(...orphans.map((one) => `event ${one.kind} without its ${table} ${one.id}`))
    if (TOLD_BY_ANOTHER.has(table)) continue
    const { rows: silent } = await behind.query(
      `select r.${key} as id from ${table} r where not exists
       (select from thread_event e where e.association_id = r.association_id and e.subject = $1 and e.subject_id = r.${key}) limit 5`,
      [table],
    )
    offences.push(...silent.map((one) => `${table} ${one.id} without an event`))
  }
  return offences
}

/** Each change of a next step has raised its version by one and left one event. */
export async function versionsAndEvents(behind: pg.Pool): Promise<string[]> {
  const { rows } = await behind.query(
    `select s.next_step_id as id, s.version, count(e.*)::int as events from next_step s
     join thread_event e on e.association_id = s.association_id and e.subject = 'next_step' and e.subject_id = s.next_step_id
     where exists (select from thread_event n join account_user u on u.id = n.actor_id
       where n.subject_id = s.next_step_id and n.kind = 'step-added' and u.email like 'skrivare.%')
     group by 1, 2 having count(e.*) <> s.version`,
  )
  return rows.map((one) => `next step ${one.id}: version ${one.version}, ${one.events} events`)
}

/** The form keys of the writers and the events they left, matched by the moment of their transaction. */
export async function keysAndEvents(behind: pg.Pool): Promise<string[]> {
  const { rows } = await behind.query(
    `with mine as (select id from account_user where email like 'skrivare.%'),
       k as (select user_id, created_at, key, location from form_key where user_id in (select id from mine)),
       e as (select distinct actor_id, recorded_at from thread_event where actor_id in (select id from mine))
     select k.key, k.location, e.recorded_at from k full join e on e.actor_id = k.user_id and e.recorded_at = k.created_at
     where k.key is null or e.actor_id is null or k.location = '' limit 10`,
  )
  return rows.map((one) =>
    one.key ? `form ${one.key} (${one.location}) without an event` : `an event of ${one.recorded_at} without its form`,
  )
}

/** Every acknowledged form is there, once, and led where its sender was told. */
export async function acknowledgedAreThere(behind: pg.Pool, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await behind.query<{ key: string; location: string }>('select key, location from form_key')
  const stored = new Map(rows.map((one) => [one.key, one.location]))
  return acknowledged.flatMap(({ key, path, location }) =>
    stored.get(key) === location ? [] : [`${path}: answered ${location}, kept ${stored.get(key) ?? 'nothing'}`],
  )
}

/** In how many rows each marker stands. What a corrected note said stands in its correction too, unless it was that which was wrong. */
export async function markersIn(behind: pg.Pool): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const corrected = `(select c.body from note c where c.association_id = r.association_id and c.note_id = r.corrects_note_id)`
  for (const table of Object.keys(SUBJECTS)) {
    const { rows } = await behind.query<{ text: string; before: string | null }>(
      `select to_jsonb(r)::text as text, ${table === 'note' ? corrected : 'null'} as before
       from ${table} r where to_jsonb(r)::text like '%Mk-%'`,
    )
    for (const { text, before } of rows)
      for (const marker of new Set(text.match(/Mk-\w+-\d+-/g) ?? []))
        if (!before?.includes(marker)) found.set(marker, (found.get(marker) ?? 0) + 1)
  }
  return found
}

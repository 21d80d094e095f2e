import type pg from 'pg'
import { addDays, type CalendarDay } from '../../src/shared/calendar-day.ts'
import type { Placed, PlacedThread } from './world.build.ts'
import type { Row } from './world.ts'

export type Record_ = Record<string, unknown>

/** One statement for all rows of a table; the triggers fire for each. */
export async function insert(client: pg.ClientBase, table: string, rows: Record_[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  await client.query(
    `insert into ${table} (${columns.join(', ')}) select ${columns.map((name) => `r.${name}`).join(', ')}
     from jsonb_populate_recordset(null::${table}, $1::jsonb) r`,
    [JSON.stringify(rows)],
  )
}

/** How far a referral has come. */
function sentOf(placed: Placed, { sent, also }: Row, today: CalendarDay): Record_ {
  if (!sent || also === null) return { state: 'draft' }
  const on = addDays(today, sent.on)
  return {
    state: sent.state === 'taken' ? 'accepted' : sent.state,
    to_unit_id: placed.unitIds[also],
    sent_on: on,
    decided_on: sent.state === 'sent' ? null : on,
    taken_in_on: sent.state === 'taken' ? on : null,
  }
}

/** What the tables demand beside the columns of secrecy. */
const FACTS: Record<
  string,
  (placed: Placed, thread: PlacedThread, id: string, today: CalendarDay, row: Row) => Record_
> = {
  referral: (placed, _, id, today, row) => ({
    referral_id: id,
    ...sentOf(placed, row, today),
    reason: '',
    tried_before: '',
    own_words: '',
    checklist: {},
    language: 'sv',
    interpreter: false,
    language_support: '',
    decision_reason: '',
    redirected_to: '',
    to_intervention: '',
    contact_user_id: placed.userIds[0],
    created_by: placed.userIds[0],
    created_at: 'now',
    version: 1,
  }),
  queue_entry: (_, thread, id, today) => ({
    queue_entry_id: id,
    referral_id: thread.rowIds[0],
    entered_on: today,
    place: 1,
    version: 1,
  }),
  assignment: (placed, _, id, today) => ({
    assignment_id: id,
    user_id: placed.userIds[0],
    role: 'lead',
    from_on: today,
    told_how: '',
    gap_reason: '',
    version: 1,
  }),
  track: (_, __, id, today) => ({
    track_id: id,
    name: 'Café',
    lane: 'team',
    place: '',
    supervisor: '',
    quarter_hours: 6,
    purpose: '',
    start_on: today,
    outcome_note: '',
    version: 1,
  }),
  note: (placed, _, id, today) => ({
    note_id: id,
    body: 'En anteckning',
    happened_on: today,
    author_id: placed.userIds[0],
    written_at: 'now',
  }),
  household_member: (_, __, id, today) => ({
    household_member_id: id,
    kind: 'child',
    label: '',
    relation: '',
    has_support: false,
    lives_here: 'yes',
    from_on: today,
    told_by: 'person',
    version: 1,
  }),
  next_step: (_, __, id, today) => ({
    next_step_id: id,
    what: 'Ringa',
    who_person: true,
    due_on: today,
    dropped_reason: '',
    version: 1,
  }),
  discharge: (_, __, id, today, { ended }) => ({
    discharge_id: id,
    reason: 'goal_reached',
    destination: 'work',
    comment: '',
    on_day: addDays(today, ended?.on ?? 0),
    reopened_on: ended?.reopened == null ? null : addDays(today, ended.reopened),
    no_talk_reason: '',
    reopen_reason: '',
    version: 1,
  }),
  thread_event: (placed, _, id, today) => ({
    event_id: id,
    kind: 'note-written',
    subject: 'note',
    subject_id: id,
    on_day: today,
    recorded_at: 'now',
    actor_id: placed.userIds[0],
    data: {},
  }),
}

const SHARED = ['referral', 'queue_entry', 'thread_event']

export const flat = <T>(placed: Placed[], rows: (one: Placed) => T[]): T[] => placed.flatMap(rows)
export const ofThreads = <T>(placed: Placed[], rows: (one: Placed, thread: PlacedThread) => T[]): T[] =>
  placed.flatMap((one) => one.threads.flatMap((thread) => rows(one, thread)))

/** Columns every row about a person has. */
export const keyOf = (one: Placed, thread: PlacedThread, unit: number, category: string): Record_ => ({
  association_id: one.associationId,
  thread_id: thread.threadId,
  unit_id: one.unitIds[unit],
  authority_id: one.authorityIds[one.world.units[unit]!.authority],
  category,
})

/** Rows that come along with another: of the same unit and category, but never of a second owner. */
export const COMPANIONS: Record<string, string> = {
  note: 'note_objection',
  track: 'track_pause',
  queue_entry: 'queue_move',
}

const COMPANION_FACTS: Record<string, (placed: Placed, id: string, today: CalendarDay) => Record_> = {
  note: (placed, id, today) => ({
    note_id: id,
    body: 'Nej',
    made_on: today,
    recorded_by: placed.userIds[0],
    recorded_at: 'now',
  }),
  track: (_, id, today) => ({ track_id: id, from_on: today, reason: '' }),
  queue_entry: (placed, id, today) => ({
    queue_entry_id: id,
    from_place: 2,
    to_place: 1,
    reason: 'x',
    moved_on: today,
    moved_by: placed.userIds[0],
  }),
}

/** Rows of threads, those written before the disclosures or those after. */
export async function insertRows(
  client: pg.ClientBase,
  placed: Placed[],
  today: CalendarDay,
  late: boolean,
): Promise<void> {
  for (const [table, facts] of Object.entries(FACTS)) {
    const companions: Record_[] = []
    const rows = ofThreads(placed, (one, thread) =>
      thread.thread.rows.flatMap((row, at) => {
        if (row.table !== table || row.late !== late) return []
        const key = keyOf(one, thread, row.unit, row.category)
        const id = thread.rowIds[at]!
        const companion = thread.companionIds[at]
        const more = COMPANION_FACTS[table]?.(one, id, today)
        if (more) companions.push({ ...key, [`${COMPANIONS[table]}_id`]: companion, ...more })
        const also = SHARED.includes(table) ? { also_unit_id: row.also === null ? null : one.unitIds[row.also] } : {}
        return [{ ...key, ...also, ...facts(one, thread, id, today, row) }]
      }),
    )
    await insert(client, table, rows)
    if (companions.length > 0) await insert(client, COMPANIONS[table]!, companions)
  }
}

import type pg from 'pg'
import { addDays, type CalendarDay } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { checkDigit } from '../../src/shared/person-number.ts'
import { foldName } from '../../src/shared/text.ts'
import { flat, insert, insertRows, keyOf, ofThreads } from './world.rows.ts'
import type { Thread, World } from './world.ts'

/** A world that stands in the database: what each of its things is called there. */
export type PlacedThread = {
  thread: Thread
  threadId: string
  caseNumber: string
  number: string | null
  rowIds: string[]
  /** Of a note its objection, of a track its pause. */
  companionIds: string[]
  consentIds: string[]
  disclosureIds: string[]
}
export type Placed = {
  world: World
  associationId: number
  unitIds: number[]
  authorityIds: number[]
  userIds: string[]
  threads: PlacedThread[]
}

/** Personal numbers of made-up people: serials set aside for them, on days of the official list of test numbers. */
export const NUMBERS = [2, 3, 4, 5, 6, 7].map((date) => {
  const nine = `80010${date}238`
  return `19${nine}${checkDigit(nine)}`
})

export const tokenOf = (userId: string): string => `token-${userId}`

/** Gives everything its number. */
export function place(world: World, associationId: number, body: () => number): Placed {
  const unitIds = world.units.map(body)
  return {
    world,
    associationId,
    unitIds,
    authorityIds: world.authorities.map(body),
    userIds: world.users.map(() => newId()),
    threads: world.threads.map((thread, at) => ({
      thread,
      threadId: newId(),
      caseNumber: `2025-${String(at + 1).padStart(4, '0')}`,
      number: thread.number === null ? null : NUMBERS[thread.number]!,
      rowIds: thread.rows.map(() => newId()),
      companionIds: thread.rows.map(() => newId()),
      consentIds: thread.consents.map(() => newId()),
      disclosureIds: thread.disclosures.map(() => newId()),
    })),
  }
}

/** Writes the worlds as the owner, in the order things happen in life: the triggers stamp and refresh. */
export async function build(client: pg.ClientBase, placed: Placed[], today: CalendarDay): Promise<void> {
  const on = (offset: number | null): CalendarDay | null => (offset === null ? null : addDays(today, offset))
  await client.query('begin')
  await client.query(`set local app.today = '${today}'`)
  await insert(
    client,
    'association',
    placed.map((one) => ({
      association_id: one.associationId,
      name: 'A',
      short_name: 'A',
      created_at: 'now',
      sight_days: one.world.sightDays,
    })),
  )
  await insert(
    client,
    'authority',
    flat(placed, (one) =>
      one.world.authorities.map(({ kind }, at) => ({
        association_id: one.associationId,
        authority_id: one.authorityIds[at],
        kind,
        name: kind,
      })),
    ),
  )
  await insert(
    client,
    'unit',
    flat(placed, (one) =>
      one.world.units.map(({ authority, kind }, at) => ({
        association_id: one.associationId,
        unit_id: one.unitIds[at],
        authority_id: one.authorityIds[authority],
        name: kind,
        kind,
        active: true,
      })),
    ),
  )
  await insert(
    client,
    'account_user',
    flat(placed, (one) =>
      one.world.users.map(({ active }, at) => ({
        id: one.userIds[at],
        name: 'U',
        email: `${one.userIds[at]}@x.example`,
        email_verified: true,
        created_at: 'now',
        updated_at: 'now',
        association_id: one.associationId,
        language: 'sv',
        active,
      })),
    ),
  )
  await insert(
    client,
    'account_session',
    flat(placed, (one) =>
      one.userIds.map((id) => ({
        id: newId(),
        user_id: id,
        token: tokenOf(id),
        expires_at: 'infinity',
        created_at: 'now',
        updated_at: 'now',
      })),
    ),
  )
  // Also roles that the rules of accounts would refuse: secrecy must hold without them.
  await client.query('alter table user_role disable trigger check_role')
  await insert(
    client,
    'user_role',
    flat(placed, (one) =>
      one.world.users.flatMap(({ roles }, at) =>
        roles.map((held) => ({
          association_id: one.associationId,
          user_role_id: newId(),
          user_id: one.userIds[at],
          unit_id: one.unitIds[held.unit],
          role: held.role,
          valid_from: on(held.from),
          valid_until: on(held.until),
          created_at: 'now',
        })),
      ),
    ),
  )
  await client.query('alter table user_role enable trigger check_role')
  // Every thread begins with its home unit; others come and go later.
  await insert(
    client,
    'thread_unit',
    ofThreads(placed, (one, { thread, threadId }) => [
      {
        association_id: one.associationId,
        thread_id: threadId,
        unit_id: one.unitIds[thread.home],
        since: on(thread.holders[0]!.since),
      },
    ]),
  )
  await insert(
    client,
    'thread',
    ofThreads(placed, (one, at) => [
      {
        ...keyOf(one, at, at.thread.home, 'course'),
        case_number: at.caseNumber,
        state: at.thread.ended !== null ? 'discharged' : at.thread.active ? 'active' : 'begun',
        team_unit_id: at.thread.team === null ? null : one.unitIds[at.thread.team],
        language: 'sv',
        interpreter: false,
        own_words: '',
        opened_on: today,
        intake_on: on(at.thread.intake),
        discharged_on: on(at.thread.ended),
        version: 1,
      },
    ]),
  )
  await insert(
    client,
    'participant_identity',
    ofThreads(placed, (one, at) => [
      {
        ...keyOf(one, at, at.thread.home, 'person'),
        given_name: at.thread.given,
        family_name: at.thread.family,
        name_key: foldName(`${at.thread.family} ${at.thread.given}`),
        person_number: at.number,
        phone: '',
        email: '',
        address: '',
        protection: at.thread.protection,
        named_user_ids: at.thread.named.map((user) => one.userIds[user]),
        version: 1,
      },
    ]),
  )
  await insertRows(client, placed, today, false)
  await insert(
    client,
    'consent',
    ofThreads(placed, (one, at) =>
      at.thread.consents.map(({ unit }, n) => ({
        ...keyOf(one, at, unit, 'identity'),
        consent_id: at.consentIds[n],
        given_how: 'oral',
        text_language: 'sv',
        text_version: '1',
        text_hash: 'x',
        interpreter: false,
        taken_by: one.userIds[0],
        taken_at: 'now',
      })),
    ),
  )
  await insert(
    client,
    'disclosure',
    ofThreads(placed, (one, at) =>
      at.thread.disclosures.map((d, n) => ({
        ...keyOf(one, at, d.unit, 'identity'),
        disclosure_id: at.disclosureIds[n],
        from_authority_id: one.authorityIds[one.world.units[d.unit]!.authority],
        to_authority_id: one.authorityIds['unit' in d.to ? one.world.units[d.to.unit]!.authority : d.to.authority],
        to_unit_id: 'unit' in d.to ? one.unitIds[d.to.unit] : null,
        categories: d.categories,
        ground: d.consent === null ? 'osl_10_2' : 'consent',
        ground_detail: '',
        consent_id: d.consent === null ? null : at.consentIds[d.consent],
        valid_from: on(d.from),
        valid_until: on(d.until),
        decided_by: one.userIds[0],
        decided_at: 'now',
      })),
    ),
  )
  await insertRows(client, placed, today, true)
  await happenAfterwards(client, placed, on)
  await client.query('commit')
}

/** Withdrawals, units that come and go, broken glass. */
async function happenAfterwards(
  client: pg.ClientBase,
  placed: Placed[],
  on: (offset: number | null) => CalendarDay | null,
): Promise<void> {
  const withdrawn = ofThreads(placed, (_, at) =>
    at.disclosureIds.filter((_id, n) => at.thread.disclosures[n]!.withdrawn),
  )
  await client.query('update disclosure set withdrawn_at = now() where disclosure_id = any ($1)', [withdrawn])
  const taken = ofThreads(placed, (_, at) => at.consentIds.filter((_id, n) => at.thread.consents[n]!.withdrawn))
  await client.query('update consent set withdrawn_at = now() where consent_id = any ($1)', [taken])
  const holders = ofThreads(placed, (one, at) =>
    at.thread.holders
      .map((held) => ({
        association_id: one.associationId,
        thread_id: at.threadId,
        unit_id: one.unitIds[held.unit],
        since: on(held.since),
        until: on(held.until),
      }))
      .filter((held, n) => n > 0 || held.until !== null),
  )
  await client.query(
    `insert into thread_unit (association_id, thread_id, unit_id, since, until)
     select r.association_id, r.thread_id, r.unit_id, r.since, r.until from jsonb_populate_recordset(null::thread_unit, $1::jsonb) r
     on conflict (association_id, thread_id, unit_id) do update set until = excluded.until`,
    [JSON.stringify(holders)],
  )
  // What hold_thread() and the triggers of the thread's course do, one change after the other.
  const all = ofThreads(placed, (one, at) => [{ association_id: one.associationId, thread_id: at.threadId }])
  await client.query(
    'select settle_parts(r.association_id, r.thread_id, true) from jsonb_populate_recordset(null::thread_unit, $1::jsonb) r',
    [JSON.stringify(all)],
  )
  await insert(
    client,
    'break_glass',
    ofThreads(placed, (one, at) =>
      at.thread.glass.map((glass) => ({
        association_id: one.associationId,
        break_glass_id: newId(),
        thread_id: at.threadId,
        user_id: one.userIds[glass.user],
        unit_id: one.unitIds[glass.unit],
        reason: 'Akut fara för liv',
        opened_at: new Date(Date.now() - (glass.open ? 5 : 90) * 60_000),
        until: new Date(Date.now() + (glass.open ? 55 : -30) * 60_000),
      })),
    ),
  )
}

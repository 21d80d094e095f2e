import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../src/shared/calendar-day.ts'
import { type TestDatabase, testDatabase } from '../test/support/database.ts'
import { seedDemoTown } from './demo-town.ts'
import { layout, THREAD_TABLES, type ThreadTable } from './tables.ts'

const TODAY = day('2026-11-23')
const LISTS = '../shared/standards/personnummer'
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const client = await database.migrator.connect()
  await client.query('begin')
  await seedDemoTown(client, { today: TODAY })
  await client.query('commit')
  client.release()
})
afterAll(() => database.close())

const all = async (text: string) => (await database.migrator.query(text)).rows
/** Rows whose event is about another row: who the person is begins with the thread, a move is an event of the entry moved. */
const toldAs: Partial<Record<ThreadTable, string>> = {
  participantIdentity: `or e.kind = 'thread-begun'`,
  queueMove: `or e.kind = 'queue-moved' and e.subject_id = r.queue_entry_id`,
}
/** Events of another category than their row: who the person is opens to more than that it was changed, and what was opened to fewer. */
const toldIn: Partial<Record<ThreadTable, string>> = {
  thread: 'identity',
  participantIdentity: 'identity',
  consent: 'held',
  disclosure: 'held',
}
/** Rows that should not be there. */
const none = async (text: string) => expect(await all(text)).toEqual([])
const tally = async (table: string, column: string) =>
  Object.fromEntries(
    (await all(`select ${column} as k, count(*) as n from ${table} group by 1 order by 1`)).map(({ k, n }) => [k, n]),
  )

describe('what the town holds', () => {
  test('threads by state and team', async () => {
    expect(await tally('thread', 'state')).toEqual({ active: 46, begun: 13, discharged: 47, queued: 7, referred: 7 })
    const teams = await all(
      `select u.name, t.state, count(*) as n from thread t join unit u on u.unit_id = t.team_unit_id group by 1, 2 order by 1, 2`,
    )
    expect(teams.map(({ name, state, n }) => `${name} ${state} ${n}`)).toEqual([
      'Samordningsteam Norrby active 18',
      'Samordningsteam Norrby discharged 30',
      'Samordningsteam Åbro active 28',
      'Samordningsteam Åbro discharged 17',
    ])
  })

  test('sixteen people sign in; colleagues who have left do not', async () => {
    expect((await all('select * from demo_accounts()')).length).toBe(16)
    expect(await tally('account_user', 'active')).toEqual({ true: 16, false: 7 })
    await none('select name from account_user where not active and id in (select user_id from account_credential)')
  })

  test('rows', async () => {
    const rows = Object.fromEntries(
      await Promise.all(
        THREAD_TABLES.map(async (table) => [
          table,
          (await all(`select count(*) as n from ${layout[table].name}`))[0].n,
        ]),
      ),
    )
    expect(rows).toMatchInlineSnapshot(`
      {
        "assignment": 280,
        "consent": 111,
        "discharge": 49,
        "disclosure": 250,
        "householdMember": 60,
        "nextStep": 335,
        "note": 464,
        "noteObjection": 6,
        "participantIdentity": 120,
        "queueEntry": 55,
        "queueMove": 5,
        "referral": 120,
        "thread": 120,
        "threadEvent": 3700,
        "threadUnit": 237,
        "track": 321,
        "trackPause": 27,
      }
    `)
  })

  test('the stories that make it believable', async () => {
    const [{ contacts, days }] = await all(`
      select count(distinct user_id) as contacts, max(from_on) - min(from_on) as days from assignment
      join participant_identity using (thread_id) where family_name = 'Koskela' and given_name = 'Jari'`)
    expect(contacts).toBe(10)
    expect(days).toBeGreaterThan(850)
    const [single] = await all(
      'select count(*) as n from (select from thread_event group by thread_id having count(*) = 1) x',
    )
    expect(single.n).toBe(1)
    // Waits for the caseworker whom the front page shows first.
    expect(
      await all(`
        select r.state from referral r join account_user u on u.id = r.contact_user_id
        where u.name = 'Karin Lindmark' and r.state in ('declined', 'redirected') and r.decided_on >= '${addDays(TODAY, -30)}' order by 1`),
    ).toEqual([{ state: 'declined' }, { state: 'redirected' }])
    const kept = await all(
      `select protection, cardinality(named_user_ids) as named from participant_identity where protection <> 'none'`,
    )
    expect(kept).toHaveLength(4)
    for (const { named } of kept) expect(named).toBeGreaterThan(1)
    expect(Object.keys(await tally('thread', 'language')).sort()).toEqual(['ar', 'en', 'so', 'sv', 'ti'])
    for (const kind of [
      'intake-no-show',
      'reopened',
      'consent-withdrawn',
      'referral-declined',
      'referral-redirected',
      'note-corrected',
      'objection-recorded',
    ])
      expect((await all(`select from thread_event where kind = '${kind}'`)).length, kind).toBeGreaterThan(0)
  })
})

describe('what is true of every thread', () => {
  test('who may see a row is what the database itself would write', async () => {
    const client = await database.migrator.connect()
    const [{ association_id }] = await all('select association_id from association')
    await client.query(
      `select set_config('app.association', '${association_id}', false), set_config('app.today', '${TODAY}', false)`,
    )
    for (const table of THREAD_TABLES.filter((name) => name !== 'threadUnit')) {
      const { name, columns } = layout[table]
      const also = columns.includes('also_unit_id')
        ? `case when r.also_unit_id is null then '{}'::int[] else array[r.also_unit_id * 16] end`
        : `'{}'::int[]`
      const { rows } = await client.query(`
        select '${name}' as "table", r.category, r.acl, n.acl || ${also} as right_acl, r.acl_until, n.acl_until as right_until from ${name} r,
        lateral acl_now(r.association_id, r.thread_id, r.unit_id, r.authority_id, r.category, '${TODAY}') n
        where r.acl is distinct from n.acl || ${also} or r.acl_until is distinct from n.acl_until limit 3`)
      expect(rows).toEqual([])
    }
    const parts =
      await client.query(`select h.*, part_ended(h.association_id, h.thread_id, h.unit_id) as right_end from thread_unit h
      where h.ended_on is distinct from part_ended(h.association_id, h.thread_id, h.unit_id) limit 3`)
    expect(parts.rows).toEqual([])
    const kinds = await client.query(
      'select count(*) filter (where ended_on is null)::int as going, count(*)::int as all from thread_unit',
    )
    expect(kinds.rows[0].going).toBeGreaterThan(60)
    expect(kinds.rows[0].all - kinds.rows[0].going).toBeGreaterThan(60)
    client.release()
  })

  test('no event without its row and no row without its event', async () => {
    for (const table of THREAD_TABLES.filter((name) => name !== 'threadUnit' && name !== 'threadEvent')) {
      const { name, keys } = layout[table]
      const key = keys.includes(`${table}Id`) ? `${name}_id` : 'thread_id'
      await none(`select ${key} from ${name} r where not exists (
        select from thread_event e where e.thread_id = r.thread_id and e.unit_id = r.unit_id and e.category = ${toldIn[table] ? `'${toldIn[table]}'` : 'r.category'}
        and (e.subject = '${name}' and e.subject_id = r.${key} ${toldAs[table] ?? ''})) limit 3`)
      await none(`select kind from thread_event e where subject = '${name}' and not exists (
        select from ${name} r where r.thread_id = e.thread_id and r.${key} = e.subject_id and r.unit_id = e.unit_id and r.authority_id = e.authority_id) limit 3`)
    }
  })

  test('days are in order, on weekdays, and none is to come', async () => {
    await none(`select kind, on_day from thread_event where extract(isodow from on_day) > 5 limit 5`)
    await none(
      `select kind, on_day, recorded_at from thread_event where on_day >= '${TODAY}' or recorded_at::date < on_day or recorded_at >= '${TODAY}' limit 3`,
    )
    await none(`select thread_id from (select thread_id, on_day, lag(on_day) over w as before, recorded_at, lag(recorded_at) over w as recorded_before
      from thread_event window w as (partition by thread_id order by seq)) x where on_day < before or recorded_at < recorded_before limit 3`)
    await none(`select thread_id from (select thread_id, kind, row_number() over (partition by thread_id order by seq) as n from thread_event) x
      where (n = 1) <> (kind = 'thread-begun') limit 3`)
    await none(
      `select referral_id from referral where sent_on > received_on or received_on > study_visit_on or received_on > decided_on limit 3`,
    )
    await none(`select queue_entry_id from queue_entry where left_on < entered_on`)
    await none(`select track_id from track where start_on > '${TODAY}' or end_on >= '${TODAY}'`)
  })

  test('the state is what the last events say', async () => {
    await none(`select state, last from (select t.state, (array_agg(e.kind order by e.seq desc))[1] as last from thread t
      join thread_event e on e.thread_id = t.thread_id and e.kind in ('thread-begun', 'referral-sent', 'referral-declined', 'referral-redirected',
        'referral-withdrawn', 'queue-entered', 'intake', 'discharged', 'reopened') group by t.thread_id, t.state) x
      where state <> case when last in ('intake', 'reopened') then 'active' when last = 'discharged' then 'discharged'
        when last = 'queue-entered' then 'queued' when last = 'referral-sent' then 'referred' else 'begun' end`)
    await none(
      `select thread_id from thread t where (state = 'queued') <> exists (select from queue_entry q where q.thread_id = t.thread_id and left_on is null)`,
    )
    await none(
      `select thread_id from thread t where state in ('active', 'discharged') and (intake_on is null or team_unit_id is null)`,
    )
    await none(`select thread_id from thread t where (state = 'discharged') <> (discharged_on is not null)`)
  })

  test('nobody acts in a unit before or after they belong there', async () => {
    await none(`select u.name, e.kind, e.on_day from thread_event e join account_user u on u.id = e.actor_id
      where not exists (select from user_role r where r.user_id = e.actor_id and r.valid_from <= e.on_day and (r.valid_until is null or r.valid_until >= e.on_day)) limit 3`)
    await none(`select u.name, a.from_on, a.until_on from assignment a join account_user u on u.id = a.user_id
      where not exists (select from user_role r where r.user_id = a.user_id and r.unit_id = a.unit_id and r.valid_from <= a.from_on
        and (r.valid_until is null or r.valid_until >= coalesce(a.until_on, '${TODAY}'))) limit 3`)
  })

  test('Norrby never has more people than places, and Åbro works in parallel', async () => {
    const [{ most }] = await all(`
      select max(n) as most from (select d, (select count(*) from thread t join unit u on u.unit_id = t.team_unit_id
        where u.way_of_working = 'sequential' and t.intake_on <= d and (t.discharged_on is null or t.discharged_on > d)) as n
      from generate_series('${TODAY}'::date - 1000, '${TODAY}'::date, interval '5 days') d) x`)
    expect(most).toBe(18)
    await none(`select t.case_number from thread t join unit u on u.unit_id = t.team_unit_id where u.way_of_working = 'parallel' and t.state = 'active'
      and (select count(*) from track r where r.thread_id = t.thread_id and r.end_on is null) < 2`)
    await none(
      `select q.thread_id from queue_entry q join unit u on u.unit_id = q.unit_id where u.way_of_working = 'parallel'`,
    )
  })

  test('every personal number is made by the rule and stands on the official lists', async (context) => {
    const found = await all(
      'select person_number, birth_day, sex from participant_identity where person_number is not null',
    )
    expect(new Set(found.map((one) => one.person_number)).size).toBe(found.length)
    for (const { person_number, sex } of found) expect(person_number.slice(8, 11)).toBe(sex === 'woman' ? '238' : '239')
    if (!existsSync(LISTS)) context.skip(`the official lists of test numbers are not at ${LISTS}`)
    const official = new Set(
      ['allPins', 'allCoords'].flatMap((name) => JSON.parse(readFileSync(`${LISTS}/${name}.json`, 'utf8')) as string[]),
    )
    expect(found.filter((one) => !official.has(one.person_number)).map((one) => one.birth_day)).toEqual([])
    expect(found.filter((one) => Number(one.person_number.slice(6, 8)) > 60).length).toBeGreaterThan(1)
  })
})

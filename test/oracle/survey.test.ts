import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../src/features/access/access.build.ts'
import { asViewer, asVisitor, viewerOfSession } from '../../src/features/access/public.ts'
import { type BuiltRound, buildRound } from '../../src/features/survey/round/round.build.ts'
import { createDb, type Db, type Tx } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

// Who sees and writes what of a survey, said once more in plain words. It knows neither the policies nor the rules of the feature.

const TODAY = day('2026-03-02')
const RUNS = Number(process.env.ORACLE_SURVEYS) || 25

type Unit = 'office' | 'sister' | 'team' | 'care' | 'staff'
type Person = { name: string; user: BuiltUser; unit: Unit; leads: boolean }

let database: TestDatabase
let db: Db
let built: BuiltAssociation
let stranger: BuiltAssociation
let people: Person[]
let places: Record<Exclude<Unit, 'staff'>, { unitId: number; authorityId: number }>

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  stranger = await buildAssociation(database.migrator)
  const { rows } = await database.migrator.query(
    `insert into unit (association_id, authority_id, name, kind) values ($1, $2, 'Vuxen', 'office') returning unit_id as "unitId", authority_id as "authorityId"`,
    [built.associationId, built.office.authorityId],
  )
  places = { office: built.office, sister: rows[0], team: built.team, care: built.care }
  const one = async (name: string, unit: Unit, role: Parameters<BuiltAssociation['user']>[2], leads: boolean) => ({
    name,
    unit,
    leads,
    user: await built.user(name, unit === 'staff' ? built.staffUnit : places[unit], role),
  })
  people = [
    await one('Lena', 'office', 'team_leader', true),
    await one('Karin', 'office', 'caseworker', false),
    await one('Kerstin', 'office', 'caseworker', false),
    // Another unit of the same authority.
    await one('Sara', 'sister', 'team_leader', true),
    // Nobody leads the team: whoever works there answers for it.
    await one('Petra', 'team', 'team_member', true),
    await one('Maja', 'care', 'team_leader', true),
    await one('Agneta', 'staff', 'association_head', false),
    await one('Rune', 'staff', 'log_reviewer', false),
    { name: 'Anna', unit: 'staff', leads: false, user: built.admin },
  ]
})
afterAll(() => database.close())

const named = (name: string): BuiltUser => people.find((one) => one.name === name)!.user
async function as<T>(user: BuiltUser, work: (tx: Tx) => Promise<T>, keep = false): Promise<T> {
  const viewer = await viewerOfSession(db, user.sessionToken, TODAY)
  return asViewer(db, viewer!, TODAY, work, () => keep)
}
const ids = async (tx: Tx, text: string): Promise<string[]> =>
  (await sql<{ id: string }>`${sql.raw(text)}`.execute(tx)).rows.map(({ id }) => id).sort()
const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '42501' })
const TABLES = [
  'survey_joint',
  'survey_joint_part',
  'survey_round',
  'survey_person',
  'survey_self',
  'survey_link',
  'survey_order',
  'survey_report',
  'survey_event',
]
const clear = () =>
  database.migrator.query(
    'truncate survey_joint, survey_joint_part, survey_list, survey_round, survey_person, survey_self, survey_link, survey_order, survey_report, survey_release, survey_event',
  )

/** What is drawn: rounds of units, their people with who rates them, and what has been saved. */
const worlds = fc.array(
  fc.record({
    unit: fc.constantFrom('office', 'sister', 'team', 'care' as const),
    state: fc.constantFrom('draft', 'open', 'closed' as const),
    people: fc.array(
      fc.record({
        rater: fc.option(fc.nat(5), { freq: 4 }),
        self: fc.constantFrom('none', 'tablet', 'paper' as const),
        link: fc.option(fc.nat(5)),
      }),
      { maxLength: 5 },
    ),
    reports: fc.array(fc.record({ outside: fc.boolean(), withdrawn: fc.boolean() }), { maxLength: 2 }),
    events: fc.array(fc.nat(5), { maxLength: 2 }),
    joint: fc.option(
      fc.record({
        asked: fc.subarray(['office', 'sister', 'team', 'care'] as const),
        state: fc.constantFrom('asking', 'asking', 'made', 'ended' as const),
      }),
    ),
  }),
  { minLength: 1, maxLength: 4 },
)
type Drawn = typeof worlds extends fc.Arbitrary<(infer T)[]> ? T : never
type Row = { table: string; id: string; sees: (who: Person) => boolean; changes: (who: Person) => boolean }

/** Writes what was drawn and says of each row who should see and change it. */
async function settle(drawn: readonly Drawn[]): Promise<Row[]> {
  await clear()
  const rows: Row[] = []
  const nobody = () => false
  for (const one of drawn) {
    const at = places[one.unit as 'office']
    const leader = people.find(({ unit, leads }) => unit === one.unit && leads)!.user
    const raters = one.people.map(({ rater }) => (rater === null ? null : people[rater]!))
    const round: BuiltRound = await buildRound(
      database.migrator,
      built.associationId,
      at,
      leader,
      raters.map((rater, n) => ({ code: `P${n}`, rater: rater?.user ?? null })),
    )
    const within = (who: Person) => who.unit === one.unit
    const leads = (who: Person) => within(who) && who.leads
    const keys = [built.associationId, round.roundId, at.unitId, at.authorityId]
    const insert = async (table: string, columns: string, values: unknown[]) =>
      database.migrator.query(
        `insert into ${table} (association_id, survey_round_id, unit_id, authority_id, ${columns})
         values ($1, $2, $3, $4, ${values.map((_, n) => `$${n + 5}`).join(', ')})`,
        [...keys, ...values],
      )
    for (const [n, personId] of round.personIds.entries()) {
      const { self, link } = one.people[n]!
      const rates = (who: Person) => within(who) && raters[n] === who
      const open = one.state !== 'closed'
      rows.push({
        table: 'survey_person',
        id: personId,
        sees: (who) => leads(who) || rates(who),
        changes: (who) => open && (leads(who) || rates(who)),
      })
      if (self !== 'none') {
        const typed = people[n]!
        await insert('survey_self', 'survey_person_id, language, how, entered_by', [
          personId,
          'sv',
          self,
          self === 'paper' ? typed.user.userId : null,
        ])
        const wrote = (who: Person) => self === 'paper' && within(who) && who === typed
        rows.push({
          table: 'survey_self',
          id: personId,
          sees: (who) => leads(who) || wrote(who),
          changes: (who) => open && wrote(who),
        })
      }
      if (link !== null) {
        const id = newId()
        const maker = people[link]!
        await insert('survey_link', 'survey_link_id, survey_person_id, how, digest, made_by, expires_at', [
          id,
          personId,
          'link',
          id.padEnd(43, 'x'),
          maker.user.userId,
          new Date(Date.now() + 3_600_000),
        ])
        const may = (who: Person) => leads(who) || (within(who) && who === maker)
        rows.push({ table: 'survey_link', id, sees: may, changes: may })
      }
    }
    for (const { outside, withdrawn } of one.reports) {
      const id = newId()
      await insert('survey_report', 'survey_report_id, audience, month, shown, saved_by, withdrawn_at', [
        id,
        outside ? 'outside' : 'unit',
        '2026-02-01',
        '{}',
        leader.userId,
        withdrawn ? new Date() : null,
      ])
      await database.migrator.query(
        `insert into survey_release (association_id, survey_report_id, survey_round_id, unit_id, authority_id) values ($1, $2, $3, $4, $5)`,
        [built.associationId, id, round.roundId, at.unitId, at.authorityId],
      )
      const order = newId()
      await insert('survey_order', 'survey_order_id, audience, ordered_by, on_day', [
        order,
        outside ? 'outside' : 'unit',
        leader.userId,
        TODAY,
      ])
      rows.push({ table: 'survey_order', id: order, sees: leads, changes: nobody })
      rows.push({
        table: 'survey_report',
        id,
        sees: (who) => leads(who) || (!withdrawn && (outside || within(who))),
        changes: leads,
      })
    }
    if (one.joint) {
      // Whoever leads the unit that asks or one that is asked sees all of it; only units of one authority are asked.
      const id = newId()
      const { state, asked } = one.joint
      const parts = asked.filter((unit) => places[unit].authorityId === at.authorityId)
      await database.migrator.query(
        `insert into survey_joint (association_id, survey_joint_id, unit_id, authority_id, title, month, made_by, made_on) values ($1, $2, $3, $4, 'X', '2026-02-01', $5, $6)`,
        [built.associationId, id, at.unitId, at.authorityId, leader.userId, TODAY],
      )
      for (const unit of parts)
        await database.migrator.query(
          `insert into survey_joint_part (association_id, survey_joint_id, unit_id, authority_id) values ($1, $2, $3, $4)`,
          [built.associationId, id, places[unit].unitId, at.authorityId],
        )
      await database.migrator.query('update survey_joint set state = $2 where survey_joint_id = $1', [id, state])
      const sees = (who: Person) => leads(who) || (who.leads && parts.some((unit) => unit === who.unit))
      const open = state === 'asking'
      rows.push({ table: 'survey_joint', id, sees, changes: (who) => open && leads(who) })
      for (const unit of parts)
        rows.push({
          table: 'survey_joint_part',
          id: `${id}/${places[unit].unitId}`,
          sees,
          changes: (who) => open && who.leads && who.unit === unit,
        })
    }
    for (const actor of one.events) {
      const id = newId()
      const who = people[actor]!
      await insert('survey_event', 'survey_event_id, kind, on_day, actor_id', [
        id,
        'report-seen',
        TODAY,
        who.user.userId,
      ])
      rows.push({
        table: 'survey_event',
        id,
        sees: (eye) => within(eye) && (eye.leads || eye === who),
        changes: nobody,
      })
    }
    if (one.state !== 'open')
      await database.migrator.query(
        `update survey_round set state = $3, opened_on = $4, closed_on = $5 where association_id = $1 and survey_round_id = $2`,
        [
          built.associationId,
          round.roundId,
          one.state,
          one.state === 'draft' ? null : TODAY,
          one.state === 'closed' ? TODAY : null,
        ],
      )
    rows.push({ table: 'survey_round', id: round.roundId, sees: within, changes: leads })
  }
  return rows
}

const KEYS: Record<string, string> = {
  survey_self: 'survey_person_id',
  survey_joint_part: `survey_joint_id || '/' || unit_id`,
}
const keyOf = (table: string): string => KEYS[table] ?? `${table}_id`
const CHANGES: Record<string, string> = {
  survey_round: 'definitions = true',
  survey_person: 'birth_year = 1980',
  survey_self: `answers = '{}'`,
  survey_link: 'ended_at = now()',
  survey_report: 'withdrawn_at = now()',
  survey_joint: `state = 'ended'`,
  survey_joint_part: `answer = 'no', answered_by = viewer_user(), answered_on = viewer_today()`,
}

test('every row is seen and changed by whom the oracle says', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(worlds, async (drawn) => {
      const rows = await settle(drawn)
      for (const who of people)
        for (const table of TABLES) {
          const own = rows.filter((row) => row.table === table)
          const wanted = (may: (row: Row) => boolean) =>
            own
              .filter(may)
              .map(({ id }) => id)
              .sort()
          const seen = await as(who.user, (tx) => ids(tx, `select ${keyOf(table)} as id from ${table}`))
          expect(seen, `${who.name} sees ${table}`).toEqual(wanted((row) => row.sees(who)))
          const change = CHANGES[table]
          if (!change) continue
          const changing = wanted((row) => row.changes(who))
          const changed = await as(who.user, (tx) =>
            ids(
              tx,
              `update ${table} set ${change} where ${keyOf(table)} = any ('{${changing}}') returning ${keyOf(table)} as id`,
            ),
          )
          expect(changed, `${who.name} changes ${table}`).toEqual(changing)
          for (const { id } of own.filter((row) => !changing.includes(row.id)))
            expect(
              await as(who.user, (tx) =>
                ids(tx, `update ${table} set ${change} where ${keyOf(table)} = '${id}' returning 'x' as id`),
              ).catch((error) => {
                // A closed round says so to those who see the row.
                if (error.code !== '55000') throw error
                return []
              }),
              `${who.name} does not change ${table}`,
            ).toEqual([])
        }
      for (const table of TABLES) {
        const look = (tx: Tx) => ids(tx, `select ${keyOf(table)} as id from ${table}`)
        expect(await as(stranger.admin, look)).toEqual([])
        expect(await asVisitor(db, built.associationId, TODAY, look)).toEqual([])
      }
    }),
    { numRuns: RUNS, seed: 20261124 },
  ),
)

describe('what is written', () => {
  const keys = (round: BuiltRound) => ({
    associationId: built.associationId,
    surveyRoundId: round.roundId,
    unitId: round.at.unitId,
    authorityId: round.at.authorityId,
  })
  const roundOf = (
    parts: Parameters<typeof buildRound>[4] = [{ code: 'P1', rater: null }],
    state: 'open' | 'closed' = 'open',
  ) => buildRound(database.migrator, built.associationId, built.office, named('Lena'), parts, { state })

  test('a round is made by who answers for the unit, never for another and never by the office', async () => {
    for (const { user, name, unit, leads } of people)
      for (const [key, place] of Object.entries(places)) {
        const values = {
          associationId: built.associationId,
          ...place,
          month: day('2026-02-01'),
          reasonList: 'short-1',
          madeBy: user.userId,
          madeOn: TODAY,
        }
        const making = as(user, (tx) => tx.insertInto('surveyRound').values(values).execute())
        if (leads && key === unit) await making
        else await expect(making, `${name} for ${key}`).rejects.toMatchObject({ code: '42501' })
      }
    const values = {
      associationId: built.associationId,
      unitId: built.office.unitId,
      month: day('2026-02-01'),
      reasonList: 'short-1',
      madeOn: TODAY,
    }
    // Not in another's name, not as another authority's.
    await refused(
      as(named('Lena'), (tx) =>
        tx
          .insertInto('surveyRound')
          .values({ ...values, authorityId: built.office.authorityId, madeBy: named('Karin').userId })
          .execute(),
      ),
    )
    await refused(
      as(named('Lena'), (tx) =>
        tx
          .insertInto('surveyRound')
          .values({ ...values, authorityId: built.care.authorityId, madeBy: named('Lena').userId })
          .execute(),
      ),
    )
  })

  test('people are added by the leader, to a round of the own unit', async () => {
    const round = await roundOf()
    const add = (user: BuiltUser, part = {}) =>
      as(user, (tx) =>
        tx
          .insertInto('surveyPerson')
          .values({ ...keys(round), code: 'P9', ...part })
          .execute(),
      )
    await add(named('Lena'))
    for (const name of ['Karin', 'Sara', 'Petra', 'Agneta', 'Anna']) await refused(add(named(name)))
    // A row of the round cannot be another unit's.
    await expect(add(named('Sara'), { unitId: places.sister.unitId })).rejects.toMatchObject({ code: '23503' })
    // A personal number is no code.
    await expect(add(named('Lena'), { code: '19800101-2389' })).rejects.toMatchObject({ code: '23514' })
  })

  test('a rater rates in the own name and hands nobody on', async () => {
    const karin = named('Karin')
    const round = await roundOf([
      { code: 'P1', rater: karin },
      { code: 'P2', rater: named('Kerstin') },
    ])
    const rate = (who: BuiltUser, by: BuiltUser, code: string) =>
      as(who, (tx) =>
        tx
          .updateTable('surveyPerson')
          .set({ state: 'rated', barriers: [], ratedBy: by.userId, ratedAt: new Date() })
          .where('surveyRoundId', '=', round.roundId)
          .where('code', '=', code)
          .executeTakeFirst(),
      )
    expect((await rate(karin, karin, 'P1')).numUpdatedRows).toBe(1n)
    expect((await rate(karin, karin, 'P2')).numUpdatedRows).toBe(0n)
    expect((await rate(named('Sara'), named('Sara'), 'P1')).numUpdatedRows).toBe(0n)
    await refused(rate(karin, named('Kerstin'), 'P1'))
    const hand = (who: BuiltUser) =>
      as(who, (tx) =>
        tx
          .updateTable('surveyPerson')
          .set({ raterId: named('Kerstin').userId })
          .where('surveyRoundId', '=', round.roundId)
          .where('code', '=', 'P1')
          .executeTakeFirst(),
      )
    await refused(hand(karin))
    expect((await hand(named('Lena'))).numUpdatedRows).toBe(1n)
    // Nobody moves a person to another round or unit, and nobody writes how far the own answer has come.
    for (const set of [`code = 'X'`, 'unit_id = 1', 'survey_round_id = uuidv7()', `self_state = 'done'`])
      await refused(as(named('Lena'), (tx) => sql`${sql.raw(`update survey_person set ${set}`)}`.execute(tx)))
  })

  test('in a closed round nothing changes, but it can be opened again', async () => {
    const round = await roundOf([{ code: 'P1', rater: named('Karin') }], 'closed')
    const closed = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: '55000' })
    await closed(
      as(named('Karin'), (tx) =>
        sql`update survey_person set sex = 'man' where survey_round_id = ${round.roundId}`.execute(tx),
      ),
    )
    await closed(
      as(named('Lena'), (tx) => sql`delete from survey_person where survey_round_id = ${round.roundId}`.execute(tx)),
    )
    await closed(
      as(named('Lena'), (tx) =>
        tx
          .insertInto('surveyPerson')
          .values({ ...keys(round), code: 'P2' })
          .execute(),
      ),
    )
    const reopened = await as(named('Lena'), (tx) =>
      ids(
        tx,
        `update survey_round set state = 'open', closed_on = null, closed_by = null where survey_round_id = '${round.roundId}' returning 'x' as id`,
      ),
    )
    expect(reopened).toEqual(['x'])
  })

  test('the person’s own answers are written by the person, and by staff from paper only', async () => {
    const karin = named('Karin')
    const round = await roundOf([{ code: 'P1', rater: karin }])
    const enter = (user: BuiltUser, part: object = {}) =>
      as(user, (tx) =>
        tx
          .insertInto('surveySelf')
          .values({
            ...keys(round),
            surveyPersonId: round.personIds[0]!,
            language: 'sv',
            how: 'paper',
            enteredBy: user.userId,
            ...part,
          })
          .execute(),
      )
    await enter(karin)
    await enter(named('Lena'))
    for (const name of ['Kerstin', 'Sara', 'Agneta']) await refused(enter(named(name)))
    await refused(enter(karin, { how: 'tablet', enteredBy: null }))
    await refused(enter(karin, { enteredBy: named('Lena').userId }))
  })

  test('figures of a round are for those who work in the unit; its raters too', async () => {
    const round = await roundOf([
      { code: 'P1', staff: [], rater: named('Karin') },
      { code: 'P2', rater: null },
    ])
    const count = async (user: BuiltUser) =>
      as(user, async (tx) => {
        const progress = await sql<{ people: number }>`select * from survey_progress(${round.roundId})`.execute(tx)
        const raters = await sql`select * from survey_raters(${round.at.unitId})`.execute(tx)
        return [progress.rows.reduce((sum, row) => sum + row.people, 0), raters.rows.length]
      })
    for (const { user, unit, name } of people)
      expect(await count(user), name).toEqual(unit === 'office' ? [2, 3] : [0, 0])
    expect(await count(stranger.admin)).toEqual([0, 0])
  })

  test('reports are ordered by who leads the unit, in the own name, and written by the program alone', async () => {
    const round = await roundOf()
    const order = (user: BuiltUser, part: object = {}) =>
      as(user, (tx) =>
        tx
          .insertInto('surveyOrder')
          .values({ ...keys(round), audience: 'outside', orderedBy: user.userId, onDay: TODAY, ...part })
          .execute(),
      )
    await order(named('Lena'))
    for (const name of ['Karin', 'Sara', 'Maja', 'Agneta', 'Anna']) await refused(order(named(name)))
    await refused(order(named('Lena'), { orderedBy: named('Karin').userId }))
    await refused(order(named('Lena'), { state: 'refused', because: 'x' }))
    const id = newId()
    for (const text of [
      `insert into survey_report (association_id, survey_round_id, unit_id, authority_id, audience, month, shown, saved_by)
       values (${built.associationId}, '${round.roundId}', ${round.at.unitId}, ${round.at.authorityId}, 'outside', '2026-02-01', '{}', '${named('Lena').userId}')`,
      `update survey_report set shown = '{}'`,
      'delete from survey_report',
      `update survey_order set state = 'saved'`,
      'delete from survey_order',
      // Who is in a report is read by nobody: not by the leader, not by others.
      'select from survey_release',
      'delete from survey_release',
      'delete from survey_event',
      'select assert_program()',
      `select survey_order_take(${built.associationId}, '${id}')`,
      `select survey_led_together(${built.associationId}, '{1}')`,
      `select survey_order_end(${built.associationId}, '${id}', '{}')`,
    ]) {
      const run = (tx: Tx) => sql`${sql.raw(text)}`.execute(tx)
      for (const name of ['Lena', 'Agneta', 'Anna']) await refused(as(named(name), run))
      if (text.startsWith('select')) await refused(asVisitor(db, built.associationId, TODAY, run))
    }
  })

  test('units are asked by who leads one of the same authority, and each answers for itself, with a closed round of its own', async () => {
    await clear()
    const [closed, open] = [await roundOf([], 'closed'), await roundOf()]
    const id = newId()
    const month = day('2026-02-01')
    const joint = { associationId: built.associationId, surveyJointId: id, authorityId: places.office.authorityId }
    const ask = (user: BuiltUser, keep = false) =>
      as(
        user,
        (tx) =>
          tx
            .insertInto('surveyJoint')
            .values({ ...joint, unitId: places.office.unitId, title: 'X', month, madeBy: user.userId, madeOn: TODAY })
            .execute(),
        keep,
      )
    for (const name of ['Karin', 'Sara', 'Maja', 'Agneta', 'Anna']) await refused(ask(named(name)))
    await ask(named('Lena'), true)
    const part = (user: BuiltUser, place: { unitId: number; authorityId: number }, keep = false) =>
      as(
        user,
        (tx) =>
          tx
            .insertInto('surveyJointPart')
            .values({ ...joint, ...place })
            .execute(),
        keep,
      )
    await refused(part(named('Sara'), places.sister))
    await part(named('Lena'), places.sister, true)
    await part(named('Lena'), places.office, true)
    // No unit of another authority is asked, nor as if it were of this one.
    await expect(part(named('Lena'), places.care)).rejects.toMatchObject({ code: '23503' })
    await refused(part(named('Lena'), { ...places.care, authorityId: places.office.authorityId }))
    // Who asked has it made: no other unit of the authority, nor as if it were the one that asked.
    const order = (user: BuiltUser, { unitId, authorityId }: { unitId: number; authorityId: number }) =>
      as(user, (tx) =>
        tx
          .insertInto('surveyOrder')
          .values({
            ...{ associationId: built.associationId, surveyJointId: id, unitId, authorityId, audience: 'outside' },
            ...{ orderedBy: user.userId, onDay: TODAY },
          })
          .execute(),
      )
    await order(named('Lena'), places.office)
    await expect(order(named('Sara'), places.sister)).rejects.toMatchObject({ code: '23503' })
    await refused(order(named('Sara'), places.office))
    const answer = (user: BuiltUser, unit: number, set: string, by = user) =>
      as(user, async (tx) => {
        const { rows } = await sql`${sql.raw(
          `update survey_joint_part set ${set}, answered_by = '${by.userId}', answered_on = '2026-03-02' where unit_id = ${unit} returning unit_id`,
        )}`.execute(tx)
        return rows.length
      })
    const [office, sister] = [places.office.unitId, places.sister.unitId]
    const yes = (round: BuiltRound) => `answer = 'yes', survey_round_id = '${round.roundId}'`
    expect(await answer(named('Lena'), office, yes(closed))).toBe(1)
    expect(await answer(named('Lena'), sister, `answer = 'no'`)).toBe(0)
    expect(await answer(named('Karin'), office, `answer = 'no'`)).toBe(0)
    await refused(answer(named('Lena'), office, `answer = 'no'`, named('Sara')))
    await expect(answer(named('Sara'), sister, yes(closed))).rejects.toMatchObject({ code: '23503' })
    await expect(answer(named('Lena'), office, yes(open))).rejects.toMatchObject({ code: '55000' })
    for (const text of [
      `update survey_joint set title = 'Y'`,
      `update survey_joint set state = 'made'`,
      `update survey_joint_part set unit_id = ${office}, reason_list = 'x'`,
      'delete from survey_joint',
      'delete from survey_joint_part',
    ])
      await refused(as(named('Lena'), (tx) => sql`${sql.raw(text)}`.execute(tx)))
    // Whom one can ask: units with rounds, of the own authority; for who leads one of its units.
    const able = (user: BuiltUser) => as(user, (tx) => ids(tx, 'select name as id from survey_units_to_ask()'))
    expect(await able(named('Lena'))).toHaveLength(1)
    expect(await able(named('Sara'))).toEqual(await able(named('Lena')))
    for (const name of ['Karin', 'Petra', 'Maja', 'Agneta', 'Anna']) expect(await able(named(name)), name).toEqual([])
    const held = (user: BuiltUser) => as(user, (tx) => ids(tx, `select survey_joint_held('${id}') as id`))
    expect(await held(named('Sara'))).toEqual(['asking'])
    for (const name of ['Karin', 'Maja', 'Agneta']) expect(await held(named(name)), name).toEqual([null])
  })

  test('lists are read within the authority', async () => {
    await clear()
    const list = (user: BuiltUser, place: { unitId: number; authorityId: number }) =>
      as(
        user,
        (tx) =>
          tx
            .insertInto('surveyList')
            .values({
              associationId: built.associationId,
              ...place,
              name: 'Lista',
              validFrom: TODAY,
              entries: '[{"code": "1", "label": "A", "reason": "unemployed"}]',
              madeBy: user.userId,
            })
            .execute(),
        true,
      )
    await list(named('Lena'), places.office)
    await refused(list(named('Karin'), places.office))
    await refused(list(named('Lena'), places.sister))
    for (const { user, unit, name } of people)
      expect(await as(user, (tx) => ids(tx, 'select name as id from survey_list')), name).toEqual(
        unit === 'office' || unit === 'sister' ? ['Lista'] : [],
      )
  })
})

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltAssociation, type BuiltUser, buildAssociation } from '../../src/features/access/access.build.ts'
import { asVisitor } from '../../src/features/access/public.ts'
import { buildRound } from '../../src/features/survey/round/round.build.ts'
import { createDb, type Db } from '../../src/platform/database/db.ts'
import { day } from '../../src/shared/calendar-day.ts'
import { newId } from '../../src/shared/ids.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

// What a code opens, said once more in plain words: it knows neither the functions of the database nor the pages.

const TODAY = day('2026-03-02')
const BARRIERS = [
  ...['mental_ill_health', 'lack_of_self_belief', 'lack_of_work_experience', 'language', 'low_education'],
  ...['physical_ill_health', 'disability', 'addiction', 'other', 'high_age'],
]
let database: TestDatabase
let db: Db
let built: BuiltAssociation
let lena: BuiltUser

beforeAll(async () => {
  database = await testDatabase()
  db = createDb(database.app)
  built = await buildAssociation(database.migrator)
  lena = await built.user('Lena', built.office, 'team_leader')
})
afterAll(() => database.close())

const ask = async (text: ReturnType<typeof sql<{ state: string }>>) => (await text.execute(db)).rows[0]?.state
const way = (digest: string) => ask(sql<{ state: string }>`select state from survey_way(${digest})`)
const answer = (digest: string, barrier: string, given: string) =>
  ask(sql<{ state: string }>`select survey_answer(${digest}, ${barrier}, ${given}, 'sv') as state`)
const finish = (digest: string) => ask(sql<{ state: string }>`select survey_finish(${digest}) as state`)

type Step =
  | { act: 'answer'; who: number; barrier: string; given: string }
  | { act: 'all' | 'finish' | 'end' | 'expire'; who: number }
  | { act: 'close' | 'reopen' }
/** Two people of one round, each with a code; what is done with them, one thing after the other. */
const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({
      act: fc.constant('answer' as const),
      who: fc.nat(1),
      barrier: fc.constantFrom(...BARRIERS),
      given: fc.constantFrom('yes', 'no', 'unsure'),
    }),
    fc.record({
      act: fc.constantFrom('all' as const, 'finish' as const, 'end' as const, 'expire' as const),
      who: fc.nat(1),
    }),
    fc.record({ act: fc.constantFrom('close' as const, 'reopen' as const) }),
  ),
  { maxLength: 12 },
)

test('a code takes answers for its own person while it may, and never anything else', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const round = await buildRound(database.migrator, built.associationId, built.office, lena, [
        { code: 'P1' },
        { code: 'P2' },
      ])
      const people = round.personIds.map((personId) => ({
        personId,
        digest: newId().padEnd(43, 'x'),
        answers: {} as Record<string, string>,
        sent: false,
        ended: false,
        expired: false,
      }))
      let open = true
      for (const { personId, digest } of people)
        await database.migrator.query(
          `insert into survey_link (association_id, survey_person_id, survey_round_id, unit_id, authority_id, how, digest, made_by, made_at, expires_at)
           values ($1, $2, $3, $4, $5, 'link', $6, $7, now() - interval '1 day', now() + interval '1 day')`,
          [built.associationId, personId, round.roundId, round.at.unitId, round.at.authorityId, digest, lena.userId],
        )
      const stateOf = (one: (typeof people)[number]) =>
        one.sent ? 'used' : one.ended ? 'ended' : !open ? 'closed' : one.expired ? 'expired' : 'open'
      for (const step of history) {
        if (!('who' in step)) {
          open = step.act === 'reopen'
          await database.migrator.query(
            `update survey_round set state = $2, closed_on = $3 where survey_round_id = $1`,
            [round.roundId, open ? 'open' : 'closed', open ? null : TODAY],
          )
          continue
        }
        const one = people[step.who]!
        const before = stateOf(one)
        if (step.act === 'end' || step.act === 'expire') {
          one[step.act === 'end' ? 'ended' : 'expired'] = true
          const column = step.act === 'end' ? 'ended_at = now()' : `expires_at = now() - interval '1 second'`
          await database.migrator.query(`update survey_link set ${column} where digest = $1`, [one.digest])
        } else if (step.act === 'finish') {
          const full = BARRIERS.every((barrier) => one.answers[barrier])
          expect(await finish(one.digest)).toBe(before !== 'open' ? before : full ? 'done' : 'unanswered')
          if (before === 'open' && full) one.sent = true
        } else {
          const given =
            'barrier' in step
              ? [[step.barrier, step.given] as const]
              : BARRIERS.map((barrier) => [barrier, 'no'] as const)
          for (const [barrier, word] of given) {
            expect(await answer(one.digest, barrier, word)).toBe(before === 'open' ? 'saved' : before)
            if (before === 'open') one.answers[barrier] = word
          }
        }
        expect(await way(one.digest)).toBe(stateOf(one))
      }
      const { rows } = await database.migrator.query(
        `select survey_person_id as id, answers, done_at is not null as done from survey_self where survey_round_id = $1`,
        [round.roundId],
      )
      const kept = people.filter(({ answers }) => Object.keys(answers).length > 0)
      expect(new Map(rows.map(({ id, ...row }) => [id, row]))).toEqual(
        new Map(kept.map(({ personId, answers, sent }) => [personId, { answers, done: sent }])),
      )
    }),
    { numRuns: Number(process.env.ORACLE_WAYS) || 40, seed: 20261125 },
  ),
)

test('without a code there is nothing: no state, no answer, no row, and no other word than the three', async () => {
  const round = await buildRound(database.migrator, built.associationId, built.office, lena, [
    { code: 'P1', self: ['other'] },
  ])
  expect(await way('no such digest')).toBeUndefined()
  expect(await answer('no such digest', 'other', 'yes')).toBe('unknown')
  expect(await finish('no such digest')).toBe('unknown')
  for (const table of ['survey_self', 'survey_link', 'survey_person'])
    expect(
      await asVisitor(
        db,
        built.associationId,
        TODAY,
        async (tx) => (await sql`select * from ${sql.table(table)}`.execute(tx)).rows,
      ),
      table,
    ).toEqual([])
  await database.migrator.query(
    `insert into survey_link (association_id, survey_person_id, survey_round_id, unit_id, authority_id, how, digest, made_by, expires_at)
     select association_id, survey_person_id, survey_round_id, unit_id, authority_id, 'link', repeat('y', 43), $2, now() + interval '1 day'
     from survey_person where survey_person_id = $1`,
    [round.personIds[0], lena.userId],
  )
  await database.migrator.query('update survey_self set done_at = null where survey_person_id = $1', [
    round.personIds[0],
  ])
  await expect(answer('y'.repeat(43), 'poverty', 'yes')).rejects.toMatchObject({ code: '22023' })
  await expect(answer('y'.repeat(43), 'other', 'maybe')).rejects.toMatchObject({ code: '22023' })
})

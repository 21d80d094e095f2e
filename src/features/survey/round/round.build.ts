import type pg from 'pg'
import { type CalendarDay, day } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import type { BuiltUnit, BuiltUser } from '../../access/access.build.ts'
import type { Rating } from '../core/survey.ts'

export type BuiltRound = { roundId: string; personIds: string[]; at: BuiltUnit; month: CalendarDay }

/** A person of a built round: the rating, or only the code. Self-ratings come with `self`. */
export type PersonPart = Partial<Rating> & { code: string; rater?: BuiltUser | null; skipped?: boolean }

/** A round of a unit with its people, written as the owner of the tables. Somebody with `staff` has been rated. */
export async function buildRound(
  migrator: pg.Pool,
  associationId: number,
  at: BuiltUnit,
  leader: BuiltUser,
  people: readonly PersonPart[],
  { month = day('2026-02-01'), state = 'open' as 'draft' | 'open' | 'closed', definitions = false } = {},
): Promise<BuiltRound> {
  const roundId = newId()
  await migrator.query(
    `insert into survey_round (association_id, survey_round_id, unit_id, authority_id, month, reason_list, definitions, state, made_by, made_on, opened_on)
     values ($1, $2, $3, $4, $5, 'short-1', $6, $7, $8, $5, $9)`,
    [
      associationId,
      roundId,
      at.unitId,
      at.authorityId,
      month,
      definitions,
      state === 'closed' ? 'open' : state,
      leader.userId,
      state === 'draft' ? null : month,
    ],
  )
  const personIds: string[] = []
  for (const one of people) {
    const personId = newId()
    personIds.push(personId)
    const rater = one.rater === undefined ? leader : one.rater
    const rated = one.staff !== undefined
    const told = rated || one.skipped
    await migrator.query(
      `insert into survey_person (association_id, survey_person_id, survey_round_id, unit_id, authority_id, code, rater_id, sex, birth_year,
         months_with_support, in_intervention, state, skip_reason, reason, barriers, rated_by, rated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, case when $16::uuid is null then null else now() end)`,
      [
        associationId,
        personId,
        roundId,
        at.unitId,
        at.authorityId,
        one.code,
        rater?.userId ?? null,
        one.sex ?? null,
        one.birthYear ?? null,
        one.months ?? null,
        one.inIntervention ?? null,
        rated ? 'rated' : one.skipped ? 'skipped' : 'waiting',
        !rated && one.skipped ? 'not_known' : null,
        rated ? (one.reason ?? null) : null,
        rated ? one.staff : null,
        told ? (rater ?? leader).userId : null,
      ],
    )
    if (one.self)
      await migrator.query(
        `insert into survey_self (association_id, survey_person_id, survey_round_id, unit_id, authority_id, answers, language, how, done_at)
         values ($1, $2, $3, $4, $5, $6, 'sv', 'tablet', now())`,
        [
          associationId,
          personId,
          roundId,
          at.unitId,
          at.authorityId,
          JSON.stringify(Object.fromEntries(one.self.map((key) => [key, 'yes']))),
        ],
      )
  }
  if (state === 'closed')
    await migrator.query(
      `update survey_round set state = 'closed', closed_on = $3, closed_by = $4 where association_id = $1 and survey_round_id = $2`,
      [associationId, roundId, month, leader.userId],
    )
  return { roundId, personIds, at, month }
}

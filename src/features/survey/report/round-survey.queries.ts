import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { Viewer } from '../../access/public.ts'
import type { Rating } from '../core/survey.ts'
import type { SkipReason } from '../round/person.ts'

/** Who is in a report and who is not, with why. */
export type WhoIsIn = {
  people: number
  rated: number
  waiting: number
  selfDone: number
  skipped: { why: SkipReason; count: number }[]
}

export type RoundRatings = { ratings: Rating[]; who: WhoIsIn }

/**
 * Everybody a round has rated, in the order of their codes, so that the same round gives the same bytes. Only for whoever leads the unit: others
 * see a part of the people, and would count that part.
 */
export async function ratingsOf(tx: Tx, viewer: Viewer, roundId: string): Promise<RoundRatings> {
  const { rows } = await sql<Rating & { state: string; skipReason: SkipReason | null }>`
    select p.code, p.sex, p.birth_year as "birthYear", p.months_with_support as months, p.reason, coalesce(p.barriers, '{}') as staff,
      p.in_intervention as "inIntervention", p.state, p.skip_reason as "skipReason",
      case when s.done_at is not null then
        coalesce((select array_agg(k.key) from jsonb_each_text(s.answers) k where k.value = 'yes'), '{}') end as self
    from survey_person p
    left join survey_self s on s.association_id = p.association_id and s.survey_person_id = p.survey_person_id
    where p.association_id = ${viewer.associationId} and p.survey_round_id = ${roundId}
    order by length(p.code), p.code, p.survey_person_id`.execute(tx)
  const rated = rows.filter(({ state }) => state === 'rated')
  const skipped = new Map<SkipReason, number>()
  for (const { skipReason } of rows) if (skipReason) skipped.set(skipReason, (skipped.get(skipReason) ?? 0) + 1)
  return {
    ratings: rated.map(({ state: _state, skipReason: _why, ...rating }) => rating),
    who: {
      people: rows.length,
      rated: rated.length,
      waiting: rows.filter(({ state }) => state === 'waiting').length,
      selfDone: rows.filter(({ self }) => self !== null).length,
      skipped: [...skipped].map(([why, count]) => ({ why, count })).toSorted((a, b) => b.count - a.count),
    },
  }
}

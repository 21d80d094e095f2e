import { type RawBuilder, sql } from 'kysely'
import { REFERRALS_OF, type ReferralStands } from './standing.ts'

const among = (state: keyof typeof REFERRALS_OF) =>
  sql`when ${sql.lit(state)} then s.state in (${sql.join(REFERRALS_OF[state].map((one) => sql.lit(one)))})`

/**
 * The referral that says where the thread of a row `t` stands (`tellingReferral`), as JSON; null where there is none that the
 * viewer may see, and once a team has the person.
 */
export const TELLING_REFERRAL: RawBuilder<ReferralStands | null> = sql`(select json_build_object('state', s.state,
    'studyVisitOutcome', s.study_visit_outcome, 'calledOn', s.called_on, 'takenInOn', s.taken_in_on, 'continued', false)
  from referral s where s.association_id = t.association_id and s.thread_id = t.thread_id and s.taken_in_on is null
    and case t.state ${among('begun')} ${among('referred')} ${among('queued')} else false end
  order by s.referral_id desc limit 1)`

import { sql } from 'kysely'
import type { Tx } from '../../platform/database/db.ts'
import type { Viewer } from '../access/public.ts'
import type { ThreadState } from './participant.queries.ts'
import type { SearchTerm } from './search.ts'
import { TELLING_REFERRAL } from './standing.queries.ts'
import type { ReferralStands } from './standing.ts'

export type Found = {
  threadId: string
  caseNumber: string
  state: ThreadState
  referral: ReferralStands | null
  name: string
  /** Not of the own units' people: shared with the viewer, or their part has ended. */
  how: 'shared' | 'ended' | null
  /** Twelve digits; shown masked. */
  personNumber: string | null
}

/** So many are shown; one more is asked for, to know that there are others. */
export const SHOWN_AT_MOST = 25

/**
 * Participants found by the beginnings of words of the name (those of the viewer's own units, and those shared with them), or by the whole personal or
 * case number (all that the viewer may see). A protected identity is never found, not by its named users either: a search must not tell that somebody exists.
 * The term is not kept anywhere; the read log says that a search was made and who was shown.
 */
export async function searchParticipants(tx: Tx, viewer: Viewer, term: SearchTerm): Promise<Found[]> {
  const rows = await found(tx, viewer, term)
  return rows.map(({ givenName, familyName, state, ...row }) => ({
    ...row,
    state: state as ThreadState,
    name: `${givenName} ${familyName}`,
  }))
}

type Named = Omit<Found, 'name'> & { givenName: string; familyName: string }

/** Who does not see the thread's own row is told its lean head (function `heads_of`). */
async function found(tx: Tx, viewer: Viewer, term: SearchTerm): Promise<Named[]> {
  const who = sql`i.association_id = ${viewer.associationId} and i.protection = 'none'`
  const ids =
    term.by === 'name'
      ? sql`select find_by_name(${term.words}::text[]) as thread_id`
      : term.by === 'number'
        ? sql`select i.thread_id from participant_identity i where ${who} and i.person_number = ${term.number}`
        : sql`select thread_of_case(${term.caseNumber}) as thread_id`
  const { rows } = await sql<Named>`
    with asked as materialized (${ids})
    select i.thread_id as "threadId", coalesce(t.case_number, h.case_number) as "caseNumber", coalesce(t.state, h.state) as state, ${TELLING_REFERRAL} as referral,
      case when s.thread_id is not null then 'shared' when e.thread_id is not null then 'ended' end as how,
      i.given_name as "givenName", i.family_name as "familyName", i.person_number as "personNumber"
    from asked a join participant_identity i on ${who} and i.thread_id = a.thread_id
    left join thread t on t.association_id = i.association_id and t.thread_id = i.thread_id
    left join heads_of((select array_agg(o.thread_id) from asked o)) h on h.thread_id = i.thread_id
    left join threads_shared() s on s.thread_id = i.thread_id
    left join threads_kept() e on e.ended and e.thread_id = i.thread_id
    order by i.name_key, i.thread_id limit ${SHOWN_AT_MOST + 1}`.execute(tx)
  return rows
}

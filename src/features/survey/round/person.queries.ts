import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { PersonState, RatedPerson } from './person.ts'

const people = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('surveyPerson')
    .select([
      'surveyPersonId as personId',
      'surveyRoundId as roundId',
      'code',
      'raterId',
      'sex',
      'birthYear',
      'monthsWithSupport as months',
      'inIntervention',
      'state',
      'skipReason',
      'reason',
      'barriers',
      'ratedBy',
      'ratedAt',
      'selfState',
      'version',
    ])
    .where('associationId', '=', viewer.associationId)
    .$castTo<RatedPerson>()

/** Codes of digits and letters in the order people expect: P9 before P10. */
const IN_ORDER = sql`length(code), code, survey_person_id`

/** One person the viewer may see: whom she or he rates, or anybody of a unit the viewer leads. */
export const personOf = async (tx: Tx, viewer: Viewer, id: string): Promise<RatedPerson | undefined> =>
  isUuid(id) ? people(tx, viewer).where('surveyPersonId', '=', id).executeTakeFirst() : undefined

/** The person for a change. */
export const lockedPerson = async (tx: Tx, viewer: Viewer, id: string): Promise<RatedPerson | undefined> =>
  isUuid(id) ? people(tx, viewer).where('surveyPersonId', '=', id).forUpdate().executeTakeFirst() : undefined

/** `raterId`: a user, or `nobody`. */
export type PeopleFilter = { state?: PersonState | undefined; raterId?: string | undefined; code?: string | undefined }

export const PEOPLE_PAGE = 100

/** The people of a round whom the viewer may see, a page at a time, with how many there are. */
export async function peopleOf(
  tx: Tx,
  viewer: Viewer,
  roundId: string,
  { state, raterId, code }: PeopleFilter = {},
  page = 1,
): Promise<{ rows: RatedPerson[]; total: number }> {
  const chosen = people(tx, viewer)
    .where('surveyRoundId', '=', roundId)
    .$if(state !== undefined, (query) => query.where('state', '=', state!))
    .$if(raterId === 'nobody', (query) => query.where('raterId', 'is', null))
    .$if(raterId !== undefined && raterId !== 'nobody', (query) => query.where('raterId', '=', raterId!))
    .$if(code !== undefined, (query) => query.where('code', '=', code!))
  const { total } = await chosen
    .clearSelect()
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await chosen
    .orderBy(IN_ORDER)
    .limit(PEOPLE_PAGE)
    .offset((page - 1) * PEOPLE_PAGE)
    .execute()
  return { rows, total: Number(total) }
}

/**
 * Who is rated next: the viewer's own people first, in the order of their codes, beginning after `after`; then, for whoever leads the
 * unit, those whom nobody has been named for.
 */
export async function nextPerson(
  tx: Tx,
  viewer: Viewer,
  roundId: string,
  after?: RatedPerson,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select survey_person_id as id from survey_person
    where association_id = ${viewer.associationId} and survey_round_id = ${roundId} and state = 'waiting'
      and (rater_id = ${viewer.userId} or rater_id is null) and survey_person_id is distinct from ${after?.personId ?? null}::uuid
    order by rater_id is null, ${after ? sql`(length(code), code) <= (${after.code.length}::int, ${after.code}::text),` : sql``} ${IN_ORDER} limit 1`.execute(
    tx,
  )
  return rows[0]?.id
}

/** The key of every person of a round by code; for whoever leads the unit. */
export async function codesOf(tx: Tx, viewer: Viewer, roundId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('surveyPerson')
    .select('code')
    .where('associationId', '=', viewer.associationId)
    .where('surveyRoundId', '=', roundId)
    .execute()
  return new Set(rows.map(({ code }) => code))
}

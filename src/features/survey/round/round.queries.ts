import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import type { RaterProgress, Round, RoundCounts } from './round.ts'

/** The units the viewer answers for: leads, or works in where nobody leads. */
export async function ledUnits(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ units: number[] }>`select viewer_led_units() as units`.execute(tx)
  return rows[0]?.units ?? []
}

const rounds = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('surveyRound')
    .select([
      'surveyRoundId as roundId',
      'unitId',
      'authorityId',
      'month',
      'reasonList',
      'definitions',
      'selfRating',
      'state',
      'openedOn',
      'closedOn',
      'deleteOn',
      'deletedOn',
      'version',
    ])
    .where('associationId', '=', viewer.associationId)
    .$castTo<Round>()

export const roundOf = async (tx: Tx, viewer: Viewer, id: string): Promise<Round | undefined> =>
  isUuid(id) ? rounds(tx, viewer).where('surveyRoundId', '=', id).executeTakeFirst() : undefined

/** The round for a change: others who change it wait. */
export const lockedRound = async (tx: Tx, viewer: Viewer, id: string): Promise<Round | undefined> =>
  isUuid(id) ? rounds(tx, viewer).where('surveyRoundId', '=', id).forUpdate().executeTakeFirst() : undefined

/** All rounds of the viewer's units, latest month first. */
export const roundsOf = (tx: Tx, viewer: Viewer): Promise<Round[]> =>
  rounds(tx, viewer).orderBy('month', 'desc').orderBy('surveyRoundId', 'desc').limit(200).execute()

/** How far each rater of a round has come; for everybody who works in the unit. */
export async function progressOf(tx: Tx, roundId: string): Promise<RaterProgress[]> {
  const { rows } = await sql<RaterProgress>`
    select rater_id as "raterId", people, rated, skipped, self_done as "selfDone" from survey_progress(${roundId})`.execute(
    tx,
  )
  return rows
}

/** How far rounds have come, all raters taken together; a round without people is not in it. */
export async function progressOfAll(tx: Tx, roundIds: readonly string[]): Promise<Map<string, RoundCounts>> {
  const { rows } = await sql<RoundCounts & { roundId: string }>`
    select survey_round_id as "roundId", people, rated, skipped, self_done as "selfDone" from survey_progress_of(${roundIds})`.execute(
    tx,
  )
  return new Map(rows.map(({ roundId, ...progress }) => [roundId, progress]))
}

export type Rater = { userId: string; name: string; email: string }

/** Who may rate in a unit of the viewer's. */
export async function ratersOf(tx: Tx, unitId: number): Promise<Rater[]> {
  const { rows } = await sql<Rater>`select user_id as "userId", name, email from survey_raters(${unitId})`.execute(tx)
  return rows
}

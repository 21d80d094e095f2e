import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { Viewer } from '../../access/public.ts'
import { type RoundPeople, standingOf } from './duration-flow.ts'

/** What a round says of its month: how many people, and of how many it is known whether they are in an intervention. */
export type RoundMonth = { people: number; known: number; inIntervention: number; standings: RoundPeople }

/** For whoever leads the unit: everybody of the round is counted, rated or not. */
export async function roundMonth(tx: Tx, viewer: Viewer, roundId: string): Promise<RoundMonth> {
  const { rows } = await sql<{ code: string; months: number | null; inIntervention: boolean | null }>`
    select code, months_with_support as months, in_intervention as "inIntervention" from survey_person
    where association_id = ${viewer.associationId} and survey_round_id = ${roundId}`.execute(tx)
  return {
    people: rows.length,
    known: rows.filter(({ inIntervention }) => inIntervention !== null).length,
    inIntervention: rows.filter(({ inIntervention }) => inIntervention === true).length,
    standings: new Map(rows.map(({ code, months }) => [code, standingOf(months)])),
  }
}

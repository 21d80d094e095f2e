import type pg from 'pg'
import { put } from '../put.ts'
import type { ToldRound } from './rounds.ts'

/** Writes told rounds. Run as the owner of the tables; a round is closed last, since nothing changes in a closed one. */
export async function writeRounds(client: pg.ClientBase, rounds: readonly ToldRound[]): Promise<void> {
  for (const { round, closed, people, selves, events } of rounds) {
    await put(client, 'survey_round', [round])
    await put(client, 'survey_person', people)
    await put(client, 'survey_self', selves)
    await put(client, 'survey_event', events)
    if (closed)
      await client.query(
        `update survey_round set state = $3, closed_on = $4, closed_by = $5, version = $6 where association_id = $1 and survey_round_id = $2`,
        [round.associationId, round.surveyRoundId, closed.state, closed.closedOn, closed.closedBy, closed.version],
      )
  }
}

import type pg from 'pg'
import { put } from '../put.ts'
import { createRandom } from '../random.ts'
import { jointReport, writeJoint } from './joint.ts'
import type { ToldRound } from './rounds.ts'
import { type SavedReports, savedReports } from './saved.ts'

/** Writes told rounds. Run as the owner of the tables; a round is closed last, since nothing changes in a closed one. */
export async function writeRounds(client: pg.ClientBase, rounds: readonly ToldRound[], seed: number): Promise<void> {
  const random = createRandom(seed + 4_000_041)
  const left: SavedReports[] = []
  for (const told of rounds) {
    const { round, closed, people, selves, events } = told
    await put(client, 'survey_round', [round])
    await put(client, 'survey_person', people)
    await put(client, 'survey_self', selves)
    await put(client, 'survey_event', events)
    if (closed)
      await client.query(
        `update survey_round set state = $3, closed_on = $4, closed_by = $5, version = $6 where association_id = $1 and survey_round_id = $2`,
        [round.associationId, round.surveyRoundId, closed.state, closed.closedOn, closed.closedBy, closed.version],
      )
    const saved = savedReports(told, random)
    await put(client, 'survey_report', saved.reports)
    await put(client, 'survey_release', saved.releases)
    await put(client, 'survey_event', saved.events)
    left.push(saved)
  }
  await writeJoint(client, jointReport(rounds, left, random))
}

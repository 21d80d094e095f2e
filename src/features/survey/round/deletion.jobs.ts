import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database/db.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { type CalendarDay, dayAt } from '../../../shared/calendar-day.ts'
import { sealKey } from './sealed-line.queries.ts'

/**
 * Deletes the ratings of every round whose day has come (ADR 48), and gives how many rounds there were. Each is a transaction of its own: one that
 * fails stops none of the others, and is thrown when all have had their turn.
 */
export async function deleteDueRatings(db: Db, secret: string, today: CalendarDay): Promise<number> {
  const { rows: due } = await sql<{ associationId: number; surveyRoundId: string }>`
    select association_id, survey_round_id from survey_due(${today})`.execute(db)
  let rounds = 0
  const failures: unknown[] = []
  const attempt = async (what: () => Promise<unknown>) => {
    try {
      await what()
    } catch (error) {
      failures.push(error)
    }
  }
  await attempt(() => sql`select survey_forget_told(${today})`.execute(db))
  for (const { associationId, surveyRoundId } of due)
    await attempt(async () => {
      const { rows } = await sql<{ done: boolean }>`
        select survey_delete_round(${associationId}, ${surveyRoundId}, ${today}, ${sealKey(secret)}) as done`.execute(
        db,
      )
      if (rows[0]?.done) rounds++
    })
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${due.length} rounds are not deleted`)
  return rounds
}

/** Every night. */
export const deleteRatings = defineJob(
  'survey.delete-ratings',
  z.strictObject({}),
  async (_, { db, secret }: { db: Db; secret: string }) => {
    await deleteDueRatings(db, secret, dayAt(new Date()))
  },
  { cron: '31 3 * * *' },
)

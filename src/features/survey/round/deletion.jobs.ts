import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database/db.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { type CalendarDay, dayAt } from '../../../shared/calendar-day.ts'
import { sealKey } from './sealed-line.queries.ts'

/** Rounds in one transaction. */
const BATCH = 20

/** Deletes the ratings of every round whose day has come (ADR 48), and gives how many rounds there were. */
export async function deleteDueRatings(db: Db, secret: string, today: CalendarDay): Promise<number> {
  for (let rounds = 0; ; ) {
    const { rows } = await sql<{ done: number }>`
      select survey_delete_due(${today}, ${sealKey(secret)}, ${BATCH}) as done`.execute(db)
    const done = rows[0]?.done ?? 0
    rounds += done
    if (done < BATCH) return rounds
  }
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

import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '../../platform/jobs/job.ts'
import type { AccessTools } from './invitation.jobs.ts'

/** Threads in one transaction: few enough that nobody who writes about one of them waits long. */
const BATCH = 200

/** Stamps rows anew whose disclosures began or ended since, some minutes after midnight. Until then the policy asks the tables. */
export const restampTurned = defineJob(
  'access.restamp-turned',
  z.object({}),
  async (_data, { db }: AccessTools) => {
    for (;;) {
      const { rows } = await sql<{ done: number }>`select restamp_turned(${BATCH}) as done`.execute(db)
      if ((rows[0]?.done ?? 0) < BATCH) return
    }
  },
  { cron: '7 0 * * *' },
)

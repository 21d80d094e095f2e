import { sql } from 'kysely'
import { z } from 'zod'
import { paths } from '../../../paths.ts'
import type { Db } from '../../../platform/database/db.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import type { Lang } from '../../../platform/i18n/lang.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { reviewTexts } from '../texts/review.ts'
import { REMINDERS } from './review.ts'

type Letter = {
  email: string
  name: string
  language: Lang
  authority: string | null
  leftCount: number
  dueOn: CalendarDay
}

/**
 * One mail to each of the few who are told about a round, with how many entries are left. Nothing where the round is closed or
 * everything is confirmed.
 */
export const mailReview = defineJob(
  'map.mail-review',
  z.strictObject({ associationId: z.number().int(), mapReviewId: z.uuid(), turn: z.enum(REMINDERS) }),
  async (
    { associationId, mapReviewId, turn },
    { db, mailer, origin }: { db: Db; mailer: Mailer; origin: string; secret: string },
  ) => {
    const { rows } = await sql<Letter>`
      select email, name, language, authority, left_count as "leftCount", due_on as "dueOn"
      from map_review_letters(${associationId}, ${mapReviewId})`.execute(db)
    for (const { email, name, language, authority, leftCount, dueOn } of rows) {
      const t = reviewTexts(language)
      const values = {
        name,
        authority: authority ?? t('civil.in'),
        count: leftCount,
        due: formatDay(language, dueOn, 'short'),
      }
      await mailer.sendMail({
        to: email,
        subject: t(`mail.${turn}.subject`),
        // The address on a line of its own, so that every mail program makes it a link.
        text: [t(`mail.${turn}.text`, values), origin + paths.mapReview(mapReviewId), t('mail.end')].join('\n\n'),
      })
    }
  },
)

/** Deletes sheets that nobody has brought in within a week, the rows of those brought in, and yesterday's marks of changes. */
export const sweepMapImports = defineJob(
  'map.sweep-imports',
  z.strictObject({}),
  async (_, { db }: { db: Db }) => {
    await sql`select sweep_map_imports()`.execute(db)
    await sql`select sweep_map_changes()`.execute(db)
  },
  { cron: '47 3 * * *' },
)

import { sql } from 'kysely'
import { z } from 'zod'
import { paths } from '../../paths.ts'
import type { Db } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import { linkToken } from '../../platform/secret-link.ts'
import { LINK_DAYS } from './invitation.ts'
import { invitationTexts } from './texts/invitation.ts'

/** What the jobs of access work with. */
export type AccessTools = { db: Db; mailer: Mailer; origin: string; secret: string }

type ToMail = { email: string; name: string; language: Lang; round: number; isNew: boolean; associationName: string }

/** Mails the link of an invitation. Sends nothing when the link has been used, withdrawn or replaced meanwhile. */
export const mailInvitation = defineJob(
  'access.mail-invitation',
  z.object({ associationId: z.number().int(), invitationId: z.uuid(), round: z.number().int() }),
  async (data, { db, mailer, origin, secret }: AccessTools) => {
    const { rows } = await sql<ToMail>`
      select email, name, language, round, is_new as "isNew", association_name as "associationName"
      from invitation_to_mail(${data.associationId}, ${data.invitationId})`.execute(db)
    const found = rows[0]
    if (!found || found.round !== data.round) return
    const t = invitationTexts(found.language)
    const kind = found.isNew ? 'invited' : 'password'
    await mailer.sendMail({
      to: found.email,
      subject: t(`mail.${kind}.subject`),
      text: [
        t(`mail.${kind}.text`, { name: found.name, association: found.associationName }),
        // On a line of its own, without direction marks about it, so that every mail program makes it a link.
        origin + paths.invitation(linkToken(secret, data)),
        t(`mail.${kind}.end`, { days: LINK_DAYS }),
      ].join('\n\n'),
    })
  },
)

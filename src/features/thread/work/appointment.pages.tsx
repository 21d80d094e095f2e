import { paths } from '../../../paths.ts'
import { isLang } from '../../../platform/i18n/lang.ts'
import { PageHeading } from '../../../ui/heading.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { Notice } from '../../../ui/status.tsx'
import { CASE_ROLES, groundOf, inUnit, type Route, type Visit } from '../../access/public.ts'
import { referralOf } from '../referral/referral.queries.ts'
import { appointmentTexts } from '../texts/appointment.ts'
import { assignmentTexts } from '../texts/assignment.ts'
import { threadTexts } from '../texts/thread.ts'
import { appointmentOf } from './appointment.ts'
import { type AppointmentLetter, AppointmentPhone, AppointmentSheet } from './appointment.view.tsx'
import { LetterLanguages } from './assignment-letter.view.tsx'
import { BackLink } from './work-form.view.tsx'

/** What to tell the person about the meeting ahead, in their language: by telephone or by letter. For the unit that meets them. */
async function tellPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, today, c } = visit
  const referral = await referralOf(tx, viewer, c.req.param('id') ?? '')
  const appointment = referral && appointmentOf(referral)
  if (!appointment || referral.toUnitId === null || !inUnit(viewer, referral.toUnitId)) return visit.notFound()
  await visit.saw({ threadId: referral.threadId, ground: groundOf(viewer, referral.threadId, referral.acl) })
  const t = appointmentTexts(lang)
  const words = assignmentTexts(lang)
  const identity = referral.person?.identity
  const named = identity?.protection === 'none' ? identity.given : undefined
  const asked = c.req.query('brev')
  const own = isLang(referral.language) ? referral.language : 'sv'
  const chosen = isLang(asked) ? asked : own
  const letter: AppointmentLetter = {
    appointment,
    given: named,
    unit: { name: referral.toName ?? '', phone: referral.toPhone ?? '' },
    writtenOn: today,
    signed: viewer.name,
  }
  return visit.page({
    title: t('tell'),
    section: 'referrals',
    narrow: true,
    islands: ['print.island'],
    body: (
      <>
        <BackLink href={paths.referral(referral.referralId)}>{t('back')}</BackLink>
        <PageHeading title={t('tell')} lead={t('tell.lead')} />
        {!named && (
          <Notice tone="attention">
            <p>{words('letter.protected')}</p>
          </Notice>
        )}
        <LetterLanguages
          lang={lang}
          chosen={chosen}
          href={(one) => `${paths.appointment(referral.referralId)}?brev=${one}`}
        />
        <section class="stack-tight no-print">
          <h2>{words('phone.title')}</h2>
          <AppointmentPhone lang={chosen} letter={letter} />
        </section>
        <AppointmentSheet lang={chosen} letter={letter} />
        <p class="soft no-print">{words('letter.print')}</p>
        <PrintButton>{threadTexts(lang)('print')}</PrintButton>
      </>
    ),
  })
}

export const appointmentRoutes: Route[] = [
  { method: 'get', path: paths.appointment(':id{[0-9a-f-]{36}}'), guard: CASE_ROLES, audit: 'view', handle: tellPage },
]

import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { ConfirmPanel } from '../../ui/confirm-panel.tsx'
import { ProblemSummary } from './form-problems.view.tsx'
import type { InvitationRow } from './invitation.queries.ts'
import type { Person } from './person.queries.ts'
import type { FormProblems } from './problem.view.ts'
import type { Visit } from './route.ts'
import { adminTexts } from './texts/admin.ts'

/** A question with one answer that makes or ends a link. */
function askPage(
  visit: Visit,
  ask: { title: string; consequence: string; submit: string; action: string; cancel: string; danger?: boolean },
  problems?: FormProblems,
) {
  const { token, key } = visit.keys()
  return visit.page({
    title: ask.title,
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={visit.lang} problems={problems} />
        <ConfirmPanel
          title={ask.title}
          consequences={[ask.consequence]}
          form={{ action: ask.action, hidden: { _token: token, _key: key } }}
          confirmText={ask.submit}
          danger={ask.danger}
          cancel={{ href: ask.cancel, text: formTexts(visit.lang)('cancel') }}
        />
      </>
    ),
  })
}

/** May somebody have a link with which to choose a new password? */
export const passwordPage = (visit: Visit, { userId, name, email }: Person, problems?: FormProblems) => {
  const t = adminTexts(visit.lang)
  return askPage(
    visit,
    {
      title: t('password.title', { name }),
      consequence: t('password.consequence', { name, email }),
      submit: t('password.submit'),
      action: paths.adminPassword(userId),
      cancel: paths.adminPerson(userId),
    },
    problems,
  )
}

/** Is an invitation to be taken back? */
export const withdrawPage = (visit: Visit, { invitationId, name }: InvitationRow, problems?: FormProblems) => {
  const t = adminTexts(visit.lang)
  return askPage(
    visit,
    {
      title: t('withdraw.title', { name }),
      consequence: t('withdraw.consequence'),
      submit: t('withdraw.submit'),
      action: paths.adminWithdraw(invitationId),
      cancel: paths.adminInvitations,
      danger: true,
    },
    problems,
  )
}

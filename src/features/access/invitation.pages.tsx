import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { LANGS, langName } from '../../platform/i18n/lang.ts'
import { ok, type Result } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { ADMIN, adminPage } from './admin.view.tsx'
import { fieldError, ProblemSummary } from './form-problems.view.tsx'
import { type Invited, invite, offerPassword, renewInvitation, withdrawInvitation } from './invitation.commands.ts'
import { invitationOf, listInvitations } from './invitation.queries.ts'
import { invitingSchema } from './invitation.schema.ts'
import { LINK_DAYS } from './invitation.ts'
import { InvitationTable, SentLink } from './invitation.view.tsx'
import { passwordPage, withdrawPage } from './invitation-ask.pages.tsx'
import { personOf } from './person.queries.ts'
import { type FormProblems, problemsOf } from './problem.view.ts'
import { RoleFields } from './role.view.tsx'
import type { Route, Visit } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { listUnits } from './unit.queries.ts'

type Typed = Readonly<Record<string, string>>

async function invitePage(visit: Visit, typed: Typed, problems?: FormProblems) {
  const { lang, tx, viewer } = visit
  const t = adminTexts(lang)
  const error = (name: string) => fieldError(lang, problems, name)
  const { token, key } = visit.keys()
  return visit.page({
    title: t('invite.title'),
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={t('invite.title')} lead={t('invite.lead')} />
        <Form action={paths.adminInvite} hidden={{ _token: token, _key: key }}>
          <TextField
            name="name"
            label={t('name')}
            value={typed.name ?? ''}
            autocomplete="off"
            error={error('name')}
            required
          />
          <TextField
            name="email"
            label={t('email')}
            type="email"
            hint={t('invite.email.hint')}
            value={typed.email ?? ''}
            autocomplete="off"
            error={error('email')}
            required
          />
          <RadioGroup
            name="language"
            label={t('language')}
            hint={t('invite.language.hint')}
            value={typed.language ?? 'sv'}
            layout="row"
            options={LANGS.map((code) => ({ value: code, label: <span lang={code}>{langName(code)}</span> }))}
            error={error('language')}
          />
          <RoleFields lang={lang} units={await listUnits(tx, viewer)} typed={typed} problems={problems} />
          <Actions>
            <Button icon="mail">{t('invite.submit')}</Button>
            <Button variant="tertiary" href={paths.adminInvitations}>
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

const personOfPath = (visit: Visit) => personOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
const invitationOfPath = ({ tx, viewer, now, c }: Visit) => invitationOf(tx, viewer, now, c.req.param('id') ?? '')

/** Inviting, links for new passwords, and taking invitations back. A link is shown once, right after it was made. */
export function invitationRoutes({ origin, secret }: { origin: string; secret: string }): Route[] {
  /** Runs a command that makes a link, and shows the link; sent twice, it leads to the list without it. */
  const makeLink = async (
    visit: Visit,
    to: { name: string; email: string },
    make: (making: { tx: Visit['tx']; viewer: Visit['viewer']; now: Date; secret: string }) => Promise<Result<Invited>>,
    again: (problems: FormProblems) => Response | Promise<Response>,
  ): Promise<Response> => {
    let made: Invited | undefined
    const sent = await visit.submit(async () => {
      const result = await make({ tx: visit.tx, viewer: visit.viewer, now: visit.now, secret })
      if (!result.ok) return result
      made = result.value
      return ok(paths.adminInvitations)
    })
    if ('refused' in sent) {
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : again(problems)
    }
    if (!made) return sent.done
    const { lang } = visit
    const t = adminTexts(lang)
    return visit.page({
      title: t('sent.title', { email: to.email }),
      section: 'admin',
      narrow: true,
      body: <SentLink lang={lang} {...to} link={origin + paths.invitation(made.token)} />,
    })
  }

  return [
    {
      method: 'get',
      path: paths.adminInvitations,
      guard: ADMIN,
      audit: 'none',
      async handle(visit) {
        const { tx, viewer, lang, page, now, c } = visit
        const t = adminTexts(lang)
        return page(
          adminPage({
            ...{ lang, viewer, tab: 'invitations', done: c.req.query('klart') },
            lead: t('invitations.lead', { days: LINK_DAYS }),
            actions: (
              <Button href={paths.adminInvite} icon="plus">
                {t('people.invite')}
              </Button>
            ),
            body: <InvitationTable lang={lang} rows={await listInvitations(tx, viewer, now)} keys={visit.keys()} />,
          }),
        )
      },
    },
    {
      method: 'get',
      path: paths.adminInvite,
      guard: ADMIN,
      audit: 'none',
      handle: (visit) => invitePage(visit, { from: visit.today }),
    },
    {
      method: 'post',
      path: paths.adminInvite,
      guard: ADMIN,
      audit: 'change',
      async handle(visit) {
        const { form } = visit
        const read = readForm(invitingSchema, form)
        if (!read.ok) return invitePage(visit, form, { fields: read.problems })
        const { unit, language, until, ...rest } = read.value
        return makeLink(
          visit,
          rest,
          (making) => invite(making, { ...rest, lang: language, unitId: unit, until: until ?? null }),
          (problems) => invitePage(visit, form, problems),
        )
      },
    },
    {
      method: 'post',
      path: paths.adminRenew(':id'),
      guard: ADMIN,
      audit: 'change',
      async handle(visit) {
        const invitation = await invitationOfPath(visit)
        if (!invitation) return visit.notFound()
        return makeLink(
          visit,
          invitation,
          (making) => renewInvitation(making, invitation.invitationId),
          (problems) => withdrawPage(visit, invitation, problems),
        )
      },
    },
    {
      method: 'get',
      path: paths.adminWithdraw(':id'),
      guard: ADMIN,
      audit: 'none',
      async handle(visit) {
        const invitation = await invitationOfPath(visit)
        return invitation ? withdrawPage(visit, invitation) : visit.notFound()
      },
    },
    {
      method: 'post',
      path: paths.adminWithdraw(':id'),
      guard: ADMIN,
      audit: 'change',
      async handle(visit) {
        const { tx, viewer, now } = visit
        const invitation = await invitationOfPath(visit)
        if (!invitation) return visit.notFound()
        const sent = await visit.submit(async () => {
          const withdrawn = await withdrawInvitation(tx, viewer, now, invitation.invitationId)
          return withdrawn.ok ? ok(`${paths.adminInvitations}?klart=withdrawn`) : withdrawn
        })
        if ('done' in sent) return sent.done
        const problems = problemsOf(sent.refused)
        return problems === 'absent' ? visit.notFound() : withdrawPage(visit, invitation, problems)
      },
    },
    {
      method: 'get',
      path: paths.adminPassword(':id'),
      guard: ADMIN,
      audit: 'none',
      async handle(visit) {
        const person = await personOfPath(visit)
        return person ? passwordPage(visit, person) : visit.notFound()
      },
    },
    {
      method: 'post',
      path: paths.adminPassword(':id'),
      guard: ADMIN,
      audit: 'change',
      async handle(visit) {
        const person = await personOfPath(visit)
        if (!person) return visit.notFound()
        return makeLink(
          visit,
          person,
          (making) => offerPassword(making, person.userId),
          (problems) => passwordPage(visit, person, problems),
        )
      },
    },
  ]
}

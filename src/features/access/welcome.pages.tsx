import { paths } from '../../paths.ts'
import type { Accounts } from '../../platform/accounts.ts'
import type { Db } from '../../platform/database/db.ts'
import { LANGS, type Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { fieldError, ProblemSummary } from './form-problems.view.tsx'
import { acceptInvitation } from './invitation.commands.ts'
import { type OpenedLink, openLink } from './invitation.queries.ts'
import { signInForAddress } from './organisation.queries.ts'
import { PASSWORD_LEAST, passwordProblem } from './password.ts'
import type { FormProblems } from './problem.view.ts'
import { roleWord } from './role-word.view.ts'
import type { PageContent, PublicVisit, Route } from './route.ts'
import { enter, signInWithPassword } from './sign-in.commands.ts'
import { accountTexts } from './texts/account.ts'
import { invitationTexts } from './texts/invitation.ts'

const heading = (lang: Lang, link: OpenedLink): { title: string; lead: string } => {
  const t = invitationTexts(lang)
  const { name, unit, unitKind, authority, role } = link
  if (!link.isNew || !role) return { title: t('new.title'), lead: t('new.lead', { name }) }
  const lead = t('welcome.lead', {
    role: roleWord(lang, role, unitKind),
    unit: unit ?? '',
    authority: authority ?? '',
  })
  return { title: t('welcome.title', { name }), lead }
}

type Through = { authorityId: number; name: string } | undefined

function openPage(lang: Lang, token: string, link: OpenedLink, through: Through, problems?: FormProblems): PageContent {
  const t = invitationTexts(lang)
  const { title, lead } = heading(lang, link)
  const field = (name: string, label: string, hint?: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      type="password"
      autocomplete="new-password"
      error={fieldError(lang, problems, name)}
      required
    />
  )
  return {
    lang,
    title,
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={title} lead={lead} />
        <p>{t.parts('welcome.email', { email: <bdi>{link.email}</bdi> })}</p>
        {through && link.isNew ? (
          <Form action={`${paths.invitation(token)}?lang=${lang}`} hidden={{ through: 'yes' }}>
            <p>{t('welcome.organisation')}</p>
            <Button>{t('welcome.submit')}</Button>
          </Form>
        ) : (
          <Form action={`${paths.invitation(token)}?lang=${lang}`}>
            {/* So that the browser keeps the password under the right name. */}
            <input type="text" name="username" value={link.email} autocomplete="username" hidden />
            {field('password', t('password'), t('password.hint', { least: PASSWORD_LEAST }))}
            {field('again', t('password.again'))}
            <Button>{t(link.isNew ? 'welcome.submit' : 'new.submit')}</Button>
          </Form>
        )}
      </>
    ),
  }
}

/** The account is open; the way in is a link, since a form may not be answered with another site. */
function openedPage(lang: Lang, link: OpenedLink, through: NonNullable<Through>): PageContent {
  const t = invitationTexts(lang)
  const title = t('welcome.opened')
  return {
    lang,
    title,
    narrow: true,
    body: (
      <>
        <PageHeading title={title} lead={t.parts('welcome.email', { email: <bdi>{link.email}</bdi> })} />
        <Button href={paths.signInThrough(through.authorityId)}>
          {accountTexts(lang)('signIn.organisation', { name: through.name })}
        </Button>
      </>
    ),
  }
}

/** A link that opens nothing: which, and what to do. */
function overPage(lang: Lang, why: 'used' | 'expired' | 'withdrawn' | 'unknown'): PageContent {
  const t = invitationTexts(lang)
  return {
    lang,
    title: t('over.title'),
    narrow: true,
    status: 404,
    body: (
      <>
        <PageHeading title={t('over.title')} lead={t(`over.${why}`)} />
        <Button variant="secondary" href={paths.signIn}>
          {t('over.signIn')}
        </Button>
      </>
    ),
  }
}

/** The pages behind a mailed link: a new account, or a new password. */
export function welcomeRoutes({ db, accounts }: { db: Db; accounts: Accounts }): Route[] {
  const opened = async (visit: PublicVisit) => {
    const token = visit.c.req.param('token') ?? ''
    const link = await openLink(db, token)
    // The language of the invitation, unless the visitor chose another on the page.
    const chosen = LANGS.find((one) => one === visit.c.req.query('lang'))
    const lang = chosen ?? link?.lang ?? visit.lang
    const through = link && (await signInForAddress(db, link.associationId, link.email))
    return { token, link, lang, through }
  }
  return [
    {
      method: 'get',
      path: paths.invitation(':token'),
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const { token, link, lang, through } = await opened(visit)
        if (!link) return visit.page(overPage(lang, 'unknown'))
        return visit.page(link.state === 'open' ? openPage(lang, token, link, through) : overPage(lang, link.state))
      },
    },
    {
      method: 'post',
      path: paths.invitation(':token'),
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const { token, link, lang, through } = await opened(visit)
        if (!link) return visit.page(overPage(lang, 'unknown'))
        if (link.state !== 'open') return visit.page(overPage(lang, link.state))
        const form = await visit.c.req.parseBody()
        if (through && link.isNew) {
          const accepted = await acceptInvitation(db, token, undefined)
          return visit.page(accepted.ok ? openedPage(lang, link, through) : overPage(lang, 'used'))
        }
        const password = String(form.password ?? '')
        const problem = passwordProblem(password, link)
        const fields: Record<string, string> = {
          ...(problem ? { password: problem } : {}),
          ...(form.again === password ? {} : { again: 'passwordAgain' }),
        }
        if (Object.keys(fields).length > 0) return visit.page(openPage(lang, token, link, through, { fields }))
        const accepted = await acceptInvitation(db, token, password)
        if (!accepted.ok) return visit.page(overPage(lang, 'used'))
        const answer = await signInWithPassword(accounts, visit, link.email, password)
        return answer.ok ? enter(answer, paths.today) : visit.c.redirect(paths.signIn, 303)
      },
    },
  ]
}

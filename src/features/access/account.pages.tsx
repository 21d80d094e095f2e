import { paths } from '../../paths.ts'
import type { Accounts } from '../../platform/accounts.ts'
import type { Db } from '../../platform/database/db.ts'
import { LANGS, type Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Alert } from '../../ui/status.tsx'
import { demoAccounts } from './demo.queries.ts'
import { DEMO_PASSWORD } from './demo.ts'
import type { Route } from './route.ts'
import { enter, signInWithPassword } from './sign-in.commands.ts'
import { accountTexts } from './texts/account.ts'

type Problem = 'wrong' | 'tooMany'

/** Where to go after signing in: only to a page of ours, never to another site. */
const safeTarget = (target: string | undefined): string =>
  target?.startsWith('/') && !/^\/[\\/]/.test(target) ? target : paths.today

function SignInPage({
  lang,
  target,
  email = '',
  problem,
}: {
  lang: Lang
  target: string
  email?: string
  problem?: Problem
}) {
  const t = accountTexts(lang)
  return (
    <>
      <PageHeading title={t('signIn.title')} lead={t('signIn.lead')} />
      {problem && <Alert>{t(`signIn.${problem}`)}</Alert>}
      <Form action={paths.signIn} hidden={{ till: target }}>
        <TextField name="email" label={t('signIn.email')} type="email" autocomplete="username" value={email} required />
        <TextField
          name="password"
          label={t('signIn.password')}
          type="password"
          autocomplete="current-password"
          required
        />
        <Button>{t('signIn.submit')}</Button>
      </Form>
    </>
  )
}

/** Signing in and out, and the language of the signed-in user. */
export function accountRoutes(parts: { accounts: Accounts; db: Db }): Route[] {
  const { accounts, db } = parts

  return [
    {
      method: 'get',
      path: paths.signIn,
      guard: 'public',
      audit: 'none',
      handle: ({ c, lang, page }) =>
        page({
          title: accountTexts(lang)('signIn.title'),
          body: <SignInPage lang={lang} target={safeTarget(c.req.query('till'))} />,
          narrow: true,
        }),
    },
    {
      method: 'post',
      path: paths.signIn,
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const { c, lang, page } = visit
        const form = await c.req.parseBody()
        const email = String(form.email ?? '').trim()
        const target = safeTarget(String(form.till ?? ''))
        const answer = await signInWithPassword(accounts, visit, email, String(form.password ?? ''))
        if (answer.ok) return enter(answer, target)
        const problem: Problem = answer.status === 429 ? 'tooMany' : 'wrong'
        const body = <SignInPage lang={lang} target={target} email={email} problem={problem} />
        return page({
          title: accountTexts(lang)('signIn.title'),
          body,
          failed: true,
          narrow: true,
          status: problem === 'tooMany' ? 429 : 422,
        })
      },
    },
    {
      method: 'post',
      path: paths.demoSignIn,
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const { c, notFound } = visit
        const form = await c.req.parseBody()
        const account = (await demoAccounts(db)).find((one) => one.email === form.email)
        if (!account) return notFound()
        const answer = await signInWithPassword(accounts, visit, account.email, DEMO_PASSWORD)
        return answer.ok ? enter(answer, paths.today) : c.redirect(paths.signIn, 303)
      },
    },
    {
      method: 'post',
      path: paths.signOut,
      guard: 'signed-in',
      audit: 'none',
      async handle({ tx, viewer, c, form }) {
        const sessions = tx.deleteFrom('accountSession').where('userId', '=', viewer.userId)
        await (form.everywhere ? sessions : sessions.where('id', '=', viewer.sessionId)).execute()
        return c.redirect(paths.start, 303)
      },
    },
    {
      method: 'post',
      path: paths.language,
      guard: 'signed-in',
      audit: 'none',
      async handle({ tx, viewer, c, form }) {
        const language = LANGS.find((one) => one === form.language)
        if (language) await tx.updateTable('accountUser').set({ language }).where('id', '=', viewer.userId).execute()
        return c.redirect(safeTarget(form.till), 303)
      },
    },
  ]
}

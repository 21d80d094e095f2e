import { paths } from '../../paths.ts'
import type { Accounts } from '../../platform/accounts.ts'
import type { Db } from '../../platform/database/db.ts'
import { demoAccounts } from './demo.queries.ts'
import { DEMO_PASSWORD } from './demo.ts'
import { ORGANISATION_FAILED, signInChoices } from './organisation.queries.ts'
import { providerIdOf } from './organisation.ts'
import type { PublicVisit, Route } from './route.ts'
import { enter, signInWithPassword } from './sign-in.commands.ts'
import { SignInPage, type SignInProblem } from './sign-in.view.tsx'
import { safeTarget } from './target.ts'
import { accountTexts } from './texts/account.ts'

const STATUS = { wrong: 422, tooMany: 429, organisationFailed: 422 } as const satisfies Record<SignInProblem, number>

/** Signing in: with a password, through an organisation, as somebody of a demo. */
export function signInRoutes({ accounts, db }: { accounts: Accounts; db: Db }): Route[] {
  const signInPage = async (
    { lang, page }: PublicVisit,
    shown: { target: string; email?: string; problem?: SignInProblem | undefined },
  ) =>
    page({
      title: accountTexts(lang)('signIn.title'),
      body: <SignInPage lang={lang} choices={await signInChoices(db)} {...shown} />,
      narrow: true,
      islands: ['passkey.island'],
      ...(shown.problem ? { failed: true, status: STATUS[shown.problem] } : {}),
    })

  return [
    {
      method: 'get',
      path: paths.signIn,
      guard: 'public',
      audit: 'none',
      handle(visit) {
        const { c, viewer } = visit
        const target = safeTarget(c.req.query('till'))
        if (viewer) return c.redirect(target, 303)
        const failed = c.req.query('fel') === 'organisation'
        return signInPage(visit, { target, problem: failed ? 'organisationFailed' : undefined })
      },
    },
    {
      method: 'post',
      path: paths.signIn,
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const form = await visit.c.req.parseBody()
        const email = String(form.email ?? '').trim()
        const target = safeTarget(String(form.till ?? ''))
        const answer = await signInWithPassword(accounts, visit, email, String(form.password ?? ''))
        if (answer.ok) return enter(answer, target)
        return signInPage(visit, { target, email, problem: answer.status === 429 ? 'tooMany' : 'wrong' })
      },
    },
    {
      method: 'get',
      path: paths.signInThrough(':id'),
      guard: 'public',
      audit: 'none',
      async handle({ c, address }) {
        const authorityId = Number(c.req.param('id'))
        const target = safeTarget(c.req.query('till'))
        const answer = await accounts.signInThrough({ providerId: providerIdOf(authorityId), target, address })
        const begun = answer.ok ? ((await answer.json()) as { url?: string }) : {}
        return begun.url ? enter(answer, begun.url) : c.redirect(ORGANISATION_FAILED, 303)
      },
    },
    {
      method: 'post',
      path: paths.demoSignIn,
      guard: 'public',
      audit: 'none',
      async handle(visit) {
        const form = await visit.c.req.parseBody()
        const account = (await demoAccounts(db)).find((one) => one.email === form.email)
        if (!account) return visit.notFound()
        const answer = await signInWithPassword(accounts, visit, account.email, DEMO_PASSWORD)
        return answer.ok ? enter(answer, paths.today) : visit.c.redirect(paths.signIn, 303)
      },
    },
  ]
}

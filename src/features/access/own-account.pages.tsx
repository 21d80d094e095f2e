import { paths } from '../../paths.ts'
import type { Accounts } from '../../platform/accounts.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { mergeStale, openedValues, type Values } from '../../platform/form/stale-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { ok, type Result, refuse } from '../../shared/result.ts'
import { Card, Stack } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Notice } from '../../ui/status.tsx'
import { type FieldText, Versions as VersionsNotice } from '../../ui/versions.tsx'
import { ProblemSummary } from './form-problems.view.tsx'
import { changeOwn, changePassword, endSession } from './own-account.commands.ts'
import { ownAccount } from './own-account.queries.ts'
import { ownSchema } from './own-account.schema.ts'
import { AboutForm, PasswordForm, Sessions, shownOwn } from './own-account.view.tsx'
import { Passkeys } from './passkey.view.tsx'
import { passwordProblem } from './password.ts'
import type { FormProblems } from './problem.view.ts'
import type { Route, Visit } from './route.ts'
import { ownTexts } from './texts/own.ts'
import type { Viewer } from './viewer.ts'

const DONE = ['saved', 'password', 'passkey', 'renamed', 'removed', 'signedOut'] as const

type Versions = { theirs: FieldText[]; yours: FieldText[] }

/** What others see and what the pages look like, as it stands now. */
const presentOf = (viewer: Viewer): Values => ({
  name: viewer.name,
  language: viewer.lang,
  colorScheme: viewer.colorScheme ?? 'auto',
})

/** Changed in another window since the form was opened: both texts, and a form with both changes. */
function bothVersions(visit: Visit): { values: Values; versions: Versions } | undefined {
  const opened = openedValues(visit.form._opened)
  const present = presentOf(visit.viewer)
  const { name = '', language = '', colorScheme = '' } = visit.form
  const typed = { name, language, colorScheme }
  if (!opened) return undefined
  const { values, mine, theirs } = mergeStale(opened, typed, present)
  if (theirs.length === 0 || Object.entries(typed).every(([key, value]) => present[key] === value)) return undefined
  const of = (from: Values, names: readonly string[]) =>
    shownOwn(visit.lang, from).filter((one) => names.includes(one.name))
  return { values, versions: { theirs: of(present, theirs), yours: of(typed, mine) } }
}

/** The page about the own account; `problems` and `versions` belong to one of its forms. */
async function ownPage(
  visit: Visit,
  typed?: Readonly<Record<string, string>>,
  problems?: { about?: FormProblems; password?: FormProblems },
  versions?: Versions,
) {
  const { lang, viewer, tx, now } = visit
  const t = ownTexts(lang)
  const account = await ownAccount(tx, viewer, now)
  const keys = visit.keys()
  const done = DONE.find((one) => one === visit.c.req.query('klart'))
  const present = presentOf(viewer)
  return visit.page({
    title: t('title'),
    islands: ['passkey.island'],
    failed: Boolean(problems || versions),
    status: versions ? 409 : problems ? 422 : 200,
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems?.about ?? problems?.password} />
        <PageHeading title={t('title')} />
        {versions && <VersionsNotice words={formTexts(lang)} {...versions} />}
        {done && (
          <Notice tone="ok" live="status">
            <p>{t(`done.${done}`)}</p>
          </Notice>
        )}
        <Stack>
          <AboutForm
            lang={lang}
            keys={keys}
            viewer={viewer}
            typed={typed ?? present}
            opened={present}
            problems={problems?.about}
          />
          <Passkeys lang={lang} passkeys={account.passkeys} />
          <Card title={t('password')}>
            {account.hasPassword ? (
              <PasswordForm lang={lang} keys={visit.keys()} viewer={viewer} problems={problems?.password} />
            ) : (
              <p>{t('password.none')}</p>
            )}
          </Card>
          <Sessions lang={lang} keys={keys} sessions={account.sessions} />
        </Stack>
      </>
    ),
  })
}

const then =
  (done: (typeof DONE)[number]) =>
  (result: Result<unknown>): Result<string> =>
    result.ok ? ok(`${paths.account}?klart=${done}`) : result

/** The own account: name, language, colours, password, and where one is signed in. */
export function ownAccountRoutes({ accounts }: { accounts: Accounts }): Route[] {
  return [
    {
      method: 'get',
      path: paths.account,
      guard: 'signed-in',
      audit: 'none',
      handle: (visit) => ownPage(visit),
    },
    {
      method: 'post',
      path: paths.account,
      guard: 'signed-in',
      audit: 'change',
      async handle(visit) {
        const { tx, viewer, form } = visit
        const read = readForm(ownSchema, form)
        if (!read.ok) return ownPage(visit, form, { about: { fields: read.problems } })
        const sent = await visit.submit(async () =>
          bothVersions(visit) ? refuse({ kind: 'stale' }) : then('saved')(await changeOwn(tx, viewer, read.value)),
        )
        if ('done' in sent) return sent.done
        const both = bothVersions(visit)
        return both ? ownPage(visit, both.values, undefined, both.versions) : visit.notFound()
      },
    },
    {
      method: 'post',
      path: paths.accountPassword,
      guard: 'signed-in',
      audit: 'change',
      async handle(visit) {
        const { tx, viewer, form, address } = visit
        const again = (fields: Record<string, string>) => ownPage(visit, undefined, { password: { fields } })
        const { present = '', password = '' } = form
        const problem = passwordProblem(password, viewer)
        if (problem) return again({ password: problem })
        if (form.again !== password) return again({ again: 'passwordAgain' })
        const { userId, email } = viewer
        const check = await accounts.checkPassword({ userId, email, password: present, address })
        if (check !== 'right') return again({ present: check === 'wrong' ? 'passwordWrong' : 'tooMany' })
        const sent = await visit.submit(async () => then('password')(await changePassword(tx, viewer, password)))
        return 'done' in sent ? sent.done : visit.notFound()
      },
    },
    {
      method: 'post',
      path: paths.accountSession(':id'),
      guard: 'signed-in',
      audit: 'change',
      async handle(visit) {
        const { tx, viewer, c } = visit
        const ended = await endSession(tx, viewer, c.req.param('id') ?? '')
        return ended.ok ? c.redirect(`${paths.account}?klart=signedOut`, 303) : visit.notFound()
      },
    },
  ]
}

import { paths } from '../../paths.ts'
import type { Accounts } from '../../platform/accounts.ts'
import type { Db } from '../../platform/database/db.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Card, CardGrid } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { type DemoAccount, demoAccounts } from './demo.queries.ts'
import type { Route } from './route.ts'
import { accountTexts } from './texts/account.ts'
import { startTexts } from './texts/start.ts'

const lookOf = (account: DemoAccount) =>
  (account.unitKind === 'care'
    ? 'look.care'
    : account.role === 'log_reviewer'
      ? 'look.administrator'
      : `look.${account.role}`) as 'look.caseworker'

/** What this is in a few lines, and every demo role one press away. */
function DemoStart({ lang, accounts }: { lang: Lang; accounts: DemoAccount[] }) {
  const t = startTexts(lang)
  const roles = accountTexts(lang)
  return (
    <>
      <PageHeading title={t('start.title')} lead={t('start.lead')} />
      <ul class="start-points">
        {(['thread', 'gaps', 'contact', 'secrecy', 'log', 'fiction'] as const).map((key) => (
          <li>{t(`start.${key}`)}</li>
        ))}
      </ul>
      <h2>{t('start.choose')}</h2>
      <p>{t('start.chooseLead')}</p>
      <CardGrid>
        {accounts.map((account) => (
          <Card title={<Bdi>{account.name}</Bdi>} level={3}>
            <p class="soft">
              {roles(`role.${account.role}`)} · <Bdi>{account.unit}</Bdi>
            </p>
            <p>{t(lookOf(account))}</p>
            <Form action={paths.demoSignIn} hidden={{ email: account.email }}>
              <Button variant="secondary" size="small">
                {t('start.enter', { name: account.name })}
              </Button>
            </Form>
          </Card>
        ))}
      </CardGrid>
    </>
  )
}

/** The front page: of a demo, its roles; of a real installation, the way to signing in. */
export function startRoutes({ db }: { db: Db; accounts: Accounts }): Route[] {
  return [
    {
      method: 'get',
      path: paths.start,
      guard: 'public',
      audit: 'none',
      async handle({ c, lang, page, viewer }) {
        if (viewer) return c.redirect(paths.today, 303)
        const accounts = await demoAccounts(db)
        if (accounts.length === 0) return c.redirect(paths.signIn, 303)
        return page({
          title: startTexts(lang)('start.title'),
          body: <DemoStart lang={lang} accounts={accounts} />,
          demo: true,
        })
      },
    },
  ]
}

import { paths } from '../../paths.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { Details } from '../../ui/details.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Alert } from '../../ui/status.tsx'
import { PasskeyElement } from './passkey.view.tsx'
import { accountTexts } from './texts/account.ts'

export type SignInProblem = 'wrong' | 'tooMany' | 'organisationFailed'

/** So many organisations stand in the open; more are folded. */
const MOST_IN_THE_OPEN = 5

type Choice = { authorityId: number; name: string }

/** The way through an organisation is a link: a form may not be answered with another site (form-action of the browser's policy). */
function Organisations({ lang, choices, target }: { lang: Lang; choices: readonly Choice[]; target: string }) {
  const t = accountTexts(lang)
  const links = (
    <div class="stack-tight">
      {choices.map(({ authorityId, name }) => (
        <Button
          variant="secondary"
          href={`${paths.signInThrough(authorityId)}?till=${encodeURIComponent(target)}`}
          icon="home"
        >
          {t('signIn.organisation', { name })}
        </Button>
      ))}
    </div>
  )
  return choices.length > MOST_IN_THE_OPEN ? <Details summary={t('signIn.organisations')}>{links}</Details> : links
}

export function SignInPage({
  lang,
  target,
  choices,
  email = '',
  problem,
}: {
  lang: Lang
  /** Where to go after signing in. */
  target: string
  choices: readonly Choice[]
  email?: string
  problem?: SignInProblem | undefined
}) {
  const t = accountTexts(lang)
  return (
    <>
      <PageHeading title={t('signIn.title')} lead={t('signIn.lead')} />
      {problem && <Alert>{t(`signIn.${problem}`)}</Alert>}
      <Stack>
        {choices.length > 0 && <Organisations lang={lang} choices={choices} target={target} />}
        <Form action={`${paths.signIn}?lang=${lang}`} hidden={{ till: target }} label={t('signIn.withPassword')}>
          <TextField
            name="email"
            label={t('signIn.email')}
            type="email"
            autocomplete="username"
            value={email}
            required
          />
          <TextField
            name="password"
            label={t('signIn.password')}
            type="password"
            autocomplete="current-password"
            required
          />
          <Button>{t('signIn.submit')}</Button>
        </Form>
        <PasskeyElement does="enter" target={target} failed={t('signIn.passkeyFailed')}>
          <Button type="button" variant="secondary" icon="lock">
            {t('signIn.passkey')}
          </Button>
        </PasskeyElement>
        <p class="soft">{t('signIn.forgot')}</p>
      </Stack>
    </>
  )
}

import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import { LANGS, type Lang, langName } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Stack } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { DescriptionList } from '../../ui/facts.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { fieldError } from './form-problems.view.tsx'
import type { OwnAccount, OwnSession } from './own-account.queries.ts'
import { COLOR_SCHEMES } from './own-account.schema.ts'
import { PASSWORD_LEAST } from './password.ts'
import type { FormProblems } from './problem.view.ts'
import { roleWord } from './role-word.view.ts'
import type { FormKeys } from './route.ts'
import { invitationTexts } from './texts/invitation.ts'
import { ownTexts } from './texts/own.ts'
import type { Viewer } from './viewer.ts'

type On = { lang: Lang; keys: FormKeys; problems?: FormProblems | undefined }

/** The fields about oneself in words. */
export function shownOwn(lang: Lang, values: Readonly<Record<string, string>>) {
  const t = ownTexts(lang)
  const language = LANGS.find((one) => one === values.language)
  const colors = COLOR_SCHEMES.find((one) => one === values.colorScheme)
  return [
    { name: 'name', label: t('name'), value: values.name ?? '' },
    { name: 'language', label: t('language'), value: language ? langName(language) : '' },
    { name: 'colorScheme', label: t('colors'), value: colors ? t(`colors.${colors}`) : '' },
  ]
}

export function AboutForm({
  lang,
  keys,
  viewer,
  typed,
  opened,
  problems,
}: On & {
  viewer: Viewer
  typed: Readonly<Record<string, string>>
  /** What stands now: a change in another window is then known. */
  opened: Readonly<Record<string, string>>
}) {
  const t = ownTexts(lang)
  return (
    <Card title={t('about')}>
      <DescriptionList
        items={[
          { term: t('email'), description: <Bdi>{viewer.email}</Bdi> },
          {
            term: t('roles'),
            description:
              viewer.roles.length === 0 ? (
                t('roles.none')
              ) : (
                <ul class="plain-list">
                  {viewer.roles.map((held) => (
                    <li>
                      {roleWord(lang, held.role, held.unitKind)}, <Bdi>{held.unitName}</Bdi>
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <Form
        action={paths.account}
        hidden={{ _token: keys.token, _key: keys.key, _opened: JSON.stringify(opened) }}
        label={t('about')}
      >
        <TextField
          name="name"
          label={t('name')}
          hint={t('name.hint')}
          value={typed.name ?? ''}
          autocomplete="name"
          error={fieldError(lang, problems, 'name')}
          required
        />
        <RadioGroup
          name="language"
          label={t('language')}
          layout="row"
          value={typed.language ?? ''}
          options={LANGS.map((code) => ({ value: code, label: <span lang={code}>{langName(code)}</span> }))}
          error={fieldError(lang, problems, 'language')}
        />
        <RadioGroup
          name="colorScheme"
          label={t('colors')}
          layout="row"
          value={typed.colorScheme ?? ''}
          options={COLOR_SCHEMES.map((scheme) => ({ value: scheme, label: t(`colors.${scheme}`) }))}
          error={fieldError(lang, problems, 'colorScheme')}
        />
        <Actions>
          <Button>{formTexts(lang)('save')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

export function PasswordForm({ lang, keys, viewer, problems }: On & { viewer: Viewer }) {
  const t = ownTexts(lang)
  const hint = invitationTexts(lang)
  const field = (name: string, label: string, autocomplete: string, more: { hint?: string } = {}) => (
    <TextField
      name={name}
      label={label}
      type="password"
      autocomplete={autocomplete}
      error={fieldError(lang, problems, name)}
      required
      {...more}
    />
  )
  return (
    <Form action={paths.accountPassword} hidden={{ _token: keys.token, _key: keys.key }} label={t('password.submit')}>
      {/* So that the browser keeps the password under the right name. */}
      <input type="text" name="username" value={viewer.email} autocomplete="username" hidden />
      {field('present', t('password.present'), 'current-password')}
      {field('password', t('password.new'), 'new-password', { hint: hint('password.hint', { least: PASSWORD_LEAST }) })}
      {field('again', hint('password.again'), 'new-password')}
      <Actions>
        <Button variant="secondary">{t('password.submit')}</Button>
      </Actions>
    </Form>
  )
}

const DeviceName = ({ lang, session }: { lang: Lang; session: OwnSession }) => {
  const t = ownTexts(lang)
  return (
    <>
      {session.device ? t('sessions.device.on', session.device) : t('sessions.unknown')}{' '}
      {session.here && <Tag tone="ok">{t('sessions.here')}</Tag>}
    </>
  )
}

export function Sessions({ lang, keys, sessions }: On & { sessions: OwnAccount['sessions'] }) {
  const t = ownTexts(lang)
  const hidden = { _token: keys.token }
  return (
    <Card title={t('sessions')}>
      <Stack tight>
        <Table
          caption={t('sessions.caption')}
          captionHidden
          rows={sessions}
          empty=""
          columns={[
            { heading: t('sessions.device'), header: true, cell: (one) => <DeviceName lang={lang} session={one} /> },
            { heading: t('sessions.since'), cell: (one) => <Bdi>{formatInstant(lang, one.since)}</Bdi> },
            {
              heading: t('sessions.end'),
              headingHidden: true,
              align: 'end',
              cell: (one) =>
                !one.here && (
                  <Form action={paths.accountSession(one.sessionId)} hidden={hidden}>
                    <Button variant="tertiary" size="small">
                      {t('sessions.end')}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        <Form action={paths.signOut} hidden={hidden}>
          <Button variant="secondary" name="everywhere" value="yes">
            {t('sessions.everywhere')}
          </Button>
        </Form>
      </Stack>
    </Card>
  )
}

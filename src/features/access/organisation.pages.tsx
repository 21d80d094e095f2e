import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { Checkbox } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FieldSet } from '../../ui/form.tsx'
import { Notice } from '../../ui/status.tsx'
import { type AdminForm, adminForm, readThen } from './admin-form.pages.tsx'
import { fieldError } from './form-problems.view.tsx'
import { setSignIn } from './organisation.commands.ts'
import { signInOf } from './organisation.queries.ts'
import { signInSchema } from './organisation.schema.ts'
import { type AuthoritySignIn, callbackUrl } from './organisation.ts'
import type { Route } from './route.ts'
import { organisationTexts } from './texts/organisation.ts'
import { type AuthorityRow, authorityOf } from './unit.queries.ts'

/** An authority with its sign-in service, as far as it has one; version 0 before it has. */
type Row = { version: number; authority: AuthorityRow; present: AuthoritySignIn | undefined }

const ENDPOINTS = ['issuer', 'authorizationUrl', 'tokenUrl', 'jwksUrl', 'userinfoUrl'] as const
const TEXTS = ['domain', ...ENDPOINTS, 'clientId', 'scopes', 'emailClaim'] as const
const BOXES = ['trustsEmail', 'active'] as const
const HIDDEN = '••••••••'

const yes = (is: boolean | undefined): string => (is ? 'yes' : '')

/** The sign-in service of an authority. */
export const organisationRoutes = ({ origin, secret }: { origin: string; secret: string }): Route[] => {
  const form: AdminForm<Row> = {
    at: paths.adminSignIn(':id'),
    action: (row) => paths.adminSignIn(row?.authority.authorityId ?? ''),
    back: paths.adminAuthorities,
    async row({ tx, viewer, c }) {
      const authority = await authorityOf(tx, viewer, Number(c.req.param('id')))
      if (!authority) return undefined
      const present = await signInOf(tx, viewer, authority.authorityId)
      return { authority, present, version: present?.version ?? 0 }
    },
    words({ lang }, row) {
      const t = organisationTexts(lang)
      return { title: t('title', { name: row?.authority.name ?? '' }), lead: t('lead') }
    },
    initial: (row) => ({
      ...Object.fromEntries(TEXTS.map((name) => [name, row?.present?.[name] ?? ''])),
      scopes: row?.present?.scopes ?? 'openid email profile',
      emailClaim: row?.present?.emailClaim ?? 'email',
      trustsEmail: yes(row?.present?.trustsEmail),
      active: row?.present ? yes(row.present.active) : 'yes',
    }),
    before: ({ lang }, { authority }) => (
      <Notice>
        <p>{organisationTexts(lang)('callback')}</p>
        <p>
          <bdi class="address">{callbackUrl(origin, authority.authorityId)}</bdi>
        </p>
      </Notice>
    ),
    fields({ lang }, row, values, problems) {
      const t = organisationTexts(lang)
      const field = (name: (typeof TEXTS)[number], more: { hint?: string; type?: 'url'; mark?: string } = {}) => (
        <TextField
          name={name}
          label={t(name)}
          value={values[name] ?? ''}
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          error={fieldError(lang, problems, name)}
          required={!more.mark}
          {...more}
        />
      )
      const mark = formTexts(lang)('optional')
      return (
        <>
          {field('domain', { hint: t('domain.hint') })}
          <FieldSet legend={t('endpoints')} hint={t('endpoints.hint')} name="endpoints">
            {ENDPOINTS.map((name) => field(name, { type: 'url', ...(name === 'userinfoUrl' ? { mark } : {}) }))}
          </FieldSet>
          {field('clientId')}
          <TextField
            name="clientSecret"
            label={t('clientSecret')}
            hint={t(row?.present ? 'clientSecret.keep' : 'clientSecret.new')}
            type="password"
            autocomplete="off"
            error={fieldError(lang, problems, 'clientSecret')}
          />
          {field('scopes')}
          {field('emailClaim', { hint: t('emailClaim.hint') })}
          <Checkbox
            name="trustsEmail"
            label={t('trustsEmail')}
            hint={t('trustsEmail.hint')}
            checked={values.trustsEmail === 'yes'}
          />
          <Checkbox name="active" label={t('active')} checked={values.active === 'yes'} />
        </>
      )
    },
    shown({ lang }, values) {
      const t = organisationTexts(lang)
      const said = formTexts(lang)
      return [
        ...TEXTS.map((name) => ({ name, label: t(name), value: values[name] ?? '' })),
        // Never shown again: that it was typed is said, so that it is typed once more.
        { name: 'clientSecret', label: t('clientSecret'), value: values.clientSecret ? HIDDEN : '' },
        ...BOXES.map((name) => ({ name, label: t(name), value: said(values[name] === 'yes' ? 'yes' : 'no') })),
      ]
    },
    change: (visit, { authority }, version) =>
      readThen(visit, signInSchema, (value) =>
        setSignIn(visit.tx, visit.viewer, secret, authority.authorityId, version, value),
      ),
  }
  return adminForm(form)
}

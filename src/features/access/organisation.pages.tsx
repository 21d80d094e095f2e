import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { ok } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FieldSet, Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Notice } from '../../ui/status.tsx'
import { ADMIN } from './admin.view.tsx'
import { fieldError, ProblemSummary } from './form-problems.view.tsx'
import { setSignIn } from './organisation.commands.ts'
import { signInOf } from './organisation.queries.ts'
import { signInSchema } from './organisation.schema.ts'
import { callbackUrl } from './organisation.ts'
import { type FormProblems, problemsOf } from './problem.view.ts'
import type { Route, Visit } from './route.ts'
import { organisationTexts } from './texts/organisation.ts'
import { type AuthorityRow, authorityOf } from './unit.queries.ts'

type Typed = Readonly<Record<string, string>>
type On = { visit: Visit; authority: AuthorityRow; origin: string; isNew: boolean }

const NEW: Typed = { active: 'yes', scopes: 'openid email profile', emailClaim: 'email' }

const ENDPOINTS = ['issuer', 'authorizationUrl', 'tokenUrl', 'jwksUrl', 'userinfoUrl'] as const

function signInPage({ visit, authority, origin, isNew }: On, typed: Typed, problems?: FormProblems) {
  const { lang } = visit
  const t = organisationTexts(lang)
  const form = formTexts(lang)
  const { token, key } = visit.keys()
  const title = t('title', { name: authority.name })
  const field = (name: string, label: string, more: { hint?: string; type?: 'url'; mark?: string } = {}) => (
    <TextField
      name={name}
      label={label}
      value={typed[name] ?? ''}
      autocomplete="off"
      spellcheck={false}
      dir="ltr"
      error={fieldError(lang, problems, name)}
      required={!more.mark}
      {...more}
    />
  )
  return visit.page({
    title,
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={title} lead={t('lead')} />
        <Notice>
          <p>{t('callback')}</p>
          <p>
            <bdi class="address">{callbackUrl(origin, authority.authorityId)}</bdi>
          </p>
        </Notice>
        <Form action={paths.adminSignIn(authority.authorityId)} hidden={{ _token: token, _key: key }}>
          {field('domain', t('domain'), { hint: t('domain.hint') })}
          <FieldSet legend={t('endpoints')} hint={t('endpoints.hint')} name="endpoints">
            {ENDPOINTS.map((name) =>
              field(name, t(name), { type: 'url', ...(name === 'userinfoUrl' ? { mark: form('optional') } : {}) }),
            )}
          </FieldSet>
          {field('clientId', t('clientId'))}
          <TextField
            name="clientSecret"
            label={t('clientSecret')}
            hint={t(isNew ? 'clientSecret.new' : 'clientSecret.keep')}
            type="password"
            autocomplete="off"
            error={fieldError(lang, problems, 'clientSecret')}
          />
          {field('scopes', t('scopes'))}
          {field('emailClaim', t('emailClaim'), { hint: t('emailClaim.hint') })}
          <Checkbox
            name="trustsEmail"
            label={t('trustsEmail')}
            hint={t('trustsEmail.hint')}
            checked={typed.trustsEmail === 'yes'}
          />
          <Checkbox name="active" label={t('active')} checked={typed.active === 'yes'} />
          <Actions>
            <Button>{form('save')}</Button>
            <Button variant="tertiary" href={paths.adminAuthorities}>
              {form('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

const authorityOfPath = (visit: Visit) => authorityOf(visit.tx, visit.viewer, Number(visit.c.req.param('id')))

/** The sign-in service of an authority. */
export function organisationRoutes({ origin, secret }: { origin: string; secret: string }): Route[] {
  return [
    {
      method: 'get',
      path: paths.adminSignIn(':id'),
      guard: ADMIN,
      audit: 'none',
      async handle(visit) {
        const authority = await authorityOfPath(visit)
        if (!authority) return visit.notFound()
        const present = await signInOf(visit.tx, visit.viewer, authority.authorityId)
        const yes = (is: boolean) => (is ? 'yes' : '')
        const typed = present
          ? {
              ...present,
              active: yes(present.active),
              trustsEmail: yes(present.trustsEmail),
              userinfoUrl: present.userinfoUrl ?? '',
            }
          : NEW
        return signInPage({ visit, authority, origin, isNew: !present }, typed)
      },
    },
    {
      method: 'post',
      path: paths.adminSignIn(':id'),
      guard: ADMIN,
      audit: 'change',
      async handle(visit) {
        const { tx, viewer, form } = visit
        const authority = await authorityOfPath(visit)
        if (!authority) return visit.notFound()
        const isNew = !(await signInOf(tx, viewer, authority.authorityId))
        const again = (problems: FormProblems) => signInPage({ visit, authority, origin, isNew }, form, problems)
        const read = readForm(signInSchema, form)
        if (!read.ok) return again({ fields: read.problems })
        const sent = await visit.submit(async () => {
          const set = await setSignIn(tx, viewer, secret, authority.authorityId, read.value)
          return set.ok ? ok(`${paths.adminAuthorities}?klart=saved`) : set
        })
        if ('done' in sent) return sent.done
        const problems = problemsOf(sent.refused)
        return problems === 'absent' ? visit.notFound() : again(problems)
      },
    },
  ]
}

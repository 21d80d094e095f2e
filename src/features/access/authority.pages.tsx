import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { ok } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FieldSet, Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { ADMIN, adminPage } from './admin.view.tsx'
import { fieldError, ProblemSummary } from './form-problems.view.tsx'
import { type FormProblems, problemsOf } from './problem.view.ts'
import type { Route, Visit } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { addAuthority, changeAuthority } from './unit.commands.ts'
import { type AuthorityRow, authorityOf, listAuthorities } from './unit.queries.ts'
import { AUTHORITY_KINDS, authoritySchema, newAuthoritySchema } from './unit.schema.ts'
import { AuthorityTable } from './unit.view.tsx'

type Typed = Readonly<Record<string, string>>

/** The form of an authority: a new one, or the name of one that is there. */
function authorityPage(visit: Visit, authority: AuthorityRow | undefined, typed: Typed, problems?: FormProblems) {
  const { lang } = visit
  const t = adminTexts(lang)
  const error = (name: string) => fieldError(lang, problems, name)
  const { token, key } = visit.keys()
  const title = authority ? t('authority.change', { name: authority.name }) : t('authority.new')
  return visit.page({
    title,
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={title} lead={authority && t(`authorityKind.${authority.kind}`)} />
        <Form
          action={authority ? paths.adminAuthority(authority.authorityId) : paths.adminNewAuthority}
          hidden={{ _token: token, _key: key }}
        >
          <TextField
            name="name"
            label={t('name')}
            value={typed.name ?? ''}
            autocomplete="off"
            error={error('name')}
            required
          />
          {!authority && (
            <RadioGroup
              name="kind"
              label={t('authority.kind')}
              hint={t('authority.kind.hint')}
              value={typed.kind ?? ''}
              options={AUTHORITY_KINDS.map((kind) => ({ value: kind, label: t(`authorityKind.${kind}`) }))}
              error={error('kind')}
              required
            />
          )}
          <FieldSet legend={t('authority.contact')} hint={t('authority.contact.hint')} name="contact">
            <TextField
              name="contactEmail"
              label={t('email')}
              mark={formTexts(lang)('optional')}
              type="email"
              value={typed.contactEmail ?? ''}
              autocomplete="off"
              error={error('contactEmail')}
            />
            <TextField
              name="contactPhone"
              label={t('unit.phone')}
              mark={formTexts(lang)('optional')}
              type="tel"
              value={typed.contactPhone ?? ''}
              autocomplete="off"
              error={error('contactPhone')}
            />
          </FieldSet>
          <Actions>
            <Button>{formTexts(lang)('save')}</Button>
            <Button variant="tertiary" href={paths.adminAuthorities}>
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

const typedOf = ({ name, contactEmail, contactPhone }: AuthorityRow): Typed => ({
  name,
  contactEmail: contactEmail ?? '',
  contactPhone: contactPhone ?? '',
})

const authorityOfPath = (visit: Visit) => authorityOf(visit.tx, visit.viewer, Number(visit.c.req.param('id')))
const SAVED = `${paths.adminAuthorities}?klart=saved`

/** The authorities of the association. */
export const authorityRoutes: Route[] = [
  {
    method: 'get',
    path: paths.adminAuthorities,
    guard: ADMIN,
    audit: 'none',
    async handle({ tx, viewer, lang, page, c }) {
      const t = adminTexts(lang)
      const rows = await listAuthorities(tx, viewer)
      return page(
        adminPage({
          ...{ lang, viewer, tab: 'authorities', done: c.req.query('klart') },
          actions: (
            <Button href={paths.adminNewAuthority} icon="plus">
              {t('authorities.add')}
            </Button>
          ),
          body: <AuthorityTable lang={lang} rows={rows} />,
        }),
      )
    },
  },
  {
    method: 'get',
    path: paths.adminNewAuthority,
    guard: ADMIN,
    audit: 'none',
    handle: (visit) => authorityPage(visit, undefined, {}),
  },
  {
    method: 'post',
    path: paths.adminNewAuthority,
    guard: ADMIN,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, form } = visit
      const read = readForm(newAuthoritySchema, form)
      if (!read.ok) return authorityPage(visit, undefined, form, { fields: read.problems })
      const sent = await visit.submit(async () => {
        const added = await addAuthority(tx, viewer, read.value)
        return added.ok ? ok(SAVED) : added
      })
      if ('done' in sent) return sent.done
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : authorityPage(visit, undefined, form, problems)
    },
  },
  {
    method: 'get',
    path: paths.adminAuthority(':id'),
    guard: ADMIN,
    audit: 'none',
    async handle(visit) {
      const authority = await authorityOfPath(visit)
      return authority ? authorityPage(visit, authority, typedOf(authority)) : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.adminAuthority(':id'),
    guard: ADMIN,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, form } = visit
      const authority = await authorityOfPath(visit)
      if (!authority) return visit.notFound()
      const read = readForm(authoritySchema, form)
      if (!read.ok) return authorityPage(visit, authority, form, { fields: read.problems })
      const sent = await visit.submit(async () => {
        const renamed = await changeAuthority(tx, viewer, authority.authorityId, read.value)
        return renamed.ok ? ok(SAVED) : renamed
      })
      if ('done' in sent) return sent.done
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : authorityPage(visit, authority, form, problems)
    },
  },
]

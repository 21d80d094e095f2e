import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FieldSet } from '../../ui/form.tsx'
import { ADMIN, adminPage } from './admin.view.tsx'
import { type AdminForm, adminForm, readThen } from './admin-form.pages.tsx'
import { fieldError } from './form-problems.view.tsx'
import type { Route } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { addAuthority, changeAuthority } from './unit.commands.ts'
import { type AuthorityRow, authorityOf, listAuthorities } from './unit.queries.ts'
import { AUTHORITY_KINDS, authoritySchema, newAuthoritySchema } from './unit.schema.ts'
import { AuthorityTable } from './unit.view.tsx'

/** The form of an authority: a new one, or the name and the contact of one that is there. */
const form: AdminForm<AuthorityRow> = {
  at: paths.adminAuthority(':id'),
  newAt: paths.adminNewAuthority,
  action: (row) => (row ? paths.adminAuthority(row.authorityId) : paths.adminNewAuthority),
  back: paths.adminAuthorities,
  row: (visit) => authorityOf(visit.tx, visit.viewer, Number(visit.c.req.param('id'))),
  words({ lang }, row) {
    const t = adminTexts(lang)
    return row
      ? { title: t('authority.change', { name: row.name }), lead: t(`authorityKind.${row.kind}`) }
      : { title: t('authority.new') }
  },
  initial: (row) => ({
    name: row?.name ?? '',
    contactEmail: row?.contactEmail ?? '',
    contactPhone: row?.contactPhone ?? '',
  }),
  fields({ lang }, row, values, problems) {
    const t = adminTexts(lang)
    const error = (name: string) => fieldError(lang, problems, name)
    const optional = formTexts(lang)('optional')
    return (
      <>
        <TextField
          name="name"
          label={t('name')}
          value={values.name ?? ''}
          autocomplete="off"
          error={error('name')}
          required
        />
        {!row && (
          <RadioGroup
            name="kind"
            label={t('authority.kind')}
            hint={t('authority.kind.hint')}
            value={values.kind ?? ''}
            options={AUTHORITY_KINDS.map((kind) => ({ value: kind, label: t(`authorityKind.${kind}`) }))}
            error={error('kind')}
            required
          />
        )}
        <FieldSet legend={t('authority.contact')} hint={t('authority.contact.hint')} name="contact">
          <TextField
            name="contactEmail"
            label={t('email')}
            mark={optional}
            type="email"
            value={values.contactEmail ?? ''}
            autocomplete="off"
            error={error('contactEmail')}
          />
          <TextField
            name="contactPhone"
            label={t('unit.phone')}
            mark={optional}
            type="tel"
            value={values.contactPhone ?? ''}
            autocomplete="off"
            error={error('contactPhone')}
          />
        </FieldSet>
      </>
    )
  },
  shown({ lang }, values) {
    const t = adminTexts(lang)
    return [
      { name: 'name', label: t('name'), value: values.name ?? '' },
      { name: 'contactEmail', label: t('email'), value: values.contactEmail ?? '' },
      { name: 'contactPhone', label: t('unit.phone'), value: values.contactPhone ?? '' },
    ]
  },
  add: (visit) => readThen(visit, newAuthoritySchema, (facts) => addAuthority(visit.tx, visit.viewer, facts)),
  change: (visit, { authorityId }, version) =>
    readThen(visit, authoritySchema, (facts) => changeAuthority(visit.tx, visit.viewer, authorityId, version, facts)),
}

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
            <>
              <Button href={paths.adminSight} variant="tertiary">
                {t('sight.title')}
              </Button>
              <Button href={paths.adminNewAuthority} icon="plus">
                {t('authorities.add')}
              </Button>
            </>
          ),
          body: <AuthorityTable lang={lang} rows={rows} />,
        }),
      )
    },
  },
  ...adminForm(form),
]

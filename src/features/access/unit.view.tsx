import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { Checkbox, RadioGroup, SelectField } from '../../ui/choice.tsx'
import { NumberField, TextField } from '../../ui/field.tsx'
import { FieldSet } from '../../ui/form.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { fieldError } from './form-problems.view.tsx'
import type { FormProblems } from './problem.view.ts'
import { adminTexts } from './texts/admin.ts'
import { organisationTexts } from './texts/organisation.ts'
import type { AuthorityRow, UnitRow } from './unit.queries.ts'
import { UNIT_KINDS, WAYS } from './unit.schema.ts'
import type { UnitKind } from './viewer.ts'

/** The units, a table for each authority. */
export function UnitTables({
  lang,
  authorities,
  units,
}: {
  lang: Lang
  authorities: readonly AuthorityRow[]
  units: readonly UnitRow[]
}) {
  const t = adminTexts(lang)
  return (
    <Stack>
      {authorities.map((authority) => (
        <Table
          caption={t('units.caption', { authority: authority.name })}
          rows={units.filter((unit) => unit.authorityId === authority.authorityId)}
          empty={
            <>
              <strong>{t('units.caption', { authority: authority.name })}</strong> {t('units.empty')}
            </>
          }
          columns={[
            {
              heading: t('name'),
              header: true,
              cell: (unit) => (
                <a href={paths.adminUnit(unit.unitId)}>
                  <Bdi>{unit.name}</Bdi>
                </a>
              ),
            },
            { heading: t('unit.kind'), cell: (unit) => t(`kind.${unit.unitKind}`) },
            { heading: t('unit.capacity'), align: 'end', cell: (unit) => <Bdi>{unit.capacity ?? '–'}</Bdi> },
            { heading: t('unit.way'), cell: (unit) => (unit.wayOfWorking ? t(`way.${unit.wayOfWorking}`) : '–') },
            { heading: t('unit.phone'), cell: (unit) => <Bdi whole>{unit.phone ?? '–'}</Bdi> },
            {
              heading: t('state'),
              cell: (unit) => (
                <Tag tone={unit.active ? 'ok' : 'neutral'}>{t(unit.active ? 'unit.open' : 'unit.closed')}</Tag>
              ),
            },
          ]}
        />
      ))}
    </Stack>
  )
}

/** The fields of a unit in words, in the order of its form. */
export function unitShown(lang: Lang, values: Readonly<Record<string, string>>) {
  const t = adminTexts(lang)
  const kind = UNIT_KINDS.find((one) => one === values.kind)
  const way = WAYS.find((one) => one === values.way)
  return [
    { name: 'name', label: t('name'), value: values.name ?? '' },
    { name: 'kind', label: t('unit.kind'), value: kind ? t(`kind.${kind}`) : '' },
    { name: 'capacity', label: t('unit.capacity'), value: values.capacity ?? '' },
    { name: 'way', label: t('unit.way'), value: way ? t(`way.${way}`) : '' },
    { name: 'phone', label: t('unit.phone'), value: values.phone ?? '' },
    { name: 'active', label: t('state'), value: t(values.active === 'yes' ? 'unit.open' : 'unit.closed') },
  ]
}

/** Fields of a unit. A new one also asks whose it is. */
export function UnitFields({
  lang,
  typed,
  problems,
  authorities,
  kinds = UNIT_KINDS,
}: {
  lang: Lang
  typed: Readonly<Record<string, string>>
  problems: FormProblems | undefined
  /** To choose among, for a new unit. */
  authorities?: readonly AuthorityRow[]
  kinds?: readonly UnitKind[]
}) {
  const t = adminTexts(lang)
  const error = (name: string) => fieldError(lang, problems, name)
  const optional = formTexts(lang)('optional')
  return (
    <>
      {authorities && (
        <SelectField
          name="authority"
          label={t('authority')}
          value={typed.authority ?? ''}
          emptyText={t('give.choose')}
          options={authorities.map((one) => ({ value: String(one.authorityId), label: one.name }))}
          error={error('authority')}
          required
        />
      )}
      <TextField
        name="name"
        label={t('name')}
        value={typed.name ?? ''}
        autocomplete="off"
        error={error('name')}
        required
      />
      <RadioGroup
        name="kind"
        label={t('unit.kind')}
        value={typed.kind ?? ''}
        options={kinds.map((kind) => ({
          value: kind,
          label: t(`kind.${kind}`),
          hint: kind === 'association' ? undefined : t(`kind.${kind}.hint`),
        }))}
        error={error('kind')}
        required
      />
      <FieldSet legend={t('unit.team')} name="team">
        <NumberField
          name="capacity"
          label={t('unit.capacity')}
          mark={optional}
          hint={t('unit.capacity.hint')}
          value={typed.capacity ?? ''}
          error={error('capacity')}
        />
        <RadioGroup
          name="way"
          label={t('unit.way')}
          mark={optional}
          value={typed.way ?? ''}
          options={WAYS.map((way) => ({ value: way, label: t(`way.${way}`) }))}
          error={error('way')}
        />
      </FieldSet>
      <TextField
        name="phone"
        label={t('unit.phone')}
        mark={optional}
        type="tel"
        value={typed.phone ?? ''}
        autocomplete="off"
        error={error('phone')}
      />
      {!authorities && <Checkbox name="active" label={t('unit.active')} checked={typed.active === 'yes'} />}
    </>
  )
}

/** The authorities and how many units each has. */
export function AuthorityTable({ lang, rows }: { lang: Lang; rows: readonly AuthorityRow[] }) {
  const signIn = organisationTexts(lang)
  const t = adminTexts(lang)
  return (
    <Table
      caption={t('authorities.caption')}
      rows={rows}
      empty={t('units.empty')}
      columns={[
        { heading: t('name'), header: true, cell: (row) => <Bdi>{row.name}</Bdi> },
        { heading: t('authority.kind'), cell: (row) => t(`authorityKind.${row.kind}`) },
        { heading: t('authority.units'), align: 'end', cell: (row) => <Bdi>{Number(row.units)}</Bdi> },
        {
          heading: signIn('heading'),
          cell: (row) => (
            <a href={paths.adminSignIn(row.authorityId)}>
              {signIn(row.signIn === null ? 'state.none' : row.signIn ? 'state.open' : 'state.closed')}
              <span class="vh">: {row.name}</span>
            </a>
          ),
        },
        {
          heading: t('unit.change.link'),
          headingHidden: true,
          align: 'end',
          cell: (row) => (
            <Button variant="tertiary" size="small" href={paths.adminAuthority(row.authorityId)}>
              {t('unit.change.link')}
              <span class="vh">: {row.name}</span>
            </Button>
          ),
        },
      ]}
    />
  )
}

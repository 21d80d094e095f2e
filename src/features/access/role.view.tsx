import { formTexts } from '../../platform/form/texts/form.ts'
import type { Lang } from '../../platform/i18n/lang.ts'
import { RadioGroup, SelectField } from '../../ui/choice.tsx'
import { DateField } from '../../ui/field.tsx'
import { fieldError } from './form-problems.view.tsx'
import type { FormProblems } from './problem.view.ts'
import { ROLES } from './role.ts'
import { roleChoice } from './role-word.view.ts'
import { adminTexts } from './texts/admin.ts'
import type { UnitRow } from './unit.queries.ts'

/** Units to choose among, an authority at a time; closed ones are left out. */
const unitOptions = (units: readonly UnitRow[]) => {
  const open = units.filter((unit) => unit.active)
  return [...new Set(open.map((unit) => unit.authority))].map((group) => ({
    group,
    options: open
      .filter((unit) => unit.authority === group)
      .map((unit) => ({ value: String(unit.unitId), label: unit.name })),
  }))
}

/** Where, which role, from–until: the same when a role is given and when somebody is invited. */
export function RoleFields({
  lang,
  units,
  typed,
  problems,
}: {
  lang: Lang
  units: readonly UnitRow[]
  typed: Readonly<Record<string, string>>
  problems: FormProblems | undefined
}) {
  const t = adminTexts(lang)
  const form = formTexts(lang)
  const error = (name: string) => fieldError(lang, problems, name)
  return (
    <>
      <SelectField
        name="unit"
        label={t('unit')}
        hint={t('give.unit.hint')}
        value={typed.unit ?? ''}
        emptyText={t('give.choose')}
        options={unitOptions(units)}
        error={error('unit')}
        required
      />
      <RadioGroup
        name="role"
        label={t('role')}
        value={typed.role ?? ''}
        options={ROLES.map((role) => ({
          value: role,
          label: roleChoice(lang, role),
          hint: t(`role.${role}.hint`),
        }))}
        error={error('role')}
        required
      />
      <DateField
        name="from"
        label={t('give.from')}
        format={form('dayFormat')}
        value={typed.from ?? ''}
        error={error('from')}
        required
      />
      <DateField
        name="until"
        label={t('give.until')}
        mark={form('optional')}
        hint={t('give.until.hint')}
        format={form('dayFormat')}
        value={typed.until ?? ''}
        error={error('until')}
      />
    </>
  )
}

import { paths } from '../../paths.ts'
import { TextField } from '../../ui/field.tsx'
import { type AdminForm, adminForm, readThen } from './admin-form.pages.tsx'
import { fieldError } from './form-problems.view.tsx'
import type { Route } from './route.ts'
import { setSightDays, sightDaysOf } from './sight.commands.ts'
import { LONGEST_SIGHT, sightSchema } from './sight.schema.ts'
import { adminTexts } from './texts/admin.ts'

/** How long a unit sees what the others do after its own part. What stands is its own version. */
const form: AdminForm<{ version: number }> = {
  at: paths.adminSight,
  action: () => paths.adminSight,
  back: paths.adminAuthorities,
  async row({ tx, viewer }) {
    const days = await sightDaysOf(tx, viewer)
    return days === undefined ? undefined : { version: days }
  },
  words({ lang }) {
    const t = adminTexts(lang)
    return { title: t('sight.title'), lead: t('sight.lead') }
  },
  initial: (row) => ({ days: String(row?.version ?? '') }),
  fields: ({ lang }, _row, values, problems) => {
    const t = adminTexts(lang)
    return (
      <TextField
        name="days"
        label={t('sight.days')}
        hint={t('sight.days.hint', { most: LONGEST_SIGHT })}
        value={values.days ?? ''}
        inputmode="numeric"
        chars="short"
        autocomplete="off"
        error={fieldError(lang, problems, 'days')}
        required
      />
    )
  },
  shown: ({ lang }, values) => [{ name: 'days', label: adminTexts(lang)('sight.days'), value: values.days ?? '' }],
  change: (visit, _row, version) =>
    readThen(visit, sightSchema, ({ days }) => setSightDays(visit.tx, visit.viewer, days, version)),
}

export const sightRoutes: Route[] = adminForm(form)

import { paths } from '../../paths.ts'
import type { Values } from '../../platform/form/stale-form.ts'
import { Button } from '../../ui/button.tsx'
import { ADMIN, adminPage } from './admin.view.tsx'
import { type AdminForm, adminForm, readThen } from './admin-form.pages.tsx'
import type { Route } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { addUnit, changeUnit } from './unit.commands.ts'
import { listAuthorities, listUnits, type UnitRow, unitOf } from './unit.queries.ts'
import { newUnitSchema, unitSchema } from './unit.schema.ts'
import { UnitFields, UnitTables, unitShown } from './unit.view.tsx'

/** The form of a unit: a new one, or one that is there. */
const form: AdminForm<UnitRow> = {
  at: paths.adminUnit(':id'),
  newAt: paths.adminNewUnit,
  action: (row) => (row ? paths.adminUnit(row.unitId) : paths.adminNewUnit),
  back: paths.adminUnits,
  row: (visit) => unitOf(visit.tx, visit.viewer, Number(visit.c.req.param('id'))),
  words({ lang }, row) {
    const t = adminTexts(lang)
    return row ? { title: t('unit.change', { name: row.name }), lead: row.authority } : { title: t('unit.new') }
  },
  initial: (row): Values =>
    row
      ? {
          name: row.name,
          kind: row.unitKind,
          capacity: String(row.capacity ?? ''),
          way: row.wayOfWorking ?? '',
          phone: row.phone ?? '',
          active: row.active ? 'yes' : '',
        }
      : {},
  async fields({ lang, tx, viewer }, row, values, problems) {
    const choices = row
      ? {
          kinds:
            row.authorityKind === 'association' ? (['association'] as const) : (['office', 'team', 'care'] as const),
        }
      : { authorities: await listAuthorities(tx, viewer) }
    return <UnitFields lang={lang} typed={values} problems={problems} {...choices} />
  },
  shown: ({ lang }, values) => unitShown(lang, values),
  add: (visit) =>
    readThen(visit, newUnitSchema, ({ authority, kind, way, ...facts }) =>
      addUnit(visit.tx, visit.viewer, {
        ...facts,
        ...{ authorityId: authority, unitKind: kind, wayOfWorking: way, active: true },
      }),
    ),
  change: (visit, { unitId }, version) =>
    readThen(visit, unitSchema, ({ kind, way, ...facts }) =>
      changeUnit(visit.tx, visit.viewer, visit.today, unitId, version, {
        ...facts,
        ...{ unitKind: kind, wayOfWorking: way },
      }),
    ),
}

/** The units of the association. */
export const unitRoutes: Route[] = [
  {
    method: 'get',
    path: paths.adminUnits,
    guard: ADMIN,
    audit: 'none',
    async handle({ tx, viewer, lang, page, c }) {
      const t = adminTexts(lang)
      const authorities = await listAuthorities(tx, viewer)
      const units = await listUnits(tx, viewer)
      return page(
        adminPage({
          ...{ lang, viewer, tab: 'units', done: c.req.query('klart') },
          actions: (
            <Button href={paths.adminNewUnit} icon="plus">
              {t('units.add')}
            </Button>
          ),
          body: <UnitTables lang={lang} authorities={authorities} units={units} />,
        }),
      )
    },
  },
  ...adminForm(form),
]

import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { ok } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { ADMIN, adminPage } from './admin.view.tsx'
import { ProblemSummary } from './form-problems.view.tsx'
import { type FormProblems, problemsOf } from './problem.view.ts'
import type { Route, Visit } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { addUnit, changeUnit } from './unit.commands.ts'
import { listAuthorities, listUnits, type UnitRow, unitOf } from './unit.queries.ts'
import { newUnitSchema, unitSchema } from './unit.schema.ts'
import { UnitFields, UnitTables } from './unit.view.tsx'

type Typed = Readonly<Record<string, string>>

/** The form of a unit: a new one, or one that is there. */
async function unitPage(visit: Visit, unit: UnitRow | undefined, typed: Typed, problems?: FormProblems) {
  const { lang, tx, viewer } = visit
  const t = adminTexts(lang)
  const { token, key } = visit.keys()
  const title = unit ? t('unit.change', { name: unit.name }) : t('unit.new')
  return visit.page({
    title,
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={title} lead={unit?.authority} />
        <Form action={unit ? paths.adminUnit(unit.unitId) : paths.adminNewUnit} hidden={{ _token: token, _key: key }}>
          <UnitFields
            lang={lang}
            typed={typed}
            problems={problems}
            {...(unit
              ? { kinds: unit.authorityKind === 'association' ? ['association'] : ['office', 'team', 'care'] }
              : { authorities: await listAuthorities(tx, viewer) })}
          />
          <Actions>
            <Button>{formTexts(lang)('save')}</Button>
            <Button variant="tertiary" href={paths.adminUnits}>
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

const typedOf = (unit: UnitRow): Typed => ({
  name: unit.name,
  kind: unit.unitKind,
  capacity: String(unit.capacity ?? ''),
  way: unit.wayOfWorking ?? '',
  phone: unit.phone ?? '',
  active: unit.active ? 'yes' : '',
})

const unitOfPath = (visit: Visit) => unitOf(visit.tx, visit.viewer, Number(visit.c.req.param('id')))
const SAVED = `${paths.adminUnits}?klart=saved`

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
  {
    method: 'get',
    path: paths.adminNewUnit,
    guard: ADMIN,
    audit: 'none',
    handle: (visit) => unitPage(visit, undefined, {}),
  },
  {
    method: 'post',
    path: paths.adminNewUnit,
    guard: ADMIN,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, form } = visit
      const read = readForm(newUnitSchema, form)
      if (!read.ok) return unitPage(visit, undefined, form, { fields: read.problems })
      const { authority, kind, way, ...facts } = read.value
      const sent = await visit.submit(async () => {
        const added = await addUnit(tx, viewer, {
          ...facts,
          ...{ authorityId: authority, unitKind: kind, wayOfWorking: way, active: true },
        })
        return added.ok ? ok(SAVED) : added
      })
      if ('done' in sent) return sent.done
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : unitPage(visit, undefined, form, problems)
    },
  },
  {
    method: 'get',
    path: paths.adminUnit(':id'),
    guard: ADMIN,
    audit: 'none',
    async handle(visit) {
      const unit = await unitOfPath(visit)
      return unit ? unitPage(visit, unit, typedOf(unit)) : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.adminUnit(':id'),
    guard: ADMIN,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, today, form } = visit
      const unit = await unitOfPath(visit)
      if (!unit) return visit.notFound()
      const read = readForm(unitSchema, form)
      if (!read.ok) return unitPage(visit, unit, form, { fields: read.problems })
      const { kind, way, ...facts } = read.value
      const sent = await visit.submit(async () => {
        const changed = await changeUnit(tx, viewer, today, unit.unitId, {
          ...facts,
          unitKind: kind,
          wayOfWorking: way,
        })
        return changed.ok ? ok(SAVED) : changed
      })
      if ('done' in sent) return sent.done
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : unitPage(visit, unit, form, problems)
    },
  },
]

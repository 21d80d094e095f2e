import { paths } from '../../paths.ts'
import { readForm } from '../../platform/form/read-form.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { typedDay } from '../../platform/form/typed-day.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { type CalendarDay, parseDay } from '../../shared/calendar-day.ts'
import { ok } from '../../shared/result.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { ConfirmPanel } from '../../ui/confirm-panel.tsx'
import { DateField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Versions } from '../../ui/versions.tsx'
import { ADMIN } from './admin.view.tsx'
import { fieldError, ProblemSummary } from './form-problems.view.tsx'
import { endRole, giveRole } from './person.commands.ts'
import { type Person, type PersonRole, personOf, roleOf } from './person.queries.ts'
import { type FormProblems, problemsOf } from './problem.view.ts'
import { endingSchema, givingSchema } from './role.schema.ts'
import { RoleFields } from './role.view.tsx'
import { roleWord } from './role-word.view.ts'
import type { Route, Visit } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { listUnits } from './unit.queries.ts'

type Typed = Readonly<Record<string, string>>

async function givePage(visit: Visit, person: Person, typed: Typed, problems?: FormProblems) {
  const { lang, tx, viewer } = visit
  const t = adminTexts(lang)
  const units = await listUnits(tx, viewer)
  const { token, key } = visit.keys()
  const title = t('give.title', { name: person.name })
  return visit.page({
    title,
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        <PageHeading title={title} />
        <Form action={paths.adminGive(person.userId)} hidden={{ _token: token, _key: key }}>
          <RoleFields lang={lang} units={units} typed={typed} problems={problems} />
          <Actions>
            <Button>{t('give.submit')}</Button>
            <Button variant="tertiary" href={paths.adminPerson(person.userId)}>
              {formTexts(lang)('cancel')}
            </Button>
          </Actions>
        </Form>
      </>
    ),
  })
}

/** When a role ends, as the form says it. */
const endText = (visit: Visit, when: string, lastDay: CalendarDay | null | undefined): string => {
  const t = adminTexts(visit.lang)
  if (when === 'now') return t('end.now')
  return lastDay ? formatDay(visit.lang, lastDay) : '–'
}

type Ending = { typed: Typed; problems?: FormProblems; stale?: boolean }

function endPage(visit: Visit, found: { person: Person; role: PersonRole }, { typed, problems, stale }: Ending) {
  const { lang } = visit
  const t = adminTexts(lang)
  const { person, role } = found
  const { name } = person
  const { token, key } = visit.keys()
  const title = t('end.title', { role: roleWord(lang, role.role, role.unitKind), name })
  const { unit, authority } = role
  return visit.page({
    title,
    section: 'admin',
    narrow: true,
    failed: Boolean(problems || stale),
    status: stale ? 409 : problems ? 422 : 200,
    body: (
      <>
        <ProblemSummary lang={lang} problems={problems} />
        {stale && (
          <Versions
            words={formTexts(lang)}
            theirs={[{ label: t('end.when'), value: endText(visit, 'later', role.until) }]}
            yours={[
              {
                label: t('end.when'),
                value: endText(visit, typed.when ?? '', typedDay(typed.lastDay ?? '', visit.today)),
              },
            ]}
          />
        )}
        <ConfirmPanel
          title={title}
          consequences={[t('end.where', { unit, authority }), t('end.sight', { name }), t('end.contacts', { name })]}
          form={{
            action: paths.adminRole(role.roleId),
            hidden: { _token: token, _key: key, seen: role.until ?? 'none' },
          }}
          confirmText={t('end.submit')}
          danger
          cancel={{ href: paths.adminPerson(person.userId), text: formTexts(lang)('cancel') }}
        >
          <RadioGroup
            name="when"
            label={t('end.when')}
            value={typed.when ?? 'now'}
            options={[
              { value: 'now', label: t('end.now') },
              { value: 'later', label: t('end.later') },
            ]}
            error={fieldError(lang, problems, 'when')}
          />
          <DateField
            name="lastDay"
            label={t('end.lastDay')}
            format={formTexts(lang)('dayFormat')}
            value={typed.lastDay ?? ''}
            error={fieldError(lang, problems, 'lastDay')}
          />
        </ConfirmPanel>
      </>
    ),
  })
}

const personOfPath = (visit: Visit) => personOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')
const roleOfPath = (visit: Visit) => roleOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')

/** Giving a role and ending it. */
export const roleRoutes: Route[] = [
  {
    method: 'get',
    path: paths.adminGive(':id'),
    guard: ADMIN,
    audit: 'none',
    async handle(visit) {
      const person = await personOfPath(visit)
      return person ? givePage(visit, person, { from: visit.today }) : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.adminGive(':id'),
    guard: ADMIN,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, form } = visit
      const person = await personOfPath(visit)
      if (!person) return visit.notFound()
      const read = readForm(givingSchema, form)
      if (!read.ok) return givePage(visit, person, form, { fields: read.problems })
      const { unit, role, from, until } = read.value
      const sent = await visit.submit(async () => {
        const given = await giveRole(tx, viewer, {
          ...{ userId: person.userId, unitId: unit, role, from, until: until ?? null },
        })
        return given.ok ? ok(`${paths.adminPerson(person.userId)}?klart=given`) : given
      })
      if ('done' in sent) return sent.done
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : givePage(visit, person, form, problems)
    },
  },
  {
    method: 'get',
    path: paths.adminRole(':id'),
    guard: ADMIN,
    audit: 'none',
    async handle(visit) {
      const found = await roleOfPath(visit)
      return found ? endPage(visit, found, { typed: {} }) : visit.notFound()
    },
  },
  {
    method: 'post',
    path: paths.adminRole(':id'),
    guard: ADMIN,
    audit: 'change',
    async handle(visit) {
      const { tx, viewer, today, form } = visit
      const found = await roleOfPath(visit)
      if (!found) return visit.notFound()
      const read = readForm(endingSchema, form)
      if (!read.ok) return endPage(visit, found, { typed: form, problems: { fields: read.problems } })
      const lastDay = read.value.when === 'later' ? read.value.lastDay : undefined
      const seen = parseDay(form.seen ?? '') ?? null
      const sent = await visit.submit(async () => {
        const ended = await endRole(tx, viewer, today, { roleId: found.role.roleId, lastDay, seen })
        return ended.ok ? ok(`${paths.adminPerson(found.person.userId)}?klart=ended`) : ended
      })
      if ('done' in sent) return sent.done
      if (sent.refused.kind === 'stale') return endPage(visit, found, { typed: form, stale: true })
      const problems = problemsOf(sent.refused)
      return problems === 'absent' ? visit.notFound() : endPage(visit, found, { typed: form, problems })
    },
  },
]

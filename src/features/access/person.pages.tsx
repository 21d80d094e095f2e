import { paths } from '../../paths.ts'
import { formTexts } from '../../platform/form/texts/form.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmPanel } from '../../ui/confirm-panel.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { listAccessEvents } from './access-event.queries.ts'
import { AccessEventTable } from './access-event.view.tsx'
import { ADMIN, adminPage, DoneNotice, OVERSIGHT } from './admin.view.tsx'
import { ProblemSummary } from './form-problems.view.tsx'
import { closeAccount, openAccount } from './person.commands.ts'
import { listPeople, type PeopleFilter, type Person, personOf } from './person.queries.ts'
import { PeopleList, PersonFacts } from './person.view.tsx'
import { type FormProblems, problemsOf } from './problem.view.ts'
import type { Route, Visit } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { listUnits } from './unit.queries.ts'
import { hasRole } from './viewer.ts'

const filterOf = ({ c }: Visit): PeopleFilter => {
  const unit = Number(c.req.query('enhet'))
  const state = c.req.query('konto')
  return {
    search: (c.req.query('sok') ?? '').trim().slice(0, 100),
    unitId: Number.isInteger(unit) && unit > 0 && unit < 2 ** 31 ? unit : undefined,
    state: state === 'closed' || state === 'all' ? state : 'active',
    page: Math.min(10_000, Math.max(1, Math.trunc(Number(c.req.query('sida'))) || 1)),
  }
}

/** Closing or opening an account: asks once more, says what happens. */
function confirmPage(visit: Visit, person: Person, problems?: FormProblems) {
  const t = adminTexts(visit.lang)
  const kind = person.active ? 'close' : 'open'
  const { name } = person
  const title = t(`${kind}.title`, { name })
  const { token, key } = visit.keys()
  const consequences =
    kind === 'close' ? [t('close.sessions', { name }), t('close.kept', { name })] : [t('open.roles', { name })]
  return visit.page({
    title,
    section: 'admin',
    narrow: true,
    ...(problems ? { failed: true, status: 422 as const } : {}),
    body: (
      <>
        <ProblemSummary lang={visit.lang} problems={problems} />
        <ConfirmPanel
          title={title}
          consequences={consequences}
          form={{
            action: kind === 'close' ? paths.adminClose(person.userId) : paths.adminOpen(person.userId),
            hidden: { _token: token, _key: key },
          }}
          confirmText={t(`${kind}.submit`)}
          danger={kind === 'close'}
          cancel={{ href: paths.adminPerson(person.userId), text: formTexts(visit.lang)('cancel') }}
        />
      </>
    ),
  })
}

const personOfPath = (visit: Visit) => personOf(visit.tx, visit.viewer, visit.c.req.param('id') ?? '')

const confirmGet = (path: string): Route => ({
  method: 'get',
  path,
  guard: ADMIN,
  audit: 'none',
  async handle(visit) {
    const person = await personOfPath(visit)
    return person ? confirmPage(visit, person) : visit.notFound()
  },
})

const confirmPost = (path: string, done: 'closed' | 'opened'): Route => ({
  method: 'post',
  path,
  guard: ADMIN,
  audit: 'change',
  async handle(visit) {
    const { tx, viewer, today } = visit
    const person = await personOfPath(visit)
    if (!person) return visit.notFound()
    const sent = await visit.submit(async () => {
      const result = await (done === 'closed'
        ? closeAccount(tx, viewer, today, person.userId)
        : openAccount(tx, viewer, person.userId))
      return result.ok ? { ok: true, value: `${paths.adminPerson(person.userId)}?klart=${done}` } : result
    })
    if ('done' in sent) return sent.done
    const problems = problemsOf(sent.refused)
    return problems === 'absent' ? visit.notFound() : confirmPage(visit, person, problems)
  },
})

/** The association's staff: the list, one person, closing and opening an account. */
export const personRoutes: Route[] = [
  {
    method: 'get',
    path: paths.admin,
    guard: OVERSIGHT,
    audit: 'none',
    async handle(visit) {
      const { tx, viewer, today, lang, page, c } = visit
      if (!hasRole(viewer, 'administrator')) return c.redirect(paths.adminEvents, 303)
      const t = adminTexts(lang)
      const filter = filterOf(visit)
      const found = await listPeople(tx, viewer, today, filter)
      const units = await listUnits(tx, viewer)
      return page(
        adminPage({
          ...{ lang, viewer, tab: 'people', lead: t('people.lead'), done: c.req.query('klart') },
          actions: (
            <Button href={paths.adminInvite} icon="plus">
              {t('people.invite')}
            </Button>
          ),
          body: <PeopleList lang={lang} today={today} filter={filter} units={units} found={found} />,
        }),
      )
    },
  },
  {
    method: 'get',
    path: paths.adminPerson(':id'),
    guard: ADMIN,
    audit: 'none',
    async handle(visit) {
      const { tx, viewer, today, lang, page, c } = visit
      const person = await personOfPath(visit)
      if (!person) return visit.notFound()
      const t = adminTexts(lang)
      const events = await listAccessEvents(tx, viewer, 1, person.userId)
      return page({
        title: person.name,
        section: 'admin',
        body: (
          <>
            <p>
              <a href={paths.admin}>{t('tab.people')}</a>
            </p>
            <PageHeading title={<Bdi>{person.name}</Bdi>} />
            <DoneNotice lang={lang} done={c.req.query('klart')} />
            <PersonFacts lang={lang} today={today} person={person} own={person.userId === viewer.userId} />
            <AccessEventTable lang={lang} rows={events.rows} caption={t('person.changes')} />
          </>
        ),
      })
    },
  },
  confirmGet(paths.adminClose(':id')),
  confirmPost(paths.adminClose(':id'), 'closed'),
  confirmGet(paths.adminOpen(':id')),
  confirmPost(paths.adminOpen(':id'), 'opened'),
]

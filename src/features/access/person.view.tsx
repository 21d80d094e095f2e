import { paths } from '../../paths.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import { type Lang, langName } from '../../platform/i18n/lang.ts'
import type { CalendarDay } from '../../shared/calendar-day.ts'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/card.tsx'
import { SelectField } from '../../ui/choice.tsx'
import { DescriptionList } from '../../ui/facts.tsx'
import { TextField } from '../../ui/field.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Notice, Tag } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { AccountTag, PeriodText } from './admin.view.tsx'
import type { PeopleFilter, Person, PersonRole } from './person.queries.ts'
import { roleState } from './role.ts'
import { roleWord } from './role-word.view.ts'
import { adminTexts } from './texts/admin.ts'
import type { UnitRow } from './unit.queries.ts'

type On = { lang: Lang; today: CalendarDay }

/** Roles held now or soon, each in a line. */
function RoleLines({ roles, lang, today }: On & { roles: readonly PersonRole[] }) {
  const t = adminTexts(lang)
  const present = roles.filter((role) => ['held', 'coming'].includes(roleState(role, today)))
  if (present.length === 0) return <span class="soft">{t('person.noRoles')}</span>
  return (
    <ul class="plain-list">
      {present.map((role) => (
        <li>
          {roleWord(lang, role.role, role.unitKind)}, <Bdi>{role.unit}</Bdi>{' '}
          <span class="soft">
            <PeriodText lang={lang} period={role} today={today} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const addressOf = (filter: PeopleFilter, page: number): string => {
  const query = new URLSearchParams()
  if (filter.search) query.set('sok', filter.search)
  if (filter.unitId !== undefined) query.set('enhet', String(filter.unitId))
  if (filter.state !== 'active') query.set('konto', filter.state)
  if (page > 1) query.set('sida', String(page))
  return query.size > 0 ? `${paths.admin}?${query}` : paths.admin
}

export function PeopleList({
  lang,
  today,
  filter,
  units,
  found,
}: On & {
  filter: PeopleFilter
  units: readonly UnitRow[]
  found: { people: readonly Person[]; count: number; pages: number }
}) {
  const t = adminTexts(lang)
  const chosen = filter.search !== '' || filter.unitId !== undefined || filter.state !== 'active'
  return (
    <>
      <FilterBar
        action={paths.admin}
        label={t('filter')}
        submitText={t('filter.show')}
        clear={chosen ? { href: paths.admin, text: t('filter.clear') } : undefined}
      >
        <TextField name="sok" label={t('filter.search')} type="search" value={filter.search} autocomplete="off" />
        <SelectField
          name="enhet"
          label={t('filter.unit')}
          value={String(filter.unitId ?? '')}
          emptyText={t('filter.anyUnit')}
          options={units.map((unit) => ({ value: String(unit.unitId), label: unit.name }))}
        />
        <SelectField
          name="konto"
          label={t('filter.state')}
          value={filter.state}
          options={(['active', 'closed', 'all'] as const).map((state) => ({
            value: state,
            label: t(`state.${state}`),
          }))}
        />
      </FilterBar>
      <Table
        caption={t('people.caption', { count: found.count })}
        rows={found.people}
        empty={t('people.empty')}
        columns={[
          {
            heading: t('name'),
            header: true,
            cell: (person) => (
              <a href={paths.adminPerson(person.userId)}>
                <Bdi>{person.name}</Bdi>
              </a>
            ),
          },
          { heading: t('email'), cell: (person) => <Bdi>{person.email}</Bdi> },
          { heading: t('roles'), cell: (person) => <RoleLines roles={person.roles} lang={lang} today={today} /> },
          { heading: t('account'), cell: (person) => <AccountTag lang={lang} active={person.active} /> },
        ]}
      />
      <Pagination
        label={t('pages')}
        page={filter.page}
        pages={found.pages}
        href={(page) => addressOf(filter, page)}
        previousText={t('page.previous')}
        nextText={t('page.next')}
        pageText={(n) => t('page.number', { n })}
      />
    </>
  )
}

/** One person: the account, its roles, and what can be done. */
export function PersonFacts({ lang, today, person, own }: On & { person: Person; own: boolean }) {
  const t = adminTexts(lang)
  const endable = (one: PersonRole) => ['held', 'coming'].includes(roleState(one, today))
  return (
    <>
      {!person.active && (
        <Notice tone="attention">
          <p>{t('person.closed.notice')}</p>
        </Notice>
      )}
      {own && (
        <Notice>
          <p>{t('person.own')}</p>
        </Notice>
      )}
      <DescriptionList
        items={[
          { term: t('email'), description: <Bdi>{person.email}</Bdi> },
          { term: t('language'), description: <Bdi>{langName(person.lang)}</Bdi> },
          { term: t('person.since'), description: <Bdi>{formatInstant(lang, person.since)}</Bdi> },
          { term: t('account'), description: <AccountTag lang={lang} active={person.active} /> },
        ]}
      />
      <Table
        caption={t('roles')}
        rows={person.roles}
        empty={t('person.noRoles')}
        columns={[
          { heading: t('role'), header: true, cell: (one) => roleWord(lang, one.role, one.unitKind) },
          {
            heading: t('unit'),
            cell: (one) => (
              <>
                <Bdi>{one.unit}</Bdi> <span class="soft">{<Bdi>{one.authority}</Bdi>}</span>
              </>
            ),
          },
          { heading: t('period'), cell: (one) => <PeriodText lang={lang} period={one} today={today} /> },
          {
            heading: t('state'),
            cell: (one) => {
              const state = roleState(one, today)
              return (
                <Tag tone={state === 'held' ? 'ok' : state === 'coming' ? 'info' : 'neutral'}>
                  {t(`roleState.${state}`)}
                </Tag>
              )
            },
          },
          {
            heading: t('role.end'),
            headingHidden: true,
            align: 'end',
            cell: (one) =>
              endable(one) && (
                <Button variant="tertiary" size="small" href={paths.adminRole(one.roleId)}>
                  {t('role.end')}
                  <span class="vh">
                    : {roleWord(lang, one.role, one.unitKind)}, {one.unit}
                  </span>
                </Button>
              ),
          },
        ]}
      />
      <Actions>
        {person.active && !own && (
          <Button href={paths.adminGive(person.userId)} icon="plus">
            {t('person.give')}
          </Button>
        )}
        {person.active && (
          <Button variant="secondary" href={paths.adminPassword(person.userId)} icon="mail">
            {t('person.password')}
          </Button>
        )}
        {!own && (
          <Button
            variant="tertiary"
            href={person.active ? paths.adminClose(person.userId) : paths.adminOpen(person.userId)}
            icon={person.active ? 'lock' : undefined}
          >
            {t(person.active ? 'person.close' : 'person.open')}
          </Button>
        )}
      </Actions>
    </>
  )
}

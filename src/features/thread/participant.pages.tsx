import { paths } from '../../paths.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { daysBetween } from '../../shared/calendar-day.ts'
import { Button } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Tag } from '../../ui/status.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { CASE_ROLES, type Route, type Visit } from '../access/public.ts'
import { teamsToImportInto } from './import/import.access.ts'
import { type ListedParticipant, listParticipants, PAGE_SIZE } from './participant.queries.ts'
import { filterOf, LIST_FILTERS, type ListFilter, pageOf } from './participant.ts'
import { standingOfThread } from './standing.ts'
import { StandingTag } from './standing.view.tsx'
import { participantTexts } from './texts/participant.ts'

const addressOf = (filter: ListFilter, page = 1): string => {
  const query = new URLSearchParams()
  if (filter !== 'current') query.set('lage', filter)
  if (page > 1) query.set('sida', String(page))
  return query.size > 0 ? `${paths.participants}?${query}` : paths.participants
}

function columnsOf({ lang, today }: Pick<Visit, 'lang' | 'today'>): Column<ListedParticipant>[] {
  const t = participantTexts(lang)
  return [
    {
      heading: t('name'),
      header: true,
      cell: (row) => (
        <>
          <a href={paths.thread(row.threadId)}>{row.protected ? t('protected') : <Bdi>{row.name}</Bdi>}</a>
          {row.born && <span class="soft"> {t.parts('born', { year: <Bdi whole>{row.born}</Bdi> })}</span>}
          {row.how === 'shared' && (
            <>
              {' '}
              <Tag tone="info">{t('shared')}</Tag>
            </>
          )}
        </>
      ),
    },
    {
      heading: t('state'),
      cell: (row) => (
        <StandingTag
          lang={lang}
          standing={row.how === 'ended' ? 'partEnded' : standingOfThread(row.state, row.referral)}
        />
      ),
    },
    {
      heading: t('contact'),
      cell: (row) =>
        row.contact ? (
          <Bdi>{row.contact}</Bdi>
        ) : row.state === 'active' && row.mine ? (
          <Tag tone="danger">{t('noContact')}</Tag>
        ) : (
          '–'
        ),
    },
    {
      heading: t('nextStep'),
      cell: (row) => {
        if (!row.step || !row.stepDue)
          return row.state === 'active' && row.mine ? <Tag tone="attention">{t('noStep')}</Tag> : '–'
        const late = daysBetween(row.stepDue, today)
        return (
          <>
            <Bdi>{row.step}</Bdi>{' '}
            {late > 0 ? (
              <Tag tone="danger">{t('overdue', { days: late })}</Tag>
            ) : (
              <span class="soft">{t('by', { date: formatDay(lang, row.stepDue, 'dayMonth') })}</span>
            )}
          </>
        )
      },
    },
    { heading: t('caseNumber'), cell: (row) => <Bdi whole>{row.caseNumber}</Bdi> },
  ]
}

async function participantsPage(visit: Visit) {
  const { tx, viewer, today, lang, c } = visit
  const t = participantTexts(lang)
  const filter = filterOf(c.req.query('lage'))
  const number = pageOf(c.req.query('sida'))
  const { rows, total } = await listParticipants(tx, viewer, today, number, filter)
  // The last page may have emptied since its link was made.
  if (rows.length === 0 && number > 1)
    return c.redirect(filter === 'current' ? paths.participants : `${paths.participants}?lage=${filter}`, 303)
  await visit.saw({
    threadIds: rows.map((row) => row.threadId),
    shared: rows.filter((row) => row.how === 'shared').map((row) => row.threadId),
  })
  return visit.page({
    title: t('list.title'),
    section: 'participants',
    wide: true,
    body: (
      <>
        <PageHeading
          title={t('list.title')}
          actions={
            <>
              {teamsToImportInto(viewer).length > 0 && (
                <Button href={paths.import} variant="tertiary">
                  {t('import')}
                </Button>
              )}
              <Button href={paths.search} variant="secondary" icon="person">
                {t('find')}
              </Button>
            </>
          }
        />
        <Tabs
          label={t('filter')}
          items={LIST_FILTERS.map((one) => ({
            href: addressOf(one),
            text: t(`filter.${one}`),
            current: one === filter,
          }))}
        />
        <Table
          caption={t('list.caption', { count: total })}
          rows={rows}
          empty={t('list.empty')}
          columns={columnsOf(visit)}
        />
        <Pagination
          label={t('pages')}
          page={number}
          pages={Math.max(1, Math.ceil(total / PAGE_SIZE))}
          href={(page) => addressOf(filter, page)}
          previousText={t('previous')}
          nextText={t('next')}
          pageText={(page) => t('page', { page })}
        />
      </>
    ),
  })
}

/** The participants of the viewer's own units, and those shared with them. */
export const participantRoutes: Route[] = [
  { method: 'get', path: paths.participants, guard: CASE_ROLES, audit: 'list', handle: participantsPage },
]

import { paths } from '../../paths.ts'
import { maskPersonNumber } from '../../shared/person-number.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Tag } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import { CASE_ROLES, type Route, type Visit } from '../access/public.ts'
import { type Found, SHOWN_AT_MOST, searchParticipants } from './search.queries.ts'
import { readSearchTerm } from './search.ts'
import { standingOfThread } from './standing.ts'
import { StandingTag } from './standing.view.tsx'
import { glassTexts } from './texts/glass.ts'
import { participantTexts } from './texts/participant.ts'
import { searchTexts } from './texts/search.ts'

type Answer = { typed: string; found?: readonly Found[]; more?: boolean; problem?: boolean }

function searchPage(visit: Visit, { typed, found, more = false, problem = false }: Answer) {
  const { lang } = visit
  const t = searchTexts(lang)
  return visit.page({
    title: t('title'),
    section: 'participants',
    failed: problem,
    status: problem ? 422 : 200,
    body: (
      <>
        <PageHeading title={t('title')} />
        <Form action={paths.search} hidden={{ _token: visit.keys().token }}>
          <TextField
            name="sok"
            label={t('label')}
            hint={t('hint')}
            value={typed}
            error={problem ? t('tooShort') : undefined}
            autocomplete="off"
            spellcheck={false}
            autofocus
          />
          <Button>{t('submit')}</Button>
        </Form>
        {found && (
          <Table
            caption={more ? t('count.more', { count: SHOWN_AT_MOST }) : t('count', { count: found.length })}
            rows={found}
            empty={
              <>
                <p>
                  <strong>{t('count', { count: 0 })}</strong>
                </p>
                <p>{t.parts('none', { typed: <q>{typed}</q> })}</p>
              </>
            }
            columns={[
              {
                heading: t('name'),
                header: true,
                cell: (row) => (
                  <>
                    <a href={paths.thread(row.threadId)}>
                      <Bdi>{row.name}</Bdi>
                    </a>{' '}
                    {row.how === 'shared' && <Tag tone="info">{participantTexts(lang)('shared')}</Tag>}
                  </>
                ),
              },
              {
                heading: t('number'),
                cell: (row) => (row.personNumber ? <bdi dir="ltr">{maskPersonNumber(row.personNumber)}</bdi> : '–'),
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
              { heading: t('case'), cell: (row) => <Bdi whole>{row.caseNumber}</Bdi> },
            ]}
          />
        )}
        <p class="soft no-print">
          {glassTexts(lang)('way')} <a href={paths.openGlass}>{glassTexts(lang)('way.link')}</a>
        </p>
      </>
    ),
  })
}

/** Search is sent as a form, so that no name or number stands in an address, a history or a log. */
export const searchRoutes: Route[] = [
  {
    method: 'get',
    path: paths.search,
    guard: CASE_ROLES,
    audit: 'none',
    handle: (visit) => searchPage(visit, { typed: '' }),
  },
  {
    method: 'post',
    path: paths.search,
    guard: CASE_ROLES,
    audit: 'search',
    async handle(visit) {
      const typed = visit.form.sok ?? ''
      const term = readSearchTerm(typed, visit.today)
      if (!term) return searchPage(visit, { typed, problem: true })
      const all = await searchParticipants(visit.tx, visit.viewer, term)
      const found = all.slice(0, SHOWN_AT_MOST)
      await visit.saw({
        threadIds: found.map((one) => one.threadId),
        shared: found.filter((one) => one.how === 'shared').map((one) => one.threadId),
        searchBy: term.by,
      })
      return searchPage(visit, { typed, found, more: all.length > found.length })
    },
  },
]

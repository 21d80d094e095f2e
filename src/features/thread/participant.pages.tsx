import { paths } from '../../paths.ts'
import { PageHeading } from '../../ui/heading.tsx'
import { Bdi } from '../../ui/inline.tsx'
import { Table } from '../../ui/table.tsx'
import { CASE_ROLES, type Route } from '../access/public.ts'
import { listParticipants } from './participant.queries.ts'
import { participantTexts } from './texts/participant.ts'

/** Pages about participants: lists and the thread. */
export const participantRoutes: Route[] = [
  {
    method: 'get',
    path: paths.participants,
    guard: CASE_ROLES,
    audit: 'list',
    async handle({ tx, viewer, today, lang, page, saw, c }) {
      const t = participantTexts(lang)
      const number = Math.max(1, Math.trunc(Number(c.req.query('sida'))) || 1)
      const rows = await listParticipants(tx, viewer, today, number)
      await saw({ threadIds: rows.map((row) => row.threadId) })
      return page({
        title: t('list.title'),
        section: 'participants',
        wide: true,
        body: (
          <>
            <PageHeading title={t('list.title')} />
            <Table
              caption={t('list.caption', { count: rows.length })}
              rows={rows}
              empty={t('list.empty')}
              columns={[
                {
                  heading: t('name'),
                  header: true,
                  cell: (row) => (
                    <a href={paths.thread(row.threadId)}>{row.protected ? t('protected') : <Bdi>{row.name}</Bdi>}</a>
                  ),
                },
                { heading: t('caseNumber'), cell: (row) => <Bdi>{row.caseNumber}</Bdi> },
                { heading: t('state'), cell: (row) => t(`state.${row.state}`) },
                { heading: t('contact'), cell: (row) => (row.contact ? <Bdi>{row.contact}</Bdi> : t('noContact')) },
              ]}
            />
          </>
        ),
      })
    },
  },
]

import { paths } from '../../paths.ts'
import { Pagination } from '../../ui/pagination.tsx'
import { listAccessEvents } from './access-event.queries.ts'
import { AccessEventTable } from './access-event.view.tsx'
import { adminPage, OVERSIGHT } from './admin.view.tsx'
import type { Route } from './route.ts'
import { adminTexts } from './texts/admin.ts'
import { hasRole } from './viewer.ts'

/** What was changed about accounts; for administrators, and for those who review the log of an authority what concerns it. */
export const accessEventRoutes: Route[] = [
  {
    method: 'get',
    path: paths.adminEvents,
    guard: OVERSIGHT,
    audit: 'none',
    async handle({ tx, viewer, lang, page, c }) {
      const t = adminTexts(lang)
      const number = Math.min(10_000, Math.max(1, Math.trunc(Number(c.req.query('sida'))) || 1))
      const { rows, pages } = await listAccessEvents(tx, viewer, number)
      return page(
        adminPage({
          ...{ lang, viewer, tab: 'events' },
          lead: hasRole(viewer, 'administrator')
            ? t('events.lead')
            : `${t('events.lead')} ${t('events.lead.reviewer')}`,
          body: (
            <>
              <AccessEventTable lang={lang} rows={rows} caption={t('events.caption')} />
              <Pagination
                label={t('pages')}
                page={number}
                pages={pages}
                href={(page) => `${paths.adminEvents}?sida=${page}`}
                previousText={t('page.previous')}
                nextText={t('page.next')}
                pageText={(n) => t('page.number', { n })}
              />
            </>
          ),
        }),
      )
    },
  },
]

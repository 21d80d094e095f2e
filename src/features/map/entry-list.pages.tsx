import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/heading.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { EmptyState, Notice } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { Route, Viewer, Visit } from '../access/public.ts'
import { isKeeper, mayWriteSomething, writesFor } from './entry.access.ts'
import { bodiesOf, loadMap } from './entry.queries.ts'
import { isOpen } from './entry.ts'
import { filterOf, passing, queryOf } from './entry-filter.ts'
import { EntryFilterBar, entryColumns } from './entry-list.view.tsx'
import { freshness } from './entry-verified.ts'
import { MapTabs } from './map.view.tsx'
import type { MeasuresOf } from './measure.ts'
import { areasOf } from './place.ts'
import { mapTexts } from './texts/map.ts'

const PAGE_SIZE = 30

const pageOf = (text: string | undefined, pages: number): number =>
  Math.min(/^\d{1,4}$/.test(text ?? '') ? Math.max(1, Number(text)) : 1, pages)

/** The viewer's own authority's; the keeper's own are those of no authority. */
const isOwn = (viewer: Viewer, { authorityId }: { authorityId: number | null }): boolean =>
  authorityId === null ? isKeeper(viewer) : writesFor(viewer).includes(authorityId)

/** Asks those whose entries have not been looked at for long. */
const CheckNotice = ({ lang, count, checking }: { lang: Visit['lang']; count: number; checking: boolean }) => {
  const t = mapTexts(lang)
  if (count === 0) return null
  return (
    <Notice tone="info">
      <p>
        {checking ? t('check.shown') : t('check', { count })}.{' '}
        <a href={checking ? paths.map : `${paths.map}?kontroll=ja`}>{t(checking ? 'check.all' : 'check.show')}</a>
      </p>
    </Notice>
  )
}

async function listPage(visit: Visit, measuresOf: MeasuresOf) {
  const { tx, viewer, lang, today, c } = visit
  const t = mapTexts(lang)
  const [entries, bodies, measures] = await Promise.all([loadMap(tx, viewer), bodiesOf(tx), measuresOf(tx, today)])
  const filter = filterOf((name) => c.req.query(name))
  const toCheck = entries.filter(
    (entry) => isOpen(entry) && freshness(entry, today) !== 'fresh' && isOwn(viewer, entry),
  )
  const checking = c.req.query('kontroll') === 'ja'
  const found = passing(checking ? toCheck : entries, filter, bodies, measures)
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE))
  const number = pageOf(c.req.query('sida'), pages)
  const from = (number - 1) * PAGE_SIZE
  const rows = found.slice(from, from + PAGE_SIZE)
  const names = new Map(entries.map((entry) => [entry.entryId, entry.name]))
  const hrefOf = (page: number): string => {
    const query = queryOf(filter)
    if (checking) query.set('kontroll', 'ja')
    if (page > 1) query.set('sida', String(page))
    return query.size > 0 ? `${paths.map}?${query}` : paths.map
  }
  return visit.page({
    title: t('title'),
    section: 'map',
    wide: true,
    body: (
      <>
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          actions={
            mayWriteSomething(viewer) && (
              <Button href={paths.mapNew} icon="plus">
                {t('new')}
              </Button>
            )
          }
        />
        <MapTabs lang={lang} viewer={viewer} current="list" />
        <CheckNotice lang={lang} count={toCheck.length} checking={checking} />
        <EntryFilterBar lang={lang} filter={filter} areas={areasOf(entries.flatMap((entry) => entry.places))} />
        <Table
          caption={t('list.caption', { count: found.length })}
          rows={rows}
          empty={
            <EmptyState title={t('list.empty')}>
              <p>{t('list.empty.what')}</p>
            </EmptyState>
          }
          columns={entryColumns({ lang, today, bodies, measures, names })}
        />
        <Pagination
          label={t('pages')}
          page={number}
          pages={pages}
          href={hrefOf}
          previousText={t('previous')}
          nextText={t('next')}
          pageText={(page) => t('page', { page })}
          summary={t('summary', { from: from + 1, to: from + rows.length, total: found.length })}
        />
      </>
    ),
  })
}

/** Everything on the map, for staff: found by words, age and place, with whether there is room. */
export const entryListRoutes = ({ measures }: { measures: MeasuresOf }): Route[] => [
  {
    method: 'get',
    path: paths.map,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => listPage(visit, measures),
  },
]

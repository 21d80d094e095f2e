import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import { keepLatestMade } from '../../../shared/keep-latest.ts'
import { Pagination } from '../../../ui/pagination.tsx'
import type { PageContent, Route, Visit } from '../../access/public.ts'
import { isOffer } from '../entry.ts'
import { mapState } from '../open-map.queries.ts'
import { viewTexts } from '../texts/view.ts'
import { sortByAge } from './age-bar.ts'
import { AgeLegend, AgeTable } from './age-bar.view.tsx'
import { NeedLegend, NeedTable } from './need-matrix.view.tsx'
import { byOwner } from './owner-group.ts'
import { byIntervention } from './provider-group.ts'
import { ProviderLegend, ProviderTables } from './provider-group.view.tsx'
import { KindLegend, largestUnit, UnitTable } from './unit-group.view.tsx'
import { drawnOn, knownOfMap } from './view-data.queries.ts'
import { addressWith, chosen, readFilter } from './view-filter.ts'
import { frameOf, ViewBody, type ViewFrame } from './view-frame.view.tsx'

/** Entries on one page of a long picture. */
const PER_PAGE = 200

/** What is chosen in the address, and the entries it is about. `offers`: only what one can take part in. */
export async function openView(visit: Visit, offers: boolean): Promise<ViewFrame> {
  const { tx, viewer, lang, today, c } = visit
  const known = await knownOfMap(tx, viewer)
  const read = readFilter((name) => c.req.query(name), { ...known, today })
  const entries = await drawnOn(tx, viewer, read.filter.on)
  const { those, doubtful } = chosen(offers ? entries.filter(isOffer) : entries, read.filter)
  return frameOf(lang, { ...known, today, read, all: entries, those, doubtful })
}

/** Finished pictures are kept while the map is in the same state: for a large one they cost tens of milliseconds each. */
const finished = keepLatestMade<PageContent | undefined>(150)
/** Longer questions are answered, but not kept. */
const LONGEST_KEPT = 600

/**
 * Answers with a picture: drawn now, or as it was drawn for the same question of the same map. Everybody who is signed in reads the
 * whole map of the association, so that a picture is the same for all of them; `also` names what else it was drawn with.
 */
export async function answerView(
  visit: Visit,
  make: () => Promise<PageContent | undefined>,
  also = '',
): Promise<Response> {
  const { tx, viewer, lang, today, c } = visit
  const draw = async () => {
    const content = await make()
    return content && { ...content, body: raw(await (<>{content.body}</>).toString()) }
  }
  const asked = `${c.req.path} ${new URL(c.req.url).search}`
  const key = `${viewer.associationId} ${await mapState(tx)} ${today} ${lang} ${asked} ${also}`
  const content = await (asked.length > LONGEST_KEPT ? draw() : finished(key, draw))
  return content ? visit.page(content) : visit.notFound()
}

/** A choice that cannot be read: the page says so, and what was typed stays. */
export const statusOf = ({ read }: ViewFrame): { status?: 422; failed?: true } =>
  Object.keys(read.problems).length > 0 ? { status: 422, failed: true } : {}

function Pages({ frame, path, total, page }: { frame: ViewFrame; path: string; total: number; page: number }) {
  const t = viewTexts(frame.lang)
  return (
    <Pagination
      label={t('pages')}
      page={page}
      pages={Math.max(1, Math.ceil(total / PER_PAGE))}
      href={(to) => addressWith(path, frame.filter, {}, { sida: to > 1 ? String(to) : undefined })}
      previousText={t('previous')}
      nextText={t('following')}
      pageText={(number) => t('page', { page: number })}
    />
  )
}

/** The page asked for, never beyond the last. */
function pageOf(visit: Visit, total: number): { page: number; from: number; until: number } {
  const asked = Number(visit.c.req.query('sida') ?? 1)
  const last = Math.max(1, Math.ceil(total / PER_PAGE))
  const page = Number.isInteger(asked) ? Math.min(Math.max(1, asked), last) : 1
  return { page, from: (page - 1) * PER_PAGE, until: page * PER_PAGE }
}

async function agesPage(visit: Visit): Promise<PageContent> {
  const frame = await openView(visit, true)
  const { lang, rtl, bodies, those } = frame
  const t = viewTexts(lang)
  const groups = byOwner(those, bodies).map((group) => ({ ...group, entries: sortByAge(group.entries) }))
  const { page, from, until } = pageOf(visit, those.length)
  let at = 0
  return {
    title: t('ages.title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <ViewBody frame={frame} here="ages" title={t('ages.title')} lead={t('ages.lead')}>
        <AgeLegend lang={lang} rtl={rtl} />
        {groups.map((group) => {
          const rows = group.entries.slice(Math.max(0, from - at), Math.max(0, until - at))
          at += group.entries.length
          return rows.length > 0 && <AgeTable group={group} rows={rows} frame={frame} />
        })}
        <Pages frame={frame} path={paths.mapAges} total={those.length} page={page} />
      </ViewBody>
    ),
  }
}

async function ownersPage(visit: Visit): Promise<PageContent> {
  const frame = await openView(visit, false)
  const t = viewTexts(frame.lang)
  const groups = byOwner(frame.those, frame.bodies)
  const most = largestUnit(groups)
  return {
    title: t('owners.title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <ViewBody frame={frame} here="owners" title={t('owners.title')} lead={t('owners.lead')}>
        <KindLegend lang={frame.lang} />
        {groups.map((group) => (
          <UnitTable group={group} most={most} frame={frame} />
        ))}
      </ViewBody>
    ),
  }
}

async function providersPage(visit: Visit): Promise<PageContent> {
  const frame = await openView(visit, false)
  const t = viewTexts(frame.lang)
  const total = byIntervention(frame.those).length
  const { page, from, until } = pageOf(visit, total)
  return {
    title: t('providers.title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <ViewBody frame={frame} here="providers" title={t('providers.title')} lead={t('providers.lead')}>
        <ProviderLegend lang={frame.lang} rtl={frame.rtl} />
        <ProviderTables frame={frame} from={from} until={until} />
        <Pages frame={frame} path={paths.mapProviders} total={total} page={page} />
      </ViewBody>
    ),
  }
}

async function needsPage(visit: Visit): Promise<PageContent> {
  const frame = await openView(visit, true)
  const t = viewTexts(frame.lang)
  return {
    title: t('needs.title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <ViewBody frame={frame} here="needs" title={t('needs.title')} lead={t('needs.lead')} landscape>
        <NeedLegend lang={frame.lang} />
        <NeedTable frame={frame} />
      </ViewBody>
    ),
  }
}

/** The simple pictures of the map. Everybody who is signed in reads the association's whole map. */
export const viewsRoutes: Route[] = [
  {
    method: 'get',
    path: paths.mapAges,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => answerView(visit, () => agesPage(visit)),
  },
  {
    method: 'get',
    path: paths.mapOwners,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => answerView(visit, () => ownersPage(visit)),
  },
  {
    method: 'get',
    path: paths.mapProviders,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => answerView(visit, () => providersPage(visit)),
  },
  {
    method: 'get',
    path: paths.mapNeeds,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => answerView(visit, () => needsPage(visit)),
  },
]

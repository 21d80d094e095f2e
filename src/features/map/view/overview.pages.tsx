import { paths } from '../../../paths.ts'
import { formatNumber } from '../../../platform/i18n/format.ts'
import { Card, CardGrid } from '../../../ui/card.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import type { Route, Visit } from '../../access/public.ts'
import { isOffer } from '../entry.ts'
import { MapTabs } from '../map.view.tsx'
import { NO_MEASURES } from '../measure.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { viewTexts } from '../texts/view.ts'
import { areasToTell } from './coverage.ts'
import { gapsOf } from './coverage-gap.ts'
import { groupGaps, groupRows } from './coverage-group.view.tsx'
import { drawnCoverage, tally } from './coverage-picture.ts'
import { FilterErrors } from './view-filter.view.tsx'
import { VIEWS, type ViewName } from './view-frame.view.tsx'
import { standingWords } from './view-words.ts'
import { openView, statusOf } from './views.pages.tsx'

const TOLD = [
  'coverage',
  'ages',
  'owners',
  'providers',
  'needs',
  'ways',
  'compare',
] as const satisfies readonly ViewName[]

/** The map in figures, and what each picture answers. */
async function overviewPage(visit: Visit): Promise<Response> {
  const frame = await openView(visit, false)
  const { lang, bodies, filter, today, those } = frame
  const [t, coverage] = [viewTexts(lang), coverageTexts(lang)]
  const offers = { ...frame, those: those.filter(isOffer) }
  const areas = areasToTell(frame.areas)
  const drawn = drawnCoverage(offers.those, areas, [], NO_MEASURES)
  const groups = groupGaps(groupRows(offers, areas))
  const figures: [string, string, string?][] = [
    [formatNumber(lang, offers.those.length), t('overview.offers')],
    [formatNumber(lang, those.length - offers.those.length), t('overview.providers')],
    [formatNumber(lang, gapsOf(drawn).length), t('overview.gaps'), `${VIEWS.coverage}#luckor`],
    [coverage('sum.groups', { count: groups }), coverage('sum.groups.text'), `${VIEWS.coverage}#malgrupper`],
    [formatNumber(lang, tally(drawn.cells).doubles), t('overview.doubles'), VIEWS.coverage],
  ]
  return visit.page({
    title: t('overview.title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <div class="map-view">
        <FilterErrors {...frame} />
        <PageHeading
          title={t('overview.title')}
          lead={t('overview.lead')}
          meta={standingWords(lang, bodies, filter, today).map((words) => <bdi>{words}</bdi>)}
        />
        <MapTabs lang={lang} viewer={visit.viewer} current="views" />
        <ul class="map-figures" aria-label={t('overview.figures')}>
          {figures.map(([figure, text, href]) => (
            <li>
              <strong>{href ? <a href={href}>{figure}</a> : figure}</strong> <span>{text}</span>
            </li>
          ))}
        </ul>
        <CardGrid>
          {TOLD.map((name) => (
            <Card title={t(`view.${name}`)} href={VIEWS[name]}>
              <p>{t(name === 'providers' ? 'overview.providers.text' : `overview.${name}`)}</p>
            </Card>
          ))}
        </CardGrid>
      </div>
    ),
  })
}

/** The first of the pictures. */
export const overviewRoutes: Route[] = [
  { method: 'get', path: paths.mapViews, guard: 'signed-in', audit: 'none', handle: overviewPage },
]

import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import type { PageContent, Route, Visit } from '../../access/public.ts'
import { NEED_LEVELS } from '../code.ts'
import { type Measures, type MeasuresOf, measuresKey, NO_MEASURES } from '../measure.ts'
import { coverageTexts } from '../texts/coverage.ts'
import { AGE_GROUPS, areasToTell, cellOf } from './coverage.ts'
import { CELL_SHOWS, CoverageLegend, CoverageMatrix, SHOW_SLUG } from './coverage.view.tsx'
import { CellReasons } from './coverage-cell.view.tsx'
import { gapsOf } from './coverage-gap.ts'
import { GroupMatrix, groupGaps, groupRows } from './coverage-group.view.tsx'
import { CountingRule, CoverageSum, GapList, OverlapList } from './coverage-list.view.tsx'
import { overlapsInMap } from './coverage-overlap.ts'
import { drawnCoverage, tally } from './coverage-picture.ts'
import { whereWords } from './coverage-words.ts'
import { addressWith } from './view-filter.ts'
import { ShowLinks, ViewBody, ViewTabs } from './view-frame.view.tsx'
import { standingWords } from './view-words.ts'
import { answerView, openView, statusOf } from './views.pages.tsx'

/** The areas told: the chosen one, or all. */
const areasShown = (areas: readonly string[], chosen: string | null): readonly string[] =>
  areasToTell(chosen === null ? areas : [chosen])

async function coveragePage(visit: Visit, known: Measures): Promise<PageContent> {
  const frame = await openView(visit, true)
  const { lang, filter } = frame
  const t = coverageTexts(lang)
  // What was measured is about today: an older map has only what was stated.
  const measures = filter.on === null ? known : NO_MEASURES
  const areas = areasShown(frame.areas, filter.area)
  const coverage = drawnCoverage(frame.those, areas, frame.doubtful, measures)
  const gaps = gapsOf(coverage)
  const groups = groupRows(frame, areas)
  const show = CELL_SHOWS.find((one) => SHOW_SLUG[one] === visit.c.req.query('visa')) ?? 'count'
  return {
    title: t('title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <ViewBody
        frame={frame}
        here="coverage"
        title={t('title')}
        lead={t('lead')}
        hidden={{ visa: SHOW_SLUG[show] }}
        landscape
      >
        <CoverageSum
          lang={lang}
          gaps={gaps.length}
          sum={tally(coverage.cells)}
          groups={filter.target === null ? groupGaps(groups) : 0}
        />
        <div class="map-tools">
          <CoverageLegend lang={lang} />
          <ShowLinks
            label={t('show')}
            items={CELL_SHOWS.map((one) => ({
              href: addressWith(paths.mapCoverage, filter, {}, { visa: SHOW_SLUG[one] }),
              text: t(`show.${one}`),
              current: one === show,
            }))}
          />
        </div>
        <CoverageMatrix coverage={coverage} show={show} frame={frame} />
        <GroupMatrix frame={frame} rows={groups} />
        <GapList lang={lang} gaps={gaps} />
        <OverlapList lang={lang} overlaps={overlapsInMap(coverage)} areas={areas.length} />
        <CountingRule lang={lang} />
      </ViewBody>
    ),
  }
}

async function cellPage(visit: Visit, known: Measures): Promise<PageContent | undefined> {
  const ages = AGE_GROUPS.find(({ from, to }) => `${from}-${to}` === visit.c.req.param('ages'))
  const need = NEED_LEVELS.find((one) => one === visit.c.req.param('need'))
  const frame = await openView(visit, true)
  const { lang, bodies, filter, today } = frame
  const area = visit.c.req.query('plats') ?? ''
  if (!ages || !need || !areasToTell(frame.areas).includes(area)) return undefined
  const t = coverageTexts(lang)
  const measures = filter.on === null ? known : NO_MEASURES
  const cell = cellOf(frame.those, { ages, need, area }, frame.doubtful)
  const title = whereWords(lang, cell)
  return {
    title,
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <div class="map-view">
        <PageHeading
          title={<bdi>{title}</bdi>}
          meta={standingWords(lang, bodies, filter, today).map((words) => <bdi>{words}</bdi>)}
          actions={
            <Button variant="secondary" href={addressWith(paths.mapCoverage, filter)}>
              {t('cell.back')}
            </Button>
          }
        />
        <ViewTabs lang={lang} here="coverage" filter={filter} />
        <CellReasons cell={cell} measures={measures} frame={frame} />
      </div>
    ),
  }
}

async function withMeasures(
  visit: Visit,
  measuresOf: MeasuresOf,
  make: (visit: Visit, known: Measures) => Promise<PageContent | undefined>,
): Promise<Response> {
  const known = await measuresOf(visit.tx, visit.today)
  return answerView(visit, () => make(visit, known), measuresKey(known))
}

/** The coverage matrix and its cells. `measures`: what the program itself knows of queues and places. */
export const coverageRoutes = ({ measures }: { measures: MeasuresOf }): Route[] => [
  {
    method: 'get',
    path: paths.mapCoverage,
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => withMeasures(visit, measures, coveragePage),
  },
  {
    method: 'get',
    path: paths.mapCoverageCell(':ages', ':need'),
    guard: 'signed-in',
    audit: 'none',
    handle: (visit) => withMeasures(visit, measures, cellPage),
  },
]

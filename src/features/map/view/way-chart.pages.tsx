import { raw } from 'hono/html'
import { paths } from '../../../paths.ts'
import { layoutGraph, MOST_BOXES, MOST_LINES } from '../../../platform/graph/layout.ts'
import { Details } from '../../../ui/details.tsx'
import { Notice } from '../../../ui/status.tsx'
import type { PageContent, Route, Visit } from '../../access/public.ts'
import { waysTexts } from '../texts/ways.ts'
import type { Step, StepsOf } from './step.ts'
import { addressWith, FILTER_KEYS } from './view-filter.ts'
import { EntryLinks, ShowLinks, ViewBody, type ViewFrame } from './view-frame.view.tsx'
import { answerView, openView, statusOf } from './views.pages.tsx'
import { measuredWays, statedWays } from './way-chart.ts'
import { chartSvg, drawnBoxes, graphOf, WayLegend, WayList } from './way-chart.view.tsx'

const LIMITS = { boxes: MOST_BOXES, lines: MOST_LINES }
const MEASURED = 'uppmatt'

/** What was measured knows units only, and the last year. */
const NOT_MEASURED = FILTER_KEYS.filter((key) => key !== 'unit' && key !== 'authority')

/** Steps from or to what is chosen. */
function stepsFor(steps: readonly Step[], { filter, bodies }: ViewFrame): Step[] {
  const { unit, authority } = filter
  const belongs = (unitId: number) =>
    (unit === null || unitId === unit) &&
    (authority === null || bodies.units.find((one) => one.unitId === unitId)?.authorityId === authority)
  return steps.filter((step) => belongs(step.fromUnitId) || ('toUnitId' in step && belongs(step.toUnitId)))
}

/** A wide picture scrolls on its own; it can be reached and scrolled by keyboard, and says what it holds. */
const scrollable = (label: string) => ({ tabindex: 0, role: 'group', 'aria-label': label })

async function waysPage(visit: Visit, steps: readonly Step[] | undefined): Promise<PageContent> {
  const frame = await openView(visit, true)
  const { lang, filter, bodies, those, all } = frame
  const t = waysTexts(lang)
  const measured = steps !== undefined
  const chart = measured ? measuredWays(stepsFor(steps, frame), bodies, LIMITS) : statedWays(those, all, bodies, LIMITS)
  const drawn = drawnBoxes(chart, frame)
  const layout = chart.lines.length > 0 ? await layoutGraph(graphOf(chart, drawn, measured)) : undefined
  return {
    title: t('title'),
    section: 'map',
    wide: true,
    ...statusOf(frame),
    body: (
      <ViewBody
        frame={frame}
        here="ways"
        title={t('title')}
        lead={t('lead')}
        hidden={{ visa: measured ? MEASURED : undefined }}
        landscape
        {...(measured ? { without: NOT_MEASURED } : {})}
      >
        <ShowLinks
          label={t('which')}
          items={[undefined, MEASURED].map((which) => ({
            href: addressWith(paths.mapWays, filter, {}, { visa: which }),
            text: t(which ? 'which.measured' : 'which.stated'),
            current: (which === MEASURED) === measured,
          }))}
        />
        {chart.level !== 'entry' && !measured && (
          <Notice>
            <p>{t(`level.${chart.level}`)}</p>
          </Notice>
        )}
        {layout ? (
          <>
            <WayLegend chart={chart} frame={frame} measured={measured} />
            <div class="map-chart" {...scrollable(t('caption'))}>
              {raw(chartSvg(chart, drawn, layout, frame, measured))}
            </div>
            <WayList chart={chart} frame={frame} measured={measured} />
          </>
        ) : (
          <p>{t(measured ? 'empty.measured' : 'empty.stated')}</p>
        )}
        {measured && <p class="soft">{t('measured.text')}</p>}
        {chart.withoutWays.length > 0 && (
          <Details summary={t('without', { count: chart.withoutWays.length })}>
            <p>{t('without.text')}</p>
            <EntryLinks lang={lang} entries={chart.withoutWays} most={200} />
          </Details>
        )}
      </ViewBody>
    ),
  }
}

/** The flow chart. `steps`: what was measured, where the program knows it. */
export const wayChartRoutes = ({ steps }: { steps: StepsOf }): Route[] => [
  {
    method: 'get',
    path: paths.mapWays,
    guard: 'signed-in',
    audit: 'none',
    async handle(visit) {
      const measured = visit.c.req.query('visa') === MEASURED ? await steps(visit.tx, visit.today) : undefined
      return answerView(visit, () => waysPage(visit, measured), JSON.stringify(measured))
    },
  },
]

import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import { Bdi } from '../../../ui/inline.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { filterOf } from '../core/filter.ts'
import { queryOf } from '../report/report-form.view.tsx'
import { reportName } from '../report/report-words-of-round.view.ts'
import { roundOf } from '../round/round.queries.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { orderOf } from './order.queries.ts'
import { isLate, type Order } from './order.ts'

const RELOAD_SECONDS = 2

/** Where somebody reads what came of an order: the saved report, or the form with what was chosen and why it is refused. */
function endOf({ orderId, roundId, state, reportId, filter }: Order): string | undefined {
  if (state === 'saved') return `${paths.surveySaved(reportId!)}?klart=sparad`
  if (state === 'ordered') return undefined
  const query = new URLSearchParams(queryOf(filterOf(filter), undefined))
  query.set('nekad', orderId)
  return `${paths.surveyReport(roundId)}?${query}`
}

/** A report that is being made; asks again by itself until it is. */
async function orderPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c, now } = visit
  const order = await orderOf(tx, viewer, c.req.param('id') ?? '')
  const round = order && (await roundOf(tx, viewer, order.roundId))
  if (!order || !round) return visit.notFound()
  const end = endOf(order)
  if (end) return c.redirect(end, 303)
  const t = roundReportTexts(lang)
  const here = paths.surveyOrder(order.orderId)
  const late = isLate(order, now)
  const unitName = viewer.roles.find(({ unitId }) => unitId === round.unitId)?.unitName ?? ''
  const back = paths.surveyReport(round.roundId) + queryOf(filterOf(order.filter), undefined)
  const page = await visit.page({
    title: t('order.title'),
    section: 'survey',
    narrow: true,
    body: (
      <>
        <PageHeading
          title={t('order.title')}
          meta={[
            <Bdi>{reportName(lang, unitName, round.month, order.filter)}</Bdi>,
            <a href={back}>{t('order.back')}</a>,
          ]}
          lead={t('order.text')}
        />
        <div role="status">
          <p>{t(late ? 'order.late' : 'order.reload')}</p>
        </div>
        <Button href={here} variant="secondary">
          {t('order.reloadNow')}
        </Button>
      </>
    ),
  })
  if (!late) page.headers.set('refresh', `${RELOAD_SECONDS};url=${here}`)
  return page
}

export const orderRoutes: Route[] = [
  { method: 'get', path: paths.surveyOrder(':id'), guard: CASE_ROLES, audit: 'none', handle: orderPage },
]

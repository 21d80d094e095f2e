import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { PageHeading } from '../../../ui/heading.tsx'
import type { Text } from '../../../ui/inline.tsx'
import { CASE_ROLES, type Route, type Visit } from '../../access/public.ts'
import { filterOf } from '../core/filter.ts'
import { jointOf } from '../joint/joint.queries.ts'
import { JointName } from '../joint/joint.view.tsx'
import { queryOf } from '../report/report-form.view.tsx'
import { ReportName } from '../report/report-name.view.tsx'
import { roundOf } from '../round/round.queries.ts'
import { jointTexts } from '../texts/joint.ts'
import { roundReportTexts } from '../texts/round-report.ts'
import { orderOf } from './order.queries.ts'
import { isLate, type Order } from './order.ts'

const RELOAD_SECONDS = 2

/** Where it was ordered. */
const formOf = ({ roundId, jointId, filter }: Order): string =>
  jointId ? paths.surveyJoint(jointId) : paths.surveyReport(roundId!) + queryOf(filterOf(filter), undefined)

/** Where somebody reads what came of an order: the saved report, or the form with what was chosen and why it is refused. */
function endOf(order: Order): string | undefined {
  if (order.state === 'saved') return `${paths.surveySaved(order.reportId!)}?klart=sparad`
  if (order.state === 'ordered') return undefined
  const form = formOf(order)
  return `${form}${form.includes('?') ? '&' : '?'}nekad=${order.orderId}`
}

/** What the report is about, in words; undefined where its round or joint report is not the viewer's. */
async function nameOf({ tx, viewer, lang }: Visit, { roundId, jointId, filter }: Order): Promise<Text | undefined> {
  if (jointId) {
    const joint = await jointOf(tx, viewer, jointId)
    return joint && <JointName lang={lang} joint={joint} />
  }
  const round = await roundOf(tx, viewer, roundId!)
  const unitName = viewer.roles.find(({ unitId }) => unitId === round?.unitId)?.unitName ?? ''
  return round && <ReportName lang={lang} report={{ name: unitName, month: round.month, filter }} />
}

/** A report that is being made; asks again by itself until it is. */
async function orderPage(visit: Visit): Promise<Response> {
  const { tx, viewer, lang, c, now } = visit
  const order = await orderOf(tx, viewer, c.req.param('id') ?? '')
  const name = order && (await nameOf(visit, order))
  if (!order || !name) return visit.notFound()
  const end = endOf(order)
  if (end) return c.redirect(end, 303)
  const t = roundReportTexts(lang)
  const here = paths.surveyOrder(order.orderId)
  const late = isLate(order, now)
  const joint = jointTexts(lang)
  const back = order.jointId ? joint('toJoint') : t('order.back')
  const lateWords = order.jointId ? joint('order.late') : t('order.late')
  const page = await visit.page({
    title: t('order.title'),
    section: 'survey',
    narrow: true,
    body: (
      <>
        <PageHeading
          title={t('order.title')}
          meta={[name, <a href={formOf(order)}>{back}</a>]}
          lead={t('order.text')}
        />
        <div role="status">
          <p>{late ? lateWords : t('order.reload')}</p>
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

import type { Tx } from '../../../platform/database/db.ts'
import { isUuid } from '../../../shared/ids.ts'
import type { Viewer } from '../../access/public.ts'
import { isLate, type Order } from './order.ts'

const orders = (tx: Tx, viewer: Viewer) =>
  tx
    .selectFrom('surveyOrder')
    .select([
      'surveyOrderId as orderId',
      'surveyRoundId as roundId',
      'surveyJointId as jointId',
      'unitId',
      'audience',
      'filter',
      'roundTo',
      'state',
      'because',
      'withReports',
      'withUnits',
      'surveyReportId as reportId',
      'orderedAt',
    ])
    .where('associationId', '=', viewer.associationId)
    .$castTo<Order>()

/** An order of a unit the viewer answers for. */
export const orderOf = async (tx: Tx, viewer: Viewer, id: string): Promise<Order | undefined> =>
  isUuid(id) ? orders(tx, viewer).where('surveyOrderId', '=', id).executeTakeFirst() : undefined

/** What of a round, or of a joint report, is being made, the latest first; what should long have been made is not in it. */
export const waitingOrders = async (
  tx: Tx,
  viewer: Viewer,
  of: { roundId: string } | { jointId: string },
  now: Date,
): Promise<Order[]> => {
  const asked = orders(tx, viewer).where('state', '=', 'ordered').orderBy('surveyOrderId', 'desc').limit(10)
  const found = await ('roundId' in of
    ? asked.where('surveyRoundId', '=', of.roundId)
    : asked.where('surveyJointId', '=', of.jointId)
  ).execute()
  return found.filter((order) => !isLate(order, now))
}

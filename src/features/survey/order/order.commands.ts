import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { ledUnits, roundOf } from '../round/round.queries.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import type { SurveyWork } from '../round/work.ts'
import { makeReport } from './order.jobs.ts'
import { waitingOrders } from './order.queries.ts'
import { asksTheSame, type OrderForm } from './order.ts'

/** Orders a report of a round; it is made beside the pages (`order.jobs.ts`). Gives the order's key: of the same that waits already where there is one. */
export async function orderReport(work: SurveyWork, roundId: string, form: OrderForm): Promise<Result<string>> {
  const { tx, viewer, today, now } = work
  const round = await roundOf(tx, viewer, roundId)
  if (!round || round.deletedOn || !(await ledUnits(tx)).includes(round.unitId)) return refuse({ kind: 'not-found' })
  const { audience, filter, roundTo = null } = form
  if (audience === 'outside' && round.state !== 'closed') return refuse({ kind: 'conflict', reason: 'notClosed' })
  const waiting = (await waitingOrders(tx, viewer, { roundId }, now)).find((order) => asksTheSame(order, form))
  if (waiting) return ok(waiting.orderId)
  const orderId = newId()
  const { associationId, userId } = viewer
  const { unitId, authorityId } = round
  await tx
    .insertInto('surveyOrder')
    .values({
      ...{ associationId, surveyOrderId: orderId, surveyRoundId: roundId, unitId, authorityId },
      ...{ audience, filter: JSON.stringify(filter), roundTo, orderedBy: userId, onDay: today },
    })
    .execute()
  await recordSurvey(work, round, 'report-ordered', { data: { audience, filter } })
  await enqueue(tx, makeReport, { associationId, orderId })
  return ok(orderId)
}

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
  const { tx, viewer } = work
  const round = await roundOf(tx, viewer, roundId)
  if (!round || round.deletedOn || !(await ledUnits(tx)).includes(round.unitId)) return refuse({ kind: 'not-found' })
  if (form.audience === 'outside' && round.state !== 'closed') return refuse({ kind: 'conflict', reason: 'notClosed' })
  return ok(await placeOrder(work, round, form))
}

/** What an order is of: a round, or a joint report of the unit that asked. */
type Ordered = { unitId: number; authorityId: number } & ({ roundId: string } | { jointId: string })

/** Places an order of somebody who may; the same that waits already is not placed again. Gives its key. */
export async function placeOrder(work: SurveyWork, of: Ordered, form: OrderForm): Promise<string> {
  const { tx, viewer, today, now } = work
  const waiting = (await waitingOrders(tx, viewer, of, now)).find((order) => asksTheSame(order, form))
  if (waiting) return waiting.orderId
  const { audience, filter, roundTo = null } = form
  const { unitId, authorityId } = of
  const [roundId, jointId] = 'roundId' in of ? [of.roundId, null] : [null, of.jointId]
  const { associationId, userId } = viewer
  const orderId = newId()
  await tx
    .insertInto('surveyOrder')
    .values({
      ...{ associationId, surveyOrderId: orderId, surveyRoundId: roundId, surveyJointId: jointId, unitId, authorityId },
      ...{ audience, filter: JSON.stringify(filter), roundTo, orderedBy: userId, onDay: today },
    })
    .execute()
  await recordSurvey(work, { roundId, jointId, unitId, authorityId }, 'report-ordered', { data: { audience, filter } })
  await enqueue(tx, makeReport, { associationId, orderId })
  return orderId
}

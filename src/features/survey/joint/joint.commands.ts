import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { placeOrder } from '../order/order.commands.ts'
import { ledUnits, lockedRound } from '../round/round.queries.ts'
import { recordSurvey } from '../round/survey-event.commands.ts'
import type { SurveyWork } from '../round/work.ts'
import { heldState, jointOf, partsOf, unitsToAsk } from './joint.queries.ts'
import type { JointForm } from './joint.schema.ts'
import { FEWEST_PARTS, type Joint, type JointAnswer, released, strayParts } from './joint.ts'

/** Asks units of one authority for a joint report; the viewer answers for one of that authority's. Gives its key. */
export async function askJoint(work: SurveyWork, { title, month, units }: JointForm): Promise<Result<string>> {
  const { tx, viewer, today } = work
  const [able, led] = [await unitsToAsk(tx), await ledUnits(tx)]
  const asked = able.filter(({ unitId }) => units.includes(unitId))
  if (asked.length < units.length) return refuse({ kind: 'invalid', fields: { units: 'units' } })
  const authorityId = asked[0]!.authorityId
  if (asked.some((one) => one.authorityId !== authorityId))
    return refuse({ kind: 'invalid', fields: { units: 'sameAuthority' } })
  const own = viewer.roles.find((held) => held.authorityId === authorityId && led.includes(held.unitId))
  if (!own) return refuse({ kind: 'not-found' })
  const jointId = newId()
  const keys = { associationId: viewer.associationId, surveyJointId: jointId, authorityId }
  await tx
    .insertInto('surveyJoint')
    .values({ ...keys, unitId: own.unitId, title, month, madeBy: viewer.userId, madeOn: today })
    .execute()
  await tx
    .insertInto('surveyJointPart')
    .values(asked.map(({ unitId }) => ({ ...keys, unitId })))
    .execute()
  await recordSurvey(work, { roundId: null, jointId, unitId: own.unitId, authorityId }, 'joint-asked', {
    data: { month, units: asked.map(({ unitId }) => unitId) },
  })
  return ok(jointId)
}

/** A unit of the viewer's releases a closed round of the month into a joint report, says no, or takes back what it has released. */
export async function answerJoint(
  work: SurveyWork,
  id: string,
  unitId: number,
  answer: JointAnswer,
  roundId: string,
): Promise<Result<string>> {
  const { tx, viewer, today } = work
  const joint = await jointOf(tx, viewer, id)
  const part = joint && (await partsOf(tx, viewer, id)).find((one) => one.unitId === unitId)
  if (!joint || !part || !(await ledUnits(tx)).includes(unitId)) return refuse({ kind: 'not-found' })
  if ((await heldState(tx, id)) !== 'asking') return refuse({ kind: 'conflict', reason: 'over' })
  const round = answer === 'yes' ? await lockedRound(tx, viewer, roundId) : undefined
  const fits = round?.unitId === unitId && round.month === joint.month && round.state === 'closed' && !round.deletedOn
  if (answer === 'yes' && !fits) return refuse({ kind: 'conflict', reason: 'noRound' })
  const surveyRoundId = round?.roundId ?? null
  const { numUpdatedRows } = await tx
    .updateTable('surveyJointPart')
    .set({
      answer: answer === 'yes' ? 'yes' : answer === 'no' ? 'no' : 'asked',
      ...{ surveyRoundId, answeredBy: viewer.userId, answeredOn: today },
    })
    .where('associationId', '=', viewer.associationId)
    .where('surveyJointId', '=', id)
    .where('unitId', '=', unitId)
    .$if(answer === 'back', (query) => query.where('answer', '=', 'yes'))
    .executeTakeFirst()
  // What is not released is not taken back, nor written down as such.
  if (answer === 'back' && numUpdatedRows === 0n) return ok(id)
  const kinds = { yes: 'joint-released', no: 'joint-declined', back: 'joint-taken-back' } as const
  const at = { roundId: surveyRoundId ?? part.roundId, jointId: id, unitId, authorityId: joint.authorityId }
  await recordSurvey(work, at, kinds[answer])
  return ok(id)
}

/** The asking the viewer's unit began and that still goes on. */
async function ownAsking({ tx, viewer }: SurveyWork, id: string): Promise<Result<Joint>> {
  const joint = await jointOf(tx, viewer, id)
  if (!joint || !(await ledUnits(tx)).includes(joint.unitId)) return refuse({ kind: 'not-found' })
  return joint.state === 'asking' ? ok(joint) : refuse({ kind: 'conflict', reason: 'over' })
}

/** Orders the joint report of those who have released a round by now. Gives the order's key: of the same that waits already where there is one. */
export async function orderJoint(work: SurveyWork, id: string, roundTo: number | undefined): Promise<Result<string>> {
  const { tx, viewer } = work
  const opened = await ownAsking(work, id)
  if (!opened.ok) return opened
  const parts = await partsOf(tx, viewer, id)
  if (released(parts).length < FEWEST_PARTS) return refuse({ kind: 'conflict', reason: 'fewParts' })
  if (strayParts(parts).length > 0) return refuse({ kind: 'conflict', reason: 'lists' })
  return ok(await placeOrder(work, opened.value, { audience: 'outside', filter: {}, roundTo }))
}

/** Gives it up: nobody is asked any longer. */
export async function endJoint(work: SurveyWork, id: string): Promise<Result<string>> {
  const { tx, viewer } = work
  const opened = await ownAsking(work, id)
  if (!opened.ok) return opened
  const { numUpdatedRows } = await tx
    .updateTable('surveyJoint')
    .set((eb) => ({ state: 'ended', version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('surveyJointId', '=', id)
    .executeTakeFirst()
  // Its report was made while this waited: the policy lets nobody end it any more.
  if (numUpdatedRows !== 1n) return refuse({ kind: 'conflict', reason: 'over' })
  await recordSurvey(work, { ...opened.value, roundId: null, jointId: id }, 'joint-ended')
  return ok(id)
}

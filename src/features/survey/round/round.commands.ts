import { isUuid, newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { ledUnits, lockedRound, progressOf } from './round.queries.ts'
import type { RoundForm } from './round.schema.ts'
import { hindrance, may, type Round, type RoundAction, sumOf } from './round.ts'
import { BUILT_IN } from './round-list.ts'
import { recordSurvey } from './survey-event.commands.ts'
import type { SurveyEventKind } from './survey-event.ts'
import type { SurveyWork } from './work.ts'

/** Makes a round of a unit the viewer answers for. Gives its key. */
export async function makeRound(work: SurveyWork, form: RoundForm): Promise<Result<string>> {
  const { tx, viewer, today } = work
  const held = viewer.roles.find(({ unitId }) => unitId === form.unitId)
  if (!held || !(await ledUnits(tx)).includes(form.unitId))
    return refuse({ kind: 'invalid', fields: { unitId: 'choose' } })
  if (!(await isList(work, form.reasonList))) return refuse({ kind: 'invalid', fields: { reasonList: 'choose' } })
  const roundId = newId()
  const { unitId, authorityId } = held
  const { month, reasonList, definitions, selfRating } = form
  await tx
    .insertInto('surveyRound')
    .values({
      associationId: viewer.associationId,
      surveyRoundId: roundId,
      unitId,
      authorityId,
      month,
      reasonList,
      definitions,
      selfRating,
      madeBy: viewer.userId,
      madeOn: today,
    })
    .execute()
  await recordSurvey(work, { roundId, unitId, authorityId }, 'round-made', { data: { month, reasonList, definitions } })
  return ok(roundId)
}

/** A list that comes with the program, or one the authority has brought in. */
async function isList({ tx, viewer }: SurveyWork, key: string): Promise<boolean> {
  if (BUILT_IN.some((one) => one === key)) return true
  if (!isUuid(key)) return false
  const found = await tx
    .selectFrom('surveyList')
    .select('surveyListId')
    .where('associationId', '=', viewer.associationId)
    .where('surveyListId', '=', key)
    .executeTakeFirst()
  return found !== undefined
}

/** Changes what a round is, while it is a draft. */
export async function changeRound(
  work: SurveyWork,
  id: string,
  version: number,
  form: RoundForm,
): Promise<Result<string>> {
  const opened = await openedFor(work, id, 'change', version)
  if (!opened.ok) return opened
  if (!(await isList(work, form.reasonList))) return refuse({ kind: 'invalid', fields: { reasonList: 'choose' } })
  const { month, reasonList, definitions, selfRating } = form
  await update(work, id, { month, reasonList, definitions, selfRating })
  await recordSurvey(work, opened.value, 'round-changed', { data: { month, reasonList, definitions, selfRating } })
  return ok(id)
}

/** Opens, closes or opens a round again. */
export async function moveRound(
  work: SurveyWork,
  id: string,
  version: number,
  action: 'open' | 'close' | 'reopen',
): Promise<Result<string>> {
  const opened = await openedFor(work, id, action, version)
  if (!opened.ok) return opened
  const { viewer, today } = work
  if (action !== 'reopen') {
    const why = hindrance(action, sumOf(await progressOf(work.tx, id)))
    if (why) return refuse({ kind: 'conflict', reason: why })
  }
  if (action === 'open') await update(work, id, { state: 'open', openedOn: today })
  if (action === 'close') await update(work, id, { state: 'closed', closedOn: today, closedBy: viewer.userId })
  if (action === 'reopen') await update(work, id, { state: 'open', closedOn: null, closedBy: null })
  const kinds = { open: 'round-opened', close: 'round-closed', reopen: 'round-reopened' } as const satisfies Record<
    typeof action,
    SurveyEventKind
  >
  await recordSurvey(work, opened.value, kinds[action])
  return ok(id)
}

/** Takes a draft away with the codes in it. */
export async function removeRound(work: SurveyWork, id: string, version: number): Promise<Result<string>> {
  const opened = await openedFor(work, id, 'remove', version)
  if (!opened.ok) return opened
  await recordSurvey(work, opened.value, 'round-removed', { data: { month: opened.value.month } })
  await work.tx
    .deleteFrom('surveyRound')
    .where('associationId', '=', work.viewer.associationId)
    .where('surveyRoundId', '=', id)
    .execute()
  return ok(id)
}

type Columns = Partial<
  Pick<Round, 'month' | 'reasonList' | 'definitions' | 'selfRating' | 'state' | 'openedOn' | 'closedOn'> & {
    closedBy: string | null
  }
>
const update = ({ tx, viewer }: SurveyWork, id: string, columns: Columns) =>
  tx
    .updateTable('surveyRound')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('surveyRoundId', '=', id)
    .execute()

/** The round for a change by whoever answers for its unit; refused when its state does not allow it. */
export async function openedFor(
  work: SurveyWork,
  id: string,
  action: RoundAction,
  version?: number,
): Promise<Result<Round>> {
  const round = await lockedRound(work.tx, work.viewer, id)
  if (!round || !(await ledUnits(work.tx)).includes(round.unitId)) return refuse({ kind: 'not-found' })
  if (!may(action, round)) return refuse({ kind: 'conflict', reason: round.deletedOn ? 'deleted' : round.state })
  if (version !== undefined && round.version !== version) return refuse({ kind: 'stale' })
  return ok(round)
}

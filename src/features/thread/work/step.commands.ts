import { daysBetween } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { inUnit } from '../../access/public.ts'
import type { EventKind, NewEvent } from '../event.ts'
import { stepCandidates, stepOf } from './step.queries.ts'
import { BY_PERSON, stepDoneForm, stepDropForm, stepForm } from './step.schema.ts'
import {
  CLOSED_BY_DISCHARGE,
  doneProblem,
  dueProblem,
  STEP_ACTIONS,
  type Step,
  type StepAction,
  stateOf,
} from './step.ts'
import {
  checkClosing,
  checkRow,
  type Entered,
  enter,
  parse,
  type RowOwner,
  recordOf,
  type Typed,
  type Work,
} from './work.commands.ts'

type Who = { whoUserId: string | null; whoPerson: boolean }

async function readWho(work: Work, entered: Entered, typed: string, before?: Step): Promise<Result<Who>> {
  if (typed === BY_PERSON) return ok({ whoUserId: null, whoPerson: true })
  const { team, others } = await stepCandidates(work.tx, work.viewer, entered.thread, work.today)
  // Whoever has the step may keep it, also after leaving the unit: somebody else is then chosen on purpose, not by a refusal.
  const known = typed === before?.who?.userId || [...team, ...others].some((one) => one.userId === typed)
  return known
    ? ok({ whoUserId: typed, whoPerson: false })
    : refuse({ kind: 'invalid', fields: { who: 'problem.notColleague' } })
}

const record = (
  work: Work,
  { owned }: { owned: RowOwner },
  kind: EventKind,
  subjectId: string,
  data: NewEvent['data'],
  on = work.today,
) => recordOf(work, owned, { kind, category: 'plan', subject: 'next_step', subjectId, on, data })

const whoOf = (who: Who): string => (who.whoPerson ? 'person' : 'user')

/** Drops a step because its thread ended; false when somebody was faster. */
export async function closeStep(work: Work, owned: RowOwner, step: Step): Promise<boolean> {
  if (!(await write(work, step, { droppedReason: CLOSED_BY_DISCHARGE }))) return false
  await record(work, { owned }, 'step-dropped', step.stepId, { dueOn: step.dueOn, discharge: true })
  return true
}

/** Decides a next step. Gives its id. */
export async function addStep(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const read = parse(stepForm, typed)
  const entered = await enter(work, threadId, 'step')
  if (!entered.ok) return entered
  if (!read.ok) return read
  const { what, dueOn } = read.value
  const problem = dueProblem(dueOn, work.today)
  if (problem) return refuse({ kind: 'invalid', fields: { dueOn: problem } })
  const who = await readWho(work, entered.value, read.value.who)
  if (!who.ok) return who
  const nextStepId = newId()
  await work.tx
    .insertInto('nextStep')
    .values({ ...entered.value.owned, nextStepId, what, dueOn, ...who.value })
    .execute()
  await record(work, entered.value, 'step-added', nextStepId, { dueOn, who: whoOf(who.value) })
  return ok(nextStepId)
}

/** Whoever is named for a step finishes it, whichever unit wrote it; the event is then both units'. */
function checkNamed(work: Work, entered: Entered, step: Step, version: number): Result<RowOwner> {
  if (inUnit(work.viewer, step.unitId)) return checkRow(work.viewer, entered, step, version)
  if (step.version !== version) return refuse({ kind: 'stale' })
  const { unitId, authorityId } = step
  return ok({ ...entered.owned, unitId, authorityId, alsoUnitId: entered.as.unitId })
}

/** Opens a step for an action: absent, another unit's, over already, or changed by somebody else. */
async function openStep(
  work: Work,
  threadId: string,
  stepId: string,
  version: number,
  action: StepAction,
): Promise<Result<Entered & { step: Step }>> {
  const entered = await enter(work, threadId, action === 'done' ? 'finish' : 'step')
  if (!entered.ok) return entered
  const step = await stepOf(work.tx, work.viewer, threadId, stepId)
  if (!step) return refuse({ kind: 'not-found' })
  if (!STEP_ACTIONS[stateOf(step)].includes(action))
    return refuse({ kind: 'conflict', reason: `refused.step.${stateOf(step)}` })
  const owned =
    action === 'change'
      ? checkRow(work.viewer, entered.value, step, version)
      : action === 'done' && step.who?.userId === work.viewer.userId
        ? checkNamed(work, entered.value, step, version)
        : await checkClosing(work, entered.value, step, version)
  return owned.ok ? ok({ ...entered.value, owned: owned.value, step }) : owned
}

type Change = Partial<Who> & { what?: string; dueOn?: Step['dueOn']; doneOn?: Step['dueOn']; droppedReason?: string }

/** Writes onto the version that was opened; false when somebody was faster. */
async function write(work: Work, step: Step, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('nextStep')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('associationId', '=', work.viewer.associationId)
    .where('nextStepId', '=', step.stepId)
    .where('version', '=', step.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function changeStep(work: Work, threadId: string, stepId: string, typed: Typed): Promise<Result<string>> {
  const read = parse(stepForm, typed)
  const version = Number(typed.version)
  const opened = await openStep(work, threadId, stepId, version, 'change')
  if (!opened.ok) return opened
  if (!read.ok) return read
  const { step } = opened.value
  const { what, dueOn } = read.value
  const problem = dueOn === step.dueOn ? undefined : dueProblem(dueOn, work.today)
  if (problem) return refuse({ kind: 'invalid', fields: { dueOn: problem } })
  const who = await readWho(work, opened.value, read.value.who, step)
  if (!who.ok) return who
  if (!(await write(work, step, { what, dueOn, ...who.value }))) return refuse({ kind: 'stale' })
  await record(work, opened.value, 'step-changed', stepId, {
    dueOnBefore: step.dueOn,
    dueOn,
    who: whoOf(who.value),
    whoChanged: (step.who?.userId ?? null) !== who.value.whoUserId,
    whatChanged: step.what !== what,
  })
  return ok(stepId)
}

export async function finishStep(work: Work, threadId: string, stepId: string, typed: Typed): Promise<Result<string>> {
  const read = parse(stepDoneForm, typed)
  const opened = await openStep(work, threadId, stepId, Number(typed.version), 'done')
  if (!opened.ok) return opened
  if (!read.ok) return read
  const { step, thread } = opened.value
  const { doneOn } = read.value
  const problem = doneProblem(doneOn, thread.openedOn, work.today)
  if (problem) return refuse({ kind: 'invalid', fields: { doneOn: problem } })
  if (!(await write(work, step, { doneOn }))) return refuse({ kind: 'stale' })
  const daysLate = Math.max(0, daysBetween(step.dueOn, doneOn))
  await record(work, opened.value, 'step-done', stepId, { dueOn: step.dueOn, daysLate }, doneOn)
  return ok(stepId)
}

export async function dropStep(work: Work, threadId: string, stepId: string, typed: Typed): Promise<Result<string>> {
  const read = parse(stepDropForm, typed)
  const opened = await openStep(work, threadId, stepId, Number(typed.version), 'drop')
  if (!opened.ok) return opened
  if (!read.ok) return read
  const { step } = opened.value
  if (!(await write(work, step, { droppedReason: read.value.reason }))) return refuse({ kind: 'stale' })
  await record(work, opened.value, 'step-dropped', stepId, { dueOn: step.dueOn })
  return ok(stepId)
}

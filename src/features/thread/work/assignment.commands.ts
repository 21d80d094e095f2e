import { addDays, type CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { EventKind, NewEvent } from '../event.ts'
import { carryingUnit } from '../thread.access.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { contactChangeForm, contactForm, contactToldForm, NOBODY_YET } from './assignment.schema.ts'
import {
  ASSIGNMENT_ACTIONS,
  type Assignment,
  type AssignmentAction,
  type AssignmentRole,
  beginProblem,
  clash,
  gapFrom,
  stateOf,
} from './assignment.ts'
import { colleaguesOf } from './colleague.queries.ts'
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

const record = (
  work: Work,
  owner: RowOwner,
  kind: EventKind,
  subjectId: string,
  on: CalendarDay,
  data: NewEvent['data'],
) => recordOf(work, owner, { kind, category: 'identity', subject: 'assignment', subjectId, on, data })

export type NewContact = { userId: string; role: AssignmentRole; fromOn: CalendarDay }

/** Writes a new contact and its event; the caller has decided that it may be. */
export async function beginAssignment(work: Work, owned: Entered['owned'], contact: NewContact): Promise<string> {
  const assignmentId = newId()
  await work.tx
    .insertInto('assignment')
    .values({ ...owned, assignmentId, ...contact })
    .execute()
  await record(work, owned, 'assignment-began', assignmentId, contact.fromOn, {
    role: contact.role,
    userId: contact.userId,
  })
  return assignmentId
}

/** Ends a contact on its last day, on the version that was read; false when somebody was faster. */
export async function endAssignment(
  work: Work,
  owned: RowOwner,
  assignment: Pick<Assignment, 'assignmentId' | 'role' | 'version'>,
  untilOn: CalendarDay,
  gapReason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('assignment')
    .set((eb) => ({ untilOn, gapReason, version: eb('version', '+', 1) }))
    .where('associationId', '=', owned.associationId)
    .where('assignmentId', '=', assignment.assignmentId)
    .where('version', '=', assignment.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return false
  await record(work, owned, 'assignment-ended', assignment.assignmentId, untilOn, {
    role: assignment.role,
    gap: gapReason !== '',
  })
  return true
}

/** A contact that ended with the thread goes on, because the thread does on that very day; false when somebody was faster. */
export async function goOnWith(
  work: Work,
  owned: Entered['owned'],
  { assignmentId, role, userId, version }: Assignment,
  on: CalendarDay,
): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('assignment')
    .set((eb) => ({ untilOn: null, gapReason: '', version: eb('version', '+', 1) }))
    .where('associationId', '=', owned.associationId)
    .where('assignmentId', '=', assignmentId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return false
  await record(work, owned, 'assignment-began', assignmentId, on, { role, userId, again: true })
  return true
}

/** Is the user one who may be a contact on that day? */
export async function contactProblem(
  work: Work,
  { thread }: Entered,
  contact: NewContact,
  assignments: readonly Assignment[],
  leaving?: string,
): Promise<Record<string, string> | undefined> {
  const wrongDay = beginProblem(contact.fromOn, thread.openedOn, work.today)
  if (wrongDay) return { fromOn: wrongDay }
  const on = contact.fromOn > work.today ? contact.fromOn : work.today
  const candidates = await colleaguesOf(work.tx, work.viewer, carryingUnit(thread), on)
  if (!candidates.some((one) => one.userId === contact.userId)) return { userId: 'problem.notColleague' }
  const taken = clash(assignments, contact, leaving)
  return taken && { userId: taken }
}

/** Names a contact beside those there are. Gives the assignment's id. */
export async function addContact(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'contact')
  if (!entered.ok) return entered
  const read = parse(contactForm, typed)
  if (!read.ok) return read
  const assignments = await assignmentsOfThread(work.tx, work.viewer, threadId)
  const problem = await contactProblem(work, entered.value, read.value, assignments)
  if (problem) return refuse({ kind: 'invalid', fields: problem })
  return ok(await beginAssignment(work, entered.value.owned, read.value))
}

async function open(
  work: Work,
  threadId: string,
  assignmentId: string,
  version: number,
  action: AssignmentAction,
): Promise<Result<Entered & { row: RowOwner; assignment: Assignment; all: Assignment[] }>> {
  const entered = await enter(work, threadId, 'contact')
  if (!entered.ok) return entered
  const all = await assignmentsOfThread(work.tx, work.viewer, threadId)
  const assignment = all.find((one) => one.assignmentId === assignmentId)
  if (!assignment) return refuse({ kind: 'not-found' })
  const state = stateOf(assignment)
  if (!ASSIGNMENT_ACTIONS[state].includes(action))
    return refuse({ kind: 'conflict', reason: `refused.contact.${state}` })
  const row =
    action === 'change'
      ? await checkClosing(work, entered.value, assignment, version)
      : checkRow(work.viewer, entered.value, assignment, version)
  return row.ok ? ok({ ...entered.value, row: row.value, assignment, all }) : row
}

/**
 * Changes the contact: somebody takes over on a day, or nobody does yet and the reason is written down. Gives the id of
 * the new assignment, or undefined where there is a gap.
 */
export async function changeContact(
  work: Work,
  threadId: string,
  assignmentId: string,
  typed: Typed,
): Promise<Result<string | undefined>> {
  const opened = await open(work, threadId, assignmentId, Number(typed.version), 'change')
  if (!opened.ok) return opened
  const read = parse(contactChangeForm, typed)
  if (!read.ok) return read
  const { assignment, all, row, thread } = opened.value
  // A former team's contact is followed by one of the team that has the person now.
  const owned = row.alsoUnitId === undefined ? row : opened.value.owned
  const { userId, gapReason, fromOn } = read.value
  if (fromOn <= assignment.fromOn) return refuse({ kind: 'invalid', fields: { fromOn: 'problem.beforeStart' } })
  const last = addDays(fromOn, -1)
  if (userId === NOBODY_YET) {
    if (gapReason === '') return refuse({ kind: 'invalid', fields: { gapReason: 'required' } })
    const wrongDay = beginProblem(fromOn, thread.openedOn, work.today)
    if (wrongDay) return refuse({ kind: 'invalid', fields: { fromOn: wrongDay } })
    return (await endAssignment(work, row, assignment, last, gapReason)) ? ok(undefined) : refuse({ kind: 'stale' })
  }
  const next = { userId, role: assignment.role, fromOn }
  const problem = await contactProblem(work, opened.value, next, all, assignmentId)
  if (problem) return refuse({ kind: 'invalid', fields: problem })
  if (!(await endAssignment(work, row, assignment, last, ''))) return refuse({ kind: 'stale' })
  return ok(await beginAssignment(work, owned, next))
}

/** Notes that the person was told who their contact is, or (`tell-gap`) that nobody follows; when and how. */
export async function tellContact(
  work: Work,
  threadId: string,
  assignmentId: string,
  typed: Typed,
  action: 'tell' | 'tell-gap' = 'tell',
): Promise<Result<string>> {
  const opened = await open(work, threadId, assignmentId, Number(typed.version), action)
  if (!opened.ok) return opened
  const gap = action === 'tell-gap'
  const takesEffect = gap ? gapFrom(opened.value.assignment) : opened.value.assignment.fromOn
  if (!takesEffect) return refuse({ kind: 'not-found' })
  const read = parse(contactToldForm, typed)
  if (!read.ok) return read
  const { assignment, row: owned, thread } = opened.value
  const { toldOn, toldHow } = read.value
  if (toldOn > work.today) return refuse({ kind: 'invalid', fields: { toldOn: 'problem.future' } })
  if (toldOn < thread.openedOn) return refuse({ kind: 'invalid', fields: { toldOn: 'problem.beforeOpened' } })
  const { numUpdatedRows } = await work.tx
    .updateTable('assignment')
    .set((eb) => ({
      ...(gap ? { gapToldOn: toldOn, gapToldHow: toldHow } : { toldOn, toldHow }),
      version: eb('version', '+', 1),
    }))
    .where('associationId', '=', owned.associationId)
    .where('assignmentId', '=', assignmentId)
    .where('version', '=', assignment.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return refuse({ kind: 'stale' })
  await record(work, owned, 'contact-told', assignmentId, toldOn, {
    how: toldHow,
    inTime: toldOn <= takesEffect,
    ...(gap ? { gap } : {}),
  })
  return ok(assignmentId)
}

import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { NewEvent } from '../event.ts'
import { beginAssignment, contactProblem, endAssignment, goOnWith } from './assignment.commands.ts'
import { assignmentsOfThread } from './assignment.queries.ts'
import { ENDED_BY_DISCHARGE } from './assignment.ts'
import { dischargesOfThread, openThingsOf } from './discharge.queries.ts'
import { dischargeForm, reopenForm } from './discharge.schema.ts'
import {
  dischargeProblems,
  lastContactDay,
  lastDayOf,
  lastReopening,
  type OpenThings,
  outcomeOf,
  reopenProblem,
  seenKey,
  stepKey,
  trackKey,
} from './discharge.ts'
import { closeStep } from './step.commands.ts'
import { closeTrack } from './track.commands.ts'
import { type Entered, enter, parse, type RowOwner, recordOf, type Typed, type Work } from './work.commands.ts'
import { type FormerTeam, formerTeams } from './work.queries.ts'

const record = (
  work: Work,
  owner: Entered['owned'],
  kind: 'discharged' | 'reopened',
  subjectId: string,
  on: CalendarDay,
  data: NewEvent['data'],
) => recordOf(work, owner, { kind, category: 'plan', subject: 'discharge', subjectId, on, data })

/** Writes the thread's state onto the version that was opened; false when somebody was faster. */
async function turn(
  work: Work,
  threadId: string,
  version: number,
  change: { state: 'active' | 'discharged'; dischargedOn: CalendarDay | null },
): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('thread')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('associationId', '=', work.viewer.associationId)
    .where('threadId', '=', threadId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

type Owned = Entered['owned']

/** Whose row it is: one of the own units', or a former team's that the present one closes. */
const rowOwner = (work: Work, owned: Owned, unitId: number, former: readonly FormerTeam[] = []): RowOwner => {
  const held = work.viewer.roles.find((one) => one.unitId === unitId)
  if (held) return { ...owned, unitId, authorityId: held.authorityId }
  const before = former.find((one) => one.unitId === unitId)
  return before ? { ...owned, ...before, alsoUnitId: owned.unitId } : owned
}

/** Ends what was chosen, each with its own event; false when somebody was faster with one of them. */
async function endOpenThings(
  work: Work,
  owned: Owned,
  open: OpenThings,
  end: { onDay: CalendarDay; close: readonly string[]; outcome: ReturnType<typeof outcomeOf> },
): Promise<boolean> {
  const former = await formerTeams(work.tx, owned.threadId)
  const ownerOf = (row: { unitId: number }) => rowOwner(work, owned, row.unitId, former)
  for (const contact of open.contacts) {
    const last = lastContactDay(contact.fromOn, end.onDay)
    if (contact.untilOn !== null && contact.untilOn <= last) continue
    if (!(await endAssignment(work, ownerOf(contact), contact, last, ENDED_BY_DISCHARGE))) return false
  }
  for (const track of open.tracks.filter((one) => end.close.includes(trackKey(one)))) {
    const closing = { endOn: lastDayOf(track.startOn, end.onDay), outcome: end.outcome, outcomeNote: '' }
    if (!(await closeTrack(work, ownerOf(track), track, closing))) return false
  }
  for (const step of open.steps.filter((one) => end.close.includes(stepKey(one))))
    if (!(await closeStep(work, ownerOf(step), step))) return false
  return true
}

/** Ends a thread with its reason and destination, and with it the contacts and what else was chosen. */
export async function dischargeThread(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'discharge')
  if (!entered.ok) return entered
  const { thread, owned } = entered.value
  const open = await openThingsOf(work.tx, work.viewer, threadId, work.today)
  if (Number(typed.version) !== thread.version || typed.seen !== seenKey(open)) return refuse({ kind: 'stale' })
  const read = parse(dischargeForm, typed)
  if (!read.ok) return read
  const { reason, destination, onDay, closingTalkOn, noTalkReason, comment, close } = read.value
  const reopenedOn = lastReopening(await dischargesOfThread(work.tx, work.viewer, threadId))
  const fields = dischargeProblems(read.value, { ...thread, reopenedOn }, work.today)
  if (Object.keys(fields).length > 0) return refuse({ kind: 'invalid', fields })
  const discharged = { state: 'discharged', dischargedOn: onDay } as const
  if (!(await turn(work, threadId, thread.version, discharged))) return refuse({ kind: 'stale' })
  if (!(await endOpenThings(work, owned, open, { onDay, close, outcome: outcomeOf(reason, destination) })))
    return refuse({ kind: 'stale' })
  const dischargeId = newId()
  await work.tx
    .insertInto('discharge')
    .values({
      ...owned,
      dischargeId,
      reason,
      destination,
      onDay,
      comment,
      closingTalkOn: closingTalkOn ?? null,
      noTalkReason: closingTalkOn ? '' : noTalkReason,
    })
    .execute()
  await record(work, owned, 'discharged', dischargeId, onDay, {
    reason,
    destination,
    closingTalkOn: closingTalkOn ?? null,
    days: daysBetween(thread.intakeOn ?? thread.openedOn, onDay),
  })
  return ok(dischargeId)
}

/** Takes the same thread up again, with a reason and a contact. Gives the id of the contact's assignment. */
export async function reopenThread(work: Work, threadId: string, typed: Typed): Promise<Result<string>> {
  const entered = await enter(work, threadId, 'reopen')
  if (!entered.ok) return entered
  const { thread, owned } = entered.value
  if (Number(typed.version) !== thread.version) return refuse({ kind: 'stale' })
  const read = parse(reopenForm, typed)
  if (!read.ok) return read
  const { reason, userId, onDay } = read.value
  const dischargedOn = thread.dischargedOn ?? thread.openedOn
  const wrongDay = reopenProblem(onDay, dischargedOn, work.today)
  if (wrongDay) return refuse({ kind: 'invalid', fields: { onDay: wrongDay } })
  const contact = { userId, role: 'lead', fromOn: onDay } as const
  const problem = await contactProblem(work, entered.value, contact, [])
  if (problem) return refuse({ kind: 'invalid', fields: problem })
  if (!(await turn(work, threadId, thread.version, { state: 'active', dischargedOn: null })))
    return refuse({ kind: 'stale' })
  const last = (await dischargesOfThread(work.tx, work.viewer, threadId)).find((one) => one.reopenedOn === null)
  if (last) {
    await work.tx
      .updateTable('discharge')
      .set((eb) => ({ reopenedOn: onDay, reopenReason: reason, version: eb('version', '+', 1) }))
      .where('associationId', '=', owned.associationId)
      .where('dischargeId', '=', last.dischargeId)
      .execute()
    await record(work, rowOwner(work, owned, last.unitId), 'reopened', last.dischargeId, onDay, {
      daysAway: daysBetween(dischargedOn, onDay),
    })
  }
  const ended = (await assignmentsOfThread(work.tx, work.viewer, threadId)).findLast(
    (one) =>
      one.unitId === owned.unitId &&
      one.userId === userId &&
      one.role === contact.role &&
      one.gapReason === ENDED_BY_DISCHARGE &&
      one.untilOn !== null &&
      one.untilOn >= onDay,
  )
  // The same colleague on the same day: nothing ended for the person, so nothing begins a second time.
  if (!ended) return ok(await beginAssignment(work, owned, contact))
  return (await goOnWith(work, owned, ended, onDay)) ? ok(ended.assignmentId) : refuse({ kind: 'stale' })
}

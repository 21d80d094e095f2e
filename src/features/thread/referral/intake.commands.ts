import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { type CalendarDay, daysBetween } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { colleaguesOf } from '../work/colleague.queries.ts'
import { authorityOf } from './queue.commands.ts'
import type { Referral } from './referral.queries.ts'
import { HEADLINE } from './referral.ts'
import { change } from './referral-decision.commands.ts'
import { openFor } from './referral-draft.commands.ts'

export type Intake = {
  startOn: CalendarDay
  /** The named first contact. */
  leadUserId: string
  toldHow: string
  toldOn?: CalendarDay | undefined
}

async function problemsOf(tx: Tx, viewer: Viewer, today: CalendarDay, referral: Referral, intake: Intake) {
  const fields: Record<string, string> = {}
  if (intake.startOn > today) fields.startOn = 'dayTooLate'
  if (referral.sentOn !== null && intake.startOn < referral.sentOn) fields.startOn = 'beforeSent'
  const ended = await lastDischarge(tx, viewer, referral.threadId)
  if (ended && intake.startOn < ended) fields.startOn = 'beforeDischarge'
  if (intake.toldOn && intake.toldOn > today) fields.toldOn = 'dayTooLate'
  const team = await colleaguesOf(tx, viewer, referral.toUnitId ?? 0, today)
  if (!team.some((one) => one.userId === intake.leadUserId)) fields.leadUserId = 'choose'
  return fields
}

/** The last day on which a team that the viewer sees the discharge of let the person go. */
async function lastDischarge(tx: Tx, viewer: Viewer, threadId: string): Promise<CalendarDay | null> {
  const { on } = await tx
    .selectFrom('discharge')
    .select((eb) => eb.fn.max('onDay').as('on'))
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .executeTakeFirstOrThrow()
  return on
}

/** Takes the person in: from the queue, or at once. Gives the thread. The waiting ends, the team carries the thread, somebody named is the contact. */
export async function takeIn(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  id: string,
  intake: Intake,
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'take-in')
  if (!opened.ok) return opened
  const referral = opened.value
  const { threadId, toUnitId: unitId, queue } = referral
  const authorityId = unitId === null ? undefined : authorityOf(viewer, unitId)
  if (unitId === null || authorityId === undefined || !referral.person)
    return refuse({ kind: 'not-allowed', reason: 'side' })
  const fields = await problemsOf(tx, viewer, today, referral, intake)
  if (Object.keys(fields).length > 0) return refuse({ kind: 'invalid', fields })
  const { startOn } = intake
  const accepted = referral.state === 'accepted'
  const decision = { state: 'accepted', decidedOn: today, decidedBy: viewer.userId, takenInOn: startOn } as const
  if (accepted) await setTakenIn(tx, viewer, referral, startOn)
  else await change(tx, viewer, today, referral, decision, 'referral-accepted')
  const common = { threadId, unitId, authorityId, on: startOn }
  if (queue) {
    await tx
      .updateTable('queueEntry')
      .set({
        leftOn: startOn < queue.enteredOn ? queue.enteredOn : startOn,
        leftHow: 'intake',
        version: queue.version + 1,
      })
      .where('associationId', '=', viewer.associationId)
      .where('queueEntryId', '=', queue.queueEntryId)
      .execute()
    await recordEvent(tx, viewer, {
      ...common,
      kind: 'queue-left',
      subject: 'queue_entry',
      subjectId: queue.queueEntryId,
      category: 'referral',
      alsoUnitId: referral.unitId,
      data: { how: 'intake' },
    })
  }
  await tx
    .updateTable('thread')
    .set((eb) => ({
      state: 'active',
      teamUnitId: unitId,
      intakeOn: startOn,
      dischargedOn: null,
      // What the person wants leads the thread from now on, until they say it anew.
      ownWords: eb
        .case()
        .when(eb.and([eb('ownWords', '=', ''), eb.val(referral.ownWords.length <= HEADLINE)]))
        .then(referral.ownWords)
        .else(eb.ref('ownWords'))
        .end(),
      version: eb('version', '+', 1),
    }))
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .execute()
  await takeUpAgain(tx, viewer, common)
  await recordEvent(tx, viewer, {
    ...common,
    kind: 'intake',
    subject: 'thread',
    subjectId: threadId,
    category: 'identity',
  })
  await firstContact(tx, viewer, common, intake)
  await endReferrer(tx, viewer, referral, startOn)
  return ok(threadId)
}

async function setTakenIn(tx: Tx, viewer: Viewer, referral: Referral, takenInOn: CalendarDay): Promise<void> {
  await tx
    .updateTable('referral')
    .set({ takenInOn, version: referral.version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referral.referralId)
    .execute()
}

/** The team had discharged the person before: the same thread goes on. Another team's discharge stays as it was. */
async function takeUpAgain(
  tx: Tx,
  viewer: Viewer,
  { threadId, unitId, authorityId, on }: { threadId: string; unitId: number; authorityId: number; on: CalendarDay },
): Promise<void> {
  const discharges = await tx
    .updateTable('discharge')
    .set((eb) => ({ reopenedOn: on, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .where('unitId', '=', unitId)
    .where('reopenedOn', 'is', null)
    .returning(['dischargeId', 'onDay'])
    .execute()
  for (const { dischargeId, onDay } of discharges) {
    await recordEvent(tx, viewer, {
      threadId,
      unitId,
      authorityId,
      on,
      kind: 'reopened',
      subject: 'discharge',
      subjectId: dischargeId,
      category: 'plan',
      data: { daysAway: daysBetween(onDay, on) },
    })
  }
}

async function firstContact(
  tx: Tx,
  viewer: Viewer,
  common: { threadId: string; unitId: number; authorityId: number; on: CalendarDay },
  { leadUserId, toldHow, toldOn }: Intake,
): Promise<void> {
  const assignmentId = newId()
  const { on, ...own } = common
  await tx
    .insertInto('assignment')
    .values({
      associationId: viewer.associationId,
      assignmentId,
      ...own,
      userId: leadUserId,
      role: 'lead',
      fromOn: on,
      toldOn: toldOn ?? on,
      toldHow,
    })
    .execute()
  await recordEvent(tx, viewer, {
    ...common,
    kind: 'assignment-began',
    subject: 'assignment',
    subjectId: assignmentId,
    category: 'identity',
    data: { role: 'lead', userId: leadUserId },
  })
}

/** The colleague of the referrer was contact until now. */
async function endReferrer(tx: Tx, viewer: Viewer, referral: Referral, on: CalendarDay): Promise<void> {
  const { rows } = await sql<{ assignmentId: string; unitId: number; authorityId: number }>`
    select assignment_id as "assignmentId", unit_id as "unitId", authority_id as "authorityId"
    from end_referrer(${referral.referralId}, ${on})`.execute(tx)
  for (const { assignmentId, ...sender } of rows) {
    await recordEvent(tx, viewer, {
      ...sender,
      threadId: referral.threadId,
      kind: 'assignment-ended',
      subject: 'assignment',
      subjectId: assignmentId,
      category: 'identity',
      alsoUnitId: referral.toUnitId,
      on,
      data: { role: 'referrer', gap: false },
    })
  }
}

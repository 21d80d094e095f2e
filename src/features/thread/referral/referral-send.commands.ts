import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import { addDays, type CalendarDay, later } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { teamLoads } from '../team-load.queries.ts'
import { holdThread, settleThread } from '../thread-state.commands.ts'
import { colleaguesOf } from '../work/colleague.queries.ts'
import type { Referral } from './referral.queries.ts'
import { missingOf } from './referral.ts'
import { eventOf, openFor } from './referral-draft.commands.ts'

/** How the person agreed to the referral being sent, and when. */
export type Agreement = { agreedHow: 'oral' | 'written'; agreedOn: CalendarDay }

/** Sends a draft: the receiving unit holds the thread from now on, and sees the referral and who the person is. */
export async function sendReferral(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  referralId: string,
  version: number,
  agreement: Agreement,
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, referralId, 'edit')
  if (!opened.ok) return opened
  const referral = opened.value
  if (referral.version !== version) return refuse({ kind: 'stale' })
  if (agreement.agreedOn > today) return refuse({ kind: 'invalid', fields: { agreedOn: 'dayTooLate' } })
  const { toUnitId } = referral
  if (toUnitId === null || missingOf(referral).length > 0) return refuse({ kind: 'conflict', reason: 'missing' })
  if (!(await teamLoads(tx)).some((team) => team.unitId === toUnitId))
    return refuse({ kind: 'conflict', reason: 'teamGone' })
  const colleagues = await colleaguesOf(tx, viewer, referral.unitId, today)
  if (!colleagues.some((one) => one.userId === referral.contactUserId))
    return refuse({ kind: 'conflict', reason: 'contactGone' })
  await tx
    .updateTable('referral')
    .set({ state: 'sent', sentOn: today, alsoUnitId: toUnitId, ...agreement, version: version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referralId)
    .where('version', '=', version)
    .execute()
  await holdThread(tx, referral.threadId, toUnitId, today)
  await tx
    .updateTable('thread')
    .set({ language: referral.language, interpreter: referral.interpreter })
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', referral.threadId)
    .execute()
  await settleThread(tx, referral.threadId)
  await nameReceivers(tx, viewer, today, referral, toUnitId)
  await recordEvent(tx, viewer, { kind: 'referral-sent', ...eventOf(referral, today), alsoUnitId: toUnitId })
  await beContact(tx, viewer, today, referral)
  return ok(referralId)
}

/** A protected person is known to named users only: at the receiver those who lead the team, who then name others. */
async function nameReceivers(tx: Tx, viewer: Viewer, today: CalendarDay, referral: Referral, toUnitId: number) {
  const protection = referral.person?.identity?.protection
  if (!protection || protection === 'none') return
  const receivers = await colleaguesOf(tx, viewer, toUnitId, today)
  const leaders = receivers.filter((one) => one.leads)
  const named = [...(leaders.length > 0 ? leaders : receivers).map((one) => one.userId), referral.contactUserId]
  await sql`select name_receivers(${referral.referralId}, ${named}::uuid[])`.execute(tx)
}

/** From the day of sending a named colleague of the sending unit is the person's contact there. */
async function beContact(tx: Tx, viewer: Viewer, today: CalendarDay, referral: Referral) {
  const { threadId, unitId, authorityId, contactUserId } = referral
  const present = await tx
    .selectFrom('assignment')
    .select(['assignmentId', 'userId', 'fromOn', 'version'])
    .where('associationId', '=', viewer.associationId)
    .where('threadId', '=', threadId)
    .where('unitId', '=', unitId)
    .where('role', '=', 'referrer')
    .where('untilOn', 'is', null)
    .forUpdate()
    .execute()
  const common = {
    threadId,
    subject: 'assignment' as const,
    category: 'identity' as const,
    unitId,
    authorityId,
    on: today,
  }
  for (const before of present.filter((one) => one.userId !== contactUserId)) {
    await tx
      .updateTable('assignment')
      .set({ untilOn: later(before.fromOn, addDays(today, -1)), version: before.version + 1 })
      .where('associationId', '=', viewer.associationId)
      .where('assignmentId', '=', before.assignmentId)
      .execute()
    await recordEvent(tx, viewer, { kind: 'assignment-ended', subjectId: before.assignmentId, ...common })
  }
  if (present.some((one) => one.userId === contactUserId)) return
  const assignmentId = newId()
  await tx
    .insertInto('assignment')
    .values({
      associationId: viewer.associationId,
      assignmentId,
      threadId,
      unitId,
      authorityId,
      userId: contactUserId,
      role: 'referrer',
      fromOn: today,
    })
    .execute()
  await recordEvent(tx, viewer, {
    kind: 'assignment-began',
    subjectId: assignmentId,
    ...common,
    data: { role: 'referrer', userId: contactUserId },
  })
}

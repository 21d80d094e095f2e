import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import type { Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import type { EventKind } from '../event.ts'
import { teamLoads } from '../team-load.queries.ts'
import { letGo, settleThread } from '../thread-state.commands.ts'
import type { Meeting } from '../work/appointment.ts'
import type { Referral } from './referral.queries.ts'
import type { DeclineGround, ReferralState, VisitOutcome } from './referral.ts'
import { eventOf, openFor } from './referral-draft.commands.ts'

type Change = {
  state?: ReferralState
  receivedOn?: CalendarDay
  studyVisitOn?: CalendarDay
  studyVisitTime?: string
  studyVisitPlace?: string
  studyVisitWho?: string
  studyVisitOutcome?: VisitOutcome
  studyVisitPresent?: string
  decidedOn?: CalendarDay
  decidedBy?: string
  decisionReason?: string
  declineGround?: DeclineGround
  redirectedTo?: string
  redirectUnitId?: number | null
  takenInOn?: CalendarDay
}

/** Writes the change and its event; both units see both. Whoever decides has received. */
export async function change(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  referral: Referral,
  set: Change,
  kind: EventKind,
  data: Record<string, string | number | null> = {},
): Promise<void> {
  const received = set.state !== 'withdrawn' && referral.receivedOn === null ? { receivedOn: today } : {}
  await tx
    .updateTable('referral')
    .set({ ...received, ...set, version: referral.version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', referral.referralId)
    .execute()
  const alsoUnitId = referral.state === 'draft' ? null : referral.toUnitId
  await recordEvent(tx, viewer, { kind, ...eventOf(referral, today), alsoUnitId, data })
}

/** Ends what the referral opened: a place in the queue, the thread's state, the receiver's hold. */
async function close(tx: Tx, viewer: Viewer, today: CalendarDay, referral: Referral, how: string): Promise<void> {
  const { rows } = await sql<{ queueEntryId: string; unitId: number; authorityId: number }>`
    select queue_entry_id as "queueEntryId", unit_id as "unitId", authority_id as "authorityId"
    from leave_queue(${referral.referralId}, ${how}, ${today})`.execute(tx)
  for (const { queueEntryId, ...team } of rows) {
    await recordEvent(tx, viewer, {
      ...eventOf(referral, today),
      ...team,
      kind: 'queue-left',
      subject: 'queue_entry',
      subjectId: queueEntryId,
      alsoUnitId: referral.unitId,
      data: { how },
    })
  }
  await settleThread(tx, referral.threadId)
  if (referral.state !== 'draft' && referral.toUnitId !== null)
    await letGo(tx, referral.threadId, referral.toUnitId, today)
}

/** The receiver has the referral in hand. */
export async function receiveReferral(tx: Tx, viewer: Viewer, today: CalendarDay, id: string): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'receive')
  if (!opened.ok) return opened
  await change(tx, viewer, today, opened.value, { state: 'received', receivedOn: today }, 'referral-received')
  return ok(id)
}

/** A day for the person to come and see; also a new day after one that came to nothing. */
export async function planVisit(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  id: string,
  { studyVisitOn, time = '', place = '', who = '' }: { studyVisitOn: CalendarDay } & Partial<Meeting>,
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'plan-visit')
  if (!opened.ok) return opened
  const { sentOn } = opened.value
  if (sentOn !== null && studyVisitOn < sentOn)
    return refuse({ kind: 'invalid', fields: { studyVisitOn: 'dayTooEarly' } })
  const meeting = { studyVisitTime: time, studyVisitPlace: place, studyVisitWho: who }
  const set = {
    state: 'study_visit',
    studyVisitOn,
    studyVisitOutcome: 'planned',
    studyVisitPresent: '',
    ...meeting,
  } as const
  await change(tx, viewer, today, opened.value, set, 'study-visit-planned', { day: studyVisitOn })
  return ok(id)
}

/** How the study visit went, and who was there. */
export async function noteVisit(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  id: string,
  { outcome, present = '' }: { outcome: Exclude<VisitOutcome, 'planned'>; present?: string },
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'note-visit')
  if (!opened.ok) return opened
  const { studyVisitOn } = opened.value
  if (outcome !== 'cancelled' && studyVisitOn !== null && studyVisitOn > today)
    return refuse({ kind: 'invalid', fields: { outcome: 'visitAhead' } })
  const data = { outcome, day: studyVisitOn }
  const noted = { studyVisitOutcome: outcome, studyVisitPresent: outcome === 'done' ? present : '' }
  await change(tx, viewer, today, opened.value, noted, 'study-visit-done', data)
  return ok(id)
}

/** No, with the reason told to the referrer. From the queue too: then the person leaves it. */
export async function declineReferral(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  id: string,
  { ground, reason }: { ground: DeclineGround; reason: string },
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'decline')
  if (!opened.ok) return opened
  const decision = { decidedOn: today, decidedBy: viewer.userId, decisionReason: reason, declineGround: ground }
  await change(tx, viewer, today, opened.value, { state: 'declined', ...decision }, 'referral-declined', { ground })
  await close(tx, viewer, today, opened.value, ground === 'no_show' ? 'no_show' : 'declined')
  return ok(id)
}

/** Something else fits better: the team says what and why, the referrer asks the person and sends it on. */
export async function redirectReferral(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  id: string,
  to: { redirectUnitId: number | null; redirectedTo: string; reason: string },
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'redirect')
  if (!opened.ok) return opened
  const { redirectUnitId, redirectedTo, reason } = to
  const known = redirectUnitId === null || (await teamLoads(tx)).some((team) => team.unitId === redirectUnitId)
  if (!known || redirectUnitId === opened.value.toUnitId)
    return refuse({ kind: 'invalid', fields: { redirectUnitId: 'choose' } })
  const decision = { decidedOn: today, decidedBy: viewer.userId, decisionReason: reason, redirectUnitId, redirectedTo }
  await change(tx, viewer, today, opened.value, { state: 'redirected', ...decision }, 'referral-redirected', {
    unit: redirectUnitId,
  })
  await close(tx, viewer, today, opened.value, 'redirected')
  return ok(id)
}

/** The sender takes the referral back, also from the queue. */
export async function withdrawReferral(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  id: string,
  { reason }: { reason: string },
): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'withdraw')
  if (!opened.ok) return opened
  const decision = { decidedOn: today, decidedBy: viewer.userId, decisionReason: reason }
  await change(tx, viewer, today, opened.value, { state: 'withdrawn', ...decision }, 'referral-withdrawn')
  await close(tx, viewer, today, opened.value, 'withdrawn')
  return ok(id)
}

/**
 * Takes a finished referral up again: a new draft with the old texts, towards the redirected unit if there is one. The
 * person is asked anew, so the agreement is not taken over. Gives the new id.
 */
export async function reopenReferral(tx: Tx, viewer: Viewer, today: CalendarDay, id: string): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'reopen')
  if (!opened.ok) return opened
  const old = opened.value
  const referralId = newId()
  await tx
    .insertInto('referral')
    .values({
      associationId: viewer.associationId,
      referralId,
      threadId: old.threadId,
      unitId: old.unitId,
      authorityId: old.authorityId,
      toUnitId: old.redirectUnitId ?? (old.state === 'redirected' ? null : old.toUnitId),
      toIntervention: old.toIntervention,
      entryId: old.entryId,
      reason: old.reason,
      triedBefore: old.triedBefore,
      ownWords: old.ownWords,
      checklist: JSON.stringify(old.checklist),
      language: old.language,
      interpreter: old.interpreter,
      languageSupport: old.languageSupport,
      wishedStart: old.wishedStart !== null && old.wishedStart >= today ? old.wishedStart : null,
      contactUserId: viewer.userId,
      createdBy: viewer.userId,
      continuesReferralId: id,
    })
    .execute()
  await recordEvent(tx, viewer, { kind: 'referral-reopened', ...eventOf({ ...old, referralId }, today) })
  return ok(referralId)
}

import type { Tx } from '../../../platform/database/db.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { isUuid, newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { inUnit, type Viewer } from '../../access/public.ts'
import { recordEvent } from '../event.commands.ts'
import { lockThread, settleThread } from '../thread-state.commands.ts'
import type { Meeting } from '../work/appointment.ts'
import { type QueueEntry, standingQueue } from './queue.queries.ts'
import { lastPlace, placesAfterMove } from './queue.ts'
import { change } from './referral-decision.commands.ts'
import { openFor } from './referral-draft.commands.ts'

const eventOf = (entry: Pick<QueueEntry, 'threadId' | 'queueEntryId' | 'unitId' | 'authorityId'>, on: CalendarDay) => ({
  threadId: entry.threadId,
  subject: 'queue_entry' as const,
  subjectId: entry.queueEntryId,
  category: 'referral' as const,
  unitId: entry.unitId,
  authorityId: entry.authorityId,
  on,
})

/** The authority of one of the viewer's own units. */
export const authorityOf = (viewer: Viewer, unitId: number): number | undefined =>
  viewer.roles.find((held) => held.unitId === unitId)?.authorityId

/** Says yes, and puts the person last in the team's queue. */
export async function acceptToQueue(tx: Tx, viewer: Viewer, today: CalendarDay, id: string): Promise<Result<string>> {
  const opened = await openFor(tx, viewer, id, 'queue')
  if (!opened.ok) return opened
  const referral = opened.value
  const { threadId, toUnitId: unitId } = referral
  const authorityId = unitId === null ? undefined : authorityOf(viewer, unitId)
  if (unitId === null || authorityId === undefined) return refuse({ kind: 'not-allowed', reason: 'side' })
  const decision = { state: 'accepted', decidedOn: today, decidedBy: viewer.userId } as const
  await change(tx, viewer, today, referral, decision, 'referral-accepted')
  const queue = await standingQueue(tx, viewer, unitId, { lock: true })
  const queueEntryId = newId()
  const own = { associationId: viewer.associationId, threadId, unitId, authorityId }
  await tx
    .insertInto('queueEntry')
    .values({ ...own, queueEntryId, referralId: id, enteredOn: today, place: lastPlace(queue.map((one) => one.place)) })
    .execute()
  // The referrer is told that the person stands in the queue; where, and why there, is the team's own.
  const event = eventOf({ ...own, queueEntryId }, today)
  await recordEvent(tx, viewer, { kind: 'queue-entered', ...event, alsoUnitId: referral.unitId })
  await settleThread(tx, threadId)
  return ok(id)
}

/** An entry of an own unit's standing queue, with the queue it stands in; locked. */
async function openEntry(tx: Tx, viewer: Viewer, entryId: string) {
  if (!isUuid(entryId)) return undefined
  const found = await tx
    .selectFrom('queueEntry')
    .select(['unitId', 'threadId'])
    .where('associationId', '=', viewer.associationId)
    .where('queueEntryId', '=', entryId)
    .executeTakeFirst()
  if (!found || !inUnit(viewer, found.unitId)) return undefined
  await lockThread(tx, found.threadId)
  const queue = await standingQueue(tx, viewer, found.unitId, { lock: true })
  const entry = queue.find((one) => one.queueEntryId === entryId)
  return entry && { entry, queue }
}

async function setEntry(
  tx: Tx,
  viewer: Viewer,
  entry: QueueEntry,
  set: { place?: number; intakePlannedOn?: CalendarDay | null; noShows?: number },
): Promise<void> {
  await tx
    .updateTable('queueEntry')
    .set({ ...set, version: entry.version + 1 })
    .where('associationId', '=', viewer.associationId)
    .where('queueEntryId', '=', entry.queueEntryId)
    .execute()
}

/** Moves somebody to another place in the queue (counted from 1), with the reason. */
export async function moveInQueue(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  entryId: string,
  { to, reason }: { to: number; reason: string },
): Promise<Result<string>> {
  const opened = await openEntry(tx, viewer, entryId)
  if (!opened) return refuse({ kind: 'not-found' })
  const { entry, queue } = opened
  const places = placesAfterMove(queue, entryId, to)
  if (places.size === 0) return refuse({ kind: 'invalid', fields: { to: 'samePlace' } })
  for (const [id, place] of places) {
    const one = queue.find((other) => other.queueEntryId === id)
    if (one) await setEntry(tx, viewer, one, { place })
  }
  const fromPlace = queue.findIndex((one) => one.queueEntryId === entryId) + 1
  const toPlace = Math.min(to, queue.length)
  await tx
    .insertInto('queueMove')
    .values({
      associationId: viewer.associationId,
      threadId: entry.threadId,
      unitId: entry.unitId,
      authorityId: entry.authorityId,
      queueEntryId: entryId,
      fromPlace,
      toPlace,
      reason,
      movedOn: today,
      movedBy: viewer.userId,
    })
    .execute()
  await recordEvent(tx, viewer, {
    kind: 'queue-moved',
    ...eventOf(entry, today),
    data: { from: fromPlace, to: toPlace },
  })
  return ok(entryId)
}

/** What the referrer is told of the call stands on the referral; the queue itself is the team's own. */
async function tellCall(
  tx: Tx,
  viewer: Viewer,
  entry: QueueEntry,
  calledOn: CalendarDay | null,
  { time = '', place = '', who = '' }: Partial<Meeting> = {},
): Promise<void> {
  await tx
    .updateTable('referral')
    .set({ calledOn, calledTime: time, calledPlace: place, calledWho: who })
    .where('associationId', '=', viewer.associationId)
    .where('referralId', '=', entry.referralId)
    .execute()
}

/** The day the person is asked to come and begin. */
export async function planIntake(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  entryId: string,
  { intakePlannedOn, ...meeting }: { intakePlannedOn: CalendarDay } & Partial<Meeting>,
): Promise<Result<string>> {
  const opened = await openEntry(tx, viewer, entryId)
  if (!opened) return refuse({ kind: 'not-found' })
  if (intakePlannedOn < today) return refuse({ kind: 'invalid', fields: { intakePlannedOn: 'dayTooEarly' } })
  await setEntry(tx, viewer, opened.entry, { intakePlannedOn })
  await tellCall(tx, viewer, opened.entry, intakePlannedOn, meeting)
  await recordEvent(tx, viewer, {
    kind: 'intake-planned',
    ...eventOf(opened.entry, today),
    data: { day: intakePlannedOn },
  })
  return ok(entryId)
}

/** The person did not come to the planned intake: it is counted, and a new day may be set. */
export async function noteNoShow(
  tx: Tx,
  viewer: Viewer,
  today: CalendarDay,
  entryId: string,
  { newDay }: { newDay?: CalendarDay | undefined },
): Promise<Result<string>> {
  const opened = await openEntry(tx, viewer, entryId)
  if (!opened) return refuse({ kind: 'not-found' })
  const { entry } = opened
  if (entry.intakePlannedOn === null || entry.intakePlannedOn > today)
    return refuse({ kind: 'conflict', reason: 'notPlanned' })
  if (newDay && newDay < today) return refuse({ kind: 'invalid', fields: { newDay: 'dayTooEarly' } })
  const noShows = entry.noShows + 1
  await setEntry(tx, viewer, entry, { noShows, intakePlannedOn: newDay ?? null })
  await tellCall(tx, viewer, entry, newDay ?? null)
  const event = eventOf(entry, today)
  await recordEvent(tx, viewer, {
    kind: 'intake-no-show',
    ...event,
    data: { day: entry.intakePlannedOn, count: noShows },
  })
  if (newDay) await recordEvent(tx, viewer, { kind: 'intake-planned', ...event, data: { day: newDay } })
  return ok(entryId)
}

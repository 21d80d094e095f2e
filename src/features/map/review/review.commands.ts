import { enqueue } from '../../../platform/jobs/enqueue.ts'
import type { CalendarDay } from '../../../shared/calendar-day.ts'
import { newId } from '../../../shared/ids.ts'
import { ok, type Result, refuse } from '../../../shared/result.ts'
import { isKeeper, mayWrite } from '../entry.access.ts'
import { bodiesOf, loadEntries } from '../entry.queries.ts'
import { verifyEntries } from '../entry-bulk.commands.ts'
import type { MapWork } from '../work.ts'
import { mailReview } from './review.jobs.ts'
import { reviewOf } from './review.queries.ts'
import { inRound, isConfirmed, NO_AUTHORITY, ownerIn, reminderDays } from './review.ts'

/** Starts a round and orders its three mails. Gives its key. */
export async function startReview(
  { tx, viewer, today }: MapWork,
  { authorities, dueOn, note }: { authorities: number[]; dueOn: CalendarDay; note: string },
): Promise<Result<string>> {
  if (!isKeeper(viewer)) return refuse({ kind: 'not-allowed', reason: 'keeper' })
  const known = new Set((await bodiesOf(tx)).authorities.map((one) => one.authorityId))
  if (authorities.length === 0 || !authorities.every((id) => id === NO_AUTHORITY || known.has(id)))
    return refuse({ kind: 'invalid', fields: { authorities: 'authorities' } })
  const mapReviewId = newId()
  const { associationId, userId } = viewer
  await tx
    .insertInto('mapReview')
    .values({ associationId, mapReviewId, startedOn: today, dueOn, startedBy: userId, authorityIds: authorities, note })
    .execute()
  for (const { turn, on } of reminderDays({ startedOn: today, dueOn }))
    await enqueue(
      tx,
      mailReview,
      { associationId, mapReviewId, turn },
      // In the morning: seven o'clock UTC is eight or nine in Stockholm.
      turn === 'start' ? {} : { after: new Date(`${on}T07:00:00Z`) },
    )
  return ok(mapReviewId)
}

/** Ends a round: nobody is reminded any more. What was confirmed stays. */
export async function closeReview(
  { tx, viewer, today }: MapWork,
  id: string,
  version: number,
): Promise<Result<string>> {
  if (!isKeeper(viewer)) return refuse({ kind: 'not-allowed', reason: 'keeper' })
  const review = await reviewOf(tx, viewer, id)
  if (!review) return refuse({ kind: 'not-found' })
  if (review.closedOn !== null) return refuse({ kind: 'conflict', reason: 'closed' })
  if (review.version !== version) return refuse({ kind: 'stale' })
  await tx
    .updateTable('mapReview')
    .set((eb) => ({ closedOn: today, version: eb('version', '+', 1) }))
    .where('associationId', '=', viewer.associationId)
    .where('mapReviewId', '=', id)
    .execute()
  return ok(id)
}

/** An entry as it was read. */
export type ReadEntry = { entryId: string; version: number }

/**
 * Says that entries of an authority are right, as they were read. One that is confirmed already, or was changed since it was
 * read, is left as it is; where none is left that could be confirmed, and not all of them are, the reader looks again (stale).
 */
export async function confirmEntries(
  work: MapWork,
  id: string,
  authorityId: number,
  read: readonly ReadEntry[],
): Promise<Result<string>> {
  const { tx, viewer } = work
  const review = await reviewOf(tx, viewer, id)
  if (!review?.authorityIds.includes(authorityId) || !mayWrite(viewer, ownerIn(authorityId)))
    return refuse({ kind: 'not-found' })
  if (review.closedOn !== null) return refuse({ kind: 'conflict', reason: 'closed' })
  const versions = new Map(read.map(({ entryId, version }) => [entryId, version]))
  const entries = await loadEntries(tx, viewer, [...versions.keys()])
  if (entries.length === 0 || entries.length !== versions.size || !entries.every((one) => inRound(one) === authorityId))
    return refuse({ kind: 'not-found' })
  const unsaid = entries.filter((one) => !isConfirmed(one, review))
  const asRead = unsaid.filter((one) => one.version === versions.get(one.entryId))
  if (unsaid.length > 0 && asRead.length === 0) return refuse({ kind: 'stale' })
  const done = await verifyEntries(work, asRead)
  return done.ok ? ok(id) : done
}
